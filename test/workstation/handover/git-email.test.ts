import { chmod } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readGitEmail } from "../../../src/workstation/handover/git-email.ts";
import { emptyFolder, put } from "./folder.ts";

/** Only this folder's git settings count, whoever runs the test. */
const alone = (home: string, others: NodeJS.ProcessEnv = {}) => ({
  PATH: process.env.PATH,
  HOME: home,
  GIT_CONFIG_NOSYSTEM: "1",
  ...others,
});

async function repository(config: string): Promise<string> {
  const home = await emptyFolder();
  await put(home, "app/.git/config", `[core]\n\trepositoryformatversion = 0\n${config}`);
  await put(home, "app/.git/HEAD", "ref: refs/heads/main\n");
  await put(home, "app/.git/refs/heads/.keep", "");
  await put(home, "app/.git/objects/.keep", "");
  return home;
}

const ask = (home: string, others?: NodeJS.ProcessEnv) =>
  readGitEmail({ cwd: path.join(home, "app"), home, env: alone(home, others) });

describe("the address that git knows", () => {
  it("is the repository's", async () => {
    expect(await ask(await repository("[user]\n\temail = ana@example.com\n"))).toBe("ana@example.com");
  });

  it("is the user's where the repository has none", async () => {
    const home = await repository("");
    await put(home, ".gitconfig", "[user]\n\temail = Bo@example.com\n");
    expect(await ask(home)).toBe("Bo@example.com");
  });

  it.each([
    ["there is none", ""],
    ["it is no address", "[user]\n\temail = nobody\n"],
    ["it would trouble a terminal", '[user]\n\temail = "ana@example.com\\u001b[2J"\n'],
    ["the file is broken", "[user\n"],
    ["it is longer than any address", `[user]\n\temail = ${"a".repeat(100_000)}@example.com\n`],
  ])("is unknown when %s", async (_, config) => {
    expect(await ask(await repository(config))).toBeUndefined();
  });

  it("is unknown without git, and in a folder that is not there", async () => {
    const home = await repository("[user]\n\temail = ana@example.com\n");
    expect(await ask(home, { PATH: path.join(home, "bin") })).toBeUndefined();
    expect(await readGitEmail({ cwd: path.join(home, "gone"), home, env: alone(home) })).toBeUndefined();
  });

  it("is not asked of a program called git in the repository", async () => {
    const home = await repository("[user]\n\temail = ana@example.com\n");
    await chmod(await put(home, "app/git", "#!/bin/sh\necho evil@example.com\n"), 0o755);
    expect(await ask(home)).toBe("ana@example.com");
    expect(await ask(home, { PATH: path.join(home, "bin") })).toBeUndefined();
  });
});
