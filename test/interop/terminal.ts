import { execFile, execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A real terminal: a tmux session of its own, in which keys are typed and whose screen is read. */
export interface Terminal {
  type(...keys: readonly string[]): Promise<void>;
  /** Pastes as a terminal does, in marks where the program has asked for them. */
  paste(text: string): Promise<void>;
  /** The screen with its colours as escape codes. */
  colored(): Promise<string>;
  /** The screen, once it shows the pattern. */
  shows(pattern: RegExp): Promise<string>;
  close(): Promise<void>;
}

const BINARY = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const PATIENCE = 20_000;

/**
 * Starts the built program in a terminal of 80 × 50, or as many columns as are said, with arguments as a shell reads them; its exit code is shown in the end.
 * Throws where there is no tmux.
 */
export async function openTerminal(
  args: string,
  cwd: string,
  others: Readonly<Record<string, string>> = {},
  columns = 80,
): Promise<Terminal> {
  requireTmux();
  // The shell ends with `sleep`, so that the screen can still be read when the program is over.
  const command = `"${process.execPath}" "${BINARY}" ${args}; echo "exit code $?"; sleep 60`;
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: cwd,
    TERM: "xterm-256color",
    LC_ALL: "C.UTF-8",
    AWS_EC2_METADATA_DISABLED: "true",
    ...others,
  };
  const socket = `onboard-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const tmux = (...args: readonly string[]) => run("tmux", ["-L", socket, "-f", "/dev/null", ...args], { cwd, env });
  await tmux("new-session", "-d", "-s", "main", "-x", String(columns), "-y", "50", command);
  await tmux("set-option", "-g", "remain-on-exit", "on");
  const screen = async () => (await tmux("capture-pane", "-p", "-S", "-200", "-t", "main")).stdout;
  return {
    type: async (...keys) => {
      await tmux("send-keys", "-t", "main", ...keys);
    },
    paste: async (text) => {
      await tmux("set-buffer", text);
      await tmux("paste-buffer", "-p", "-r", "-t", "main");
    },
    colored: async () => (await tmux("capture-pane", "-p", "-e", "-S", "-200", "-t", "main")).stdout,
    shows: async (pattern) => {
      const deadline = Date.now() + PATIENCE;
      for (let seen = await screen(); ; seen = await screen()) {
        if (pattern.test(seen)) return seen;
        if (Date.now() > deadline) throw new Error(`the terminal never showed ${pattern}:\n${seen}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    close: async () => {
      await tmux("kill-server").catch(() => undefined);
    },
  };
}

function requireTmux(): void {
  try {
    execFileSync("tmux", ["-V"], { stdio: "ignore" });
  } catch {
    throw new Error("tmux is needed for the tests in a real terminal: apt-get install tmux");
  }
}
