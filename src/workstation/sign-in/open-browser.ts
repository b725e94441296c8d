import { spawn } from "node:child_process";
import { machineProgram } from "../../files/search-path.ts";
import { ownTerms, startOf, systemProgram } from "../../files/windows-start.ts";
import { isWsl, type SignInSurroundings } from "./choose-flow.ts";

/** A program, by its name or its whole path, and its arguments; no shell reads them. */
export interface BrowserCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** A browser's launcher that still runs after this long has taken the page, and is left alone. */
const SETTLED = 1_500;

/**
 * Opens a page in the user's browser: with `$BROWSER`, or what the platform offers. False when nothing could open it;
 * then the person opens the printed address. Only https pages, and http ones of this machine, are opened.
 */
export async function openBrowser(url: string, surroundings: SignInSurroundings): Promise<boolean> {
  if (!isOpenable(url)) return false;
  for (const command of browserCommands(new URL(url).href, surroundings)) {
    if (await started(command, surroundings)) return true;
  }
  return false;
}

/** Whether this is a page that may be handed to a browser: https, or http on this machine. */
export function isOpenable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== "" || password !== "") return false;
  if (protocol === "https:") return true;
  return protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}

/** The commands to try, best first. The address is always one argument of its own. */
export function browserCommands(url: string, surroundings: SignInSurroundings): readonly BrowserCommand[] {
  const own = surroundings.env.BROWSER ?? "";
  if (/^(none|false|0|true)$/i.test(own.trim())) return [];
  const separator = surroundings.platform === "win32" ? ";" : ":";
  const chosen = own
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  return [
    ...chosen.map((entry) => chosenCommand(entry, url, surroundings.platform)),
    ...platformCommands(url, surroundings),
  ];
}

/** `firefox`, or `firefox -P work %s`: the words are arguments, `%s` stands for the address. Windows' paths have blanks. */
function chosenCommand(entry: string, url: string, platform: NodeJS.Platform): BrowserCommand {
  if (platform === "win32" && !entry.includes("%s")) return { program: entry, args: [url] };
  const [program = "", ...rest] = entry.split(/\s+/);
  if (!entry.includes("%s")) return { program, args: [...rest, url] };
  return { program, args: rest.map((word) => word.replaceAll("%s", url)) };
}

/** Windows' `start` is a word of its shell; rundll32 does the same without one. */
function platformCommands(url: string, surroundings: SignInSurroundings): readonly BrowserCommand[] {
  const { platform, env } = surroundings;
  const args = ["url.dll,FileProtocolHandler", url];
  if (platform === "darwin") return [{ program: "open", args: [url] }];
  if (platform === "win32") return [{ program: systemProgram("rundll32.exe", env), args }];
  if (isWsl(surroundings))
    return [
      { program: "wslview", args: [url] },
      { program: "rundll32.exe", args },
    ];
  return [
    { program: "xdg-open", args: [url] },
    { program: "x-www-browser", args: [url] },
  ];
}

/** True once the program has ended well or is still running a little later; false where there is none of that name. */
async function started({ program, args }: BrowserCommand, { env, platform }: SignInSurroundings): Promise<boolean> {
  const file = await machineProgram(program, env, platform);
  if (file === undefined) return false;
  const start = await startOf(file, args, { env, platform });
  return new Promise((resolve) => {
    const child = spawn(start.file, [...start.args], {
      ...ownTerms(start, env),
      stdio: "ignore",
      detached: true,
      windowsHide: true,
    });
    const timer = setTimeout(() => resolve(true), SETTLED);
    const settle = (opened: boolean) => {
      clearTimeout(timer);
      resolve(opened);
    };
    child.on("error", () => settle(false));
    child.on("exit", (code) => settle(code === 0));
    child.unref();
  });
}
