import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { inFolder, typed } from "../command-line.ts";

const handover = (portal: string, accountId: string) => ({
  version: 1,
  startUrl: `https://${portal}.awsapps.com/start`,
  ssoRegion: "eu-west-1",
  session: "amplify",
  people: [
    {
      email: "dev@example.com",
      username: "dev@example.com",
      access: [
        { accountId, accountName: "Web", permissionSet: "amplify-policy", region: "eu-west-1", profile: "amplify" },
      ],
    },
  ],
});

it("somebody of two companies has a session and a profile for each, whose names do not clash, and gets rid of both", async () => {
  await inFolder(async (folder) => {
    const config = () => readFile(path.join(folder, ".aws/config"), "utf8").catch(() => undefined);
    await writeFile(path.join(folder, "a.json"), JSON.stringify(handover("d-9067a1b2c3", "210987654321")));
    await writeFile(path.join(folder, "b.json"), JSON.stringify(handover("d-1111222233", "555566667777")));
    const local = (...flags: readonly string[]) => typed(["local", "--yes", ...flags], folder);
    const setUp = (file: string, ...flags: readonly string[]) =>
      local("--handover", file, "--email", "dev@example.com", "--no-login", ...flags);
    expect((await setUp("a.json")).code).toBe(0);
    const first = await config();
    const second = await setUp("b.json");
    expect([second.code, second.stderr]).toEqual([0, expect.stringContaining('is called "d-1111222233"')]);
    const both = await config();
    expect(both?.startsWith(first ?? "nothing")).toBe(true);
    expect(both).toContain("[profile amplify-555566667777]\nsso_session = d-1111222233\n");
    // Again: neither changes anything, whichever it is.
    for (const file of ["b.json", "a.json"]) {
      expect((await setUp(file)).code).toBe(0);
      expect(await config()).toBe(both);
    }
    // A name that was asked for is never another one.
    expect((await setUp("b.json", "--session", "amplify")).stderr).toContain("belongs to another access portal");
    expect((await local("--undo")).code).toBe(0);
    expect(await config()).toBe(first);
    await setUp("b.json");
    expect((await local("--remove")).code).toBe(0);
    expect(await config()).toBe(undefined);
  });
});
