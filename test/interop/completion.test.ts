import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { openTerminal } from "./terminal.ts";

const BINARY = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** How each shell is started with nothing of its user's, and reads what `onboard completion` prints. */
const SHELLS = {
  bash: { start: "bash --norc --noprofile -i", read: "source completion" },
  zsh: { start: "zsh -f -i", read: "autoload -Uz compinit; compinit -u -D; source ./completion" },
  fish: { start: "fish --private --no-config", read: "source completion" },
} as const;

let folder: string;
let owned: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "onboard-completion-"));
  owned = path.join(folder, "owned");
  await mkdir(path.join(folder, "bin"));
  await symlink(BINARY, path.join(folder, "bin", "onboard"));
  await mkdir(path.join(folder, ".aws"));
  await writeFile(
    path.join(folder, ".aws", "config"),
    "[profile amplify]\nregion = eu-west-1\n[profile 'zz $(touch owned)']\nregion = eu-west-1\n",
  );
  await writeFile(
    path.join(folder, "team.csv"),
    'email,account\nana@example.com,Sandbox North\nbo@example.com,"Sandbox South;Quay`touch owned`$(touch owned)"\n',
  );
  // A program of that name in the folder, which nobody may run by asking what could be typed.
  await writeFile(path.join(folder, "onboard"), `#!/bin/sh\ntouch ${owned}\n`, { mode: 0o755 });
});

function isThere(program: string): boolean {
  return (process.env.PATH ?? "").split(path.delimiter).some((one) => existsSync(path.join(one, program)));
}

describe.each(Object.entries(SHELLS))("in %s", (shell, { start, read }) => {
  it.skipIf(!isThere(shell))(
    "what is begun is completed, and what files hold is never run",
    async () => {
      const search = [path.join(folder, "bin"), process.env.PATH].join(path.delimiter);
      await writeFile(path.join(folder, "completion"), execFileSync(process.execPath, [BINARY, "completion", shell]));
      const terminal = await openTerminal(`--version; ${start}`, folder, { PATH: search, HOME: folder });
      try {
        await terminal.type(read, "Enter");
        await terminal.type("-l", "echo ready");
        await terminal.type("Enter");
        await terminal.shows(/^ready/m);
        const tried = async (typed: string, pattern: RegExp) => {
          await terminal.type("-l", typed);
          await terminal.type("Tab");
          await terminal.shows(pattern);
          await terminal.type("C-u");
        };
        await tried("onboard stat", /onboard status$/m);
        await tried("onboard status --perm", /onboard status --permission-set$/m);
        await tried("onboard policy --for off", /onboard policy --for offboard$/m);
        await tried("onboard --profile amp", /onboard --profile amplify$/m);
        await tried("onboard leave --emails ana@", /onboard leave --emails ana@example.com$/m);
        await tried("onboard status --account Sandbox\\ N", /--account ['"]?Sandbox(\\)? North/);
        await tried("onboard --emails te", /onboard --emails team.csv/);
        // Completed, and then run: the names are words still.
        await terminal.type("-l", "onboard --version --account Quay");
        await terminal.type("Tab");
        await terminal.shows(/--account ['"]?Quay\S+touch/);
        await terminal.type("Enter");
        await terminal.type("-l", "onboard --version --profile zz");
        await terminal.type("Tab");
        await terminal.shows(/--profile ['"]?zz.+touch/);
        await terminal.type("Enter");
        // A search path that leads into the folder is not followed.
        await terminal.type("-l", shell === "fish" ? "set -gx PATH . $PATH" : "PATH=.:$PATH; hash -r");
        await terminal.type("Enter");
        await terminal.type("-l", "onboard stat");
        await terminal.type("Tab");
        await terminal.type("C-u");
        await terminal.type("-l", "echo over");
        await terminal.type("Enter");
        await terminal.shows(/^over/m);
        expect(existsSync(owned)).toBe(false);
      } finally {
        await terminal.close();
      }
    },
    60_000,
  );
});
