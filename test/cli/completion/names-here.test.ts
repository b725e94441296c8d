import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, it } from "vitest";
import type { NamesWanted } from "../../../src/cli/completion/complete.ts";
import { namesHere } from "../../../src/cli/completion/names-here.ts";
import { profilesHere } from "../../../src/cli/completion/profiles-here.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "onboard-names-"));
});
const write = (name: string, text: string) => writeFile(path.join(cwd, name), text);
const values = async (of: NamesWanted, file?: string) => {
  const place = { cwd, env: { HOME: cwd, USERPROFILE: cwd } };
  const entries = of === "profiles" ? await profilesHere(place) : await namesHere(of, place, file);
  return entries.map(({ value }) => value);
};

it("people and accounts come from the team file, the handover and the settings, each once", async () => {
  await write("team.csv", "email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox North;Staging\n");
  await write(
    "onboard.handover.json",
    JSON.stringify({ people: [{ email: "cy@example.com", access: [{ accountName: "Quay" }, null, 7] }, null] }),
  );
  await write("onboard.json", '{ // defaults\n "defaults": { "account": ["Staging", "Lab", 7] } }');
  expect(await values("people")).toEqual(["ana@example.com", "bo@example.com", "cy@example.com"]);
  expect(await values("accounts")).toEqual(["Sandbox North", "Staging", "Quay", "Lab"]);
  await write("other.csv", "email,account\ndi@example.com,Other\n");
  expect(await values("people", "other.csv")).toEqual(["di@example.com", "cy@example.com"]);
});

it("profiles come from both files of ~/.aws, however they are spelled", async () => {
  await mkdir(path.join(cwd, ".aws"));
  await write(
    ".aws/config",
    '[default]\nregion = eu-west-1\n[profile "with blank"]\nregion = eu-west-1\n[sso-session x]\n',
  );
  await write(".aws/credentials", "[keys]\naws_access_key_id = AKIA\n[default]\naws_access_key_id = AKIA\n");
  expect(await values("profiles")).toEqual(["default", "with blank", "keys"]);
});

it("what is no file, too large or broken has no names, and nothing waits for it", async () => {
  execFileSync("mkfifo", [path.join(cwd, "team.csv")]);
  await mkdir(path.join(cwd, "onboard.json"));
  await write("onboard.handover.json", `{"people": [${" ".repeat(1024 * 1024)}]}`);
  expect(await values("people")).toEqual([]);
  expect(await values("accounts", "nowhere.csv")).toEqual([]);
  expect(await values("profiles")).toEqual([]);
});
