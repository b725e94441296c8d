import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startSimulator } from "../../src/simulator/start.ts";
import { inFolder, typed } from "./command-line.ts";

/** Nothing in the program's own words is like any part of these. */
const PARTS = /xanthipp|quillfeather|xquill|zebulon|wojtyla|zwoj/i;

const XANTHIPPE = "xanthippe.quillfeather@example.com";
const COLUMNS = "email,username,given_name,family_name,display_name,account,group";
const row = (...cells: readonly string[]) => cells.join(",");
const xanthippe = (...others: readonly string[]) =>
  row(XANTHIPPE, "xquill", "Xanthippe", "Quillfeather", "Xanthippe Quillfeather", ...others);

interface Played {
  readonly team: string;
  readonly settings?: string;
  readonly organization?: object;
  readonly argv?: readonly string[];
}

/** All that is shown of a run in CI, in each format but JSON, whose plans are asked for with the people in them. */
async function shown({ team, settings, organization, argv = [] }: Played): Promise<string> {
  return inFolder(async (folder) => {
    await mkdir(path.join(folder, "out"));
    await writeFile(path.join(folder, "team.csv"), team);
    if (settings !== undefined) await writeFile(path.join(folder, "onboard.json"), settings);
    const where = organization === undefined ? ["--offline"] : ["--no-bootstrap"];
    const simulator = organization === undefined ? undefined : await startSimulator({ organization, speed: 1000 });
    process.env.AWS_ENDPOINT_URL = simulator?.url;
    const outputs: string[] = [];
    for (const format of organization === undefined
      ? ["text", "github", "gitlab", "markdown"]
      : ["github", "markdown"]) {
      const run = await typed(["--emails", "team.csv", "--dry-run", ...where, "--format", format, ...argv], folder, {
        CI: "true",
      });
      outputs.push(run.stdout, run.stderr);
    }
    await simulator?.close();
    return outputs.join("\n").replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  });
}

const account = (id: string, name: string, others: object = {}) => ({ id, name, ...others });
const USERS = {
  instances: [
    {
      users: [
        { userName: "zwoj", email: XANTHIPPE, givenName: "Zebulon", familyName: "Wojtyla" },
        { userName: "zwoj-admin", email: XANTHIPPE.toUpperCase(), givenName: "Zebulon", familyName: "Wojtyla" },
      ],
    },
  ],
};

const CASES: Readonly<Record<string, Played>> = {
  "a row twice": {
    team: [COLUMNS, xanthippe("Sandbox"), xanthippe("Sandbox")]
      .map((one) => one + ",".repeat(6 - one.split(",").length + 1))
      .join("\n"),
  },
  "contradicting rows": {
    team: `${COLUMNS}\n${xanthippe("A", "")}\n${row(XANTHIPPE, "xquill2", "Xanthippa", "Quillfeathers", "X", "B", "")}`,
  },
  "an address by case": { team: `email,account\n${XANTHIPPE},A\n${XANTHIPPE.toUpperCase()},B` },
  "a broken address": { team: "email\nxanthippe.quillfeather@example\nxanthippe quillfeather@example.com" },
  "a shared user name": { team: `email,username\n${XANTHIPPE},xquill\nzebulon@example.com,xquill` },
  "a formula and hidden characters": {
    team: `email,given_name,family_name\n${XANTHIPPE},=Xanthippe,Quill\u200Bfeather`,
  },
  "a line break in a name": { team: `email,name\n${XANTHIPPE},"Xanthippe\nQuillfeather"` },
  "shifted cells": { team: `email,account\n${XANTHIPPE},Sandbox,Quillfeather` },
  "a missing header": { team: `${XANTHIPPE},Xanthippe,Quillfeather` },
  "a misread encoding": { team: `email,given_name\n${XANTHIPPE},Xanthipp\u00C3\u00A9` },
  "an open quote": { team: `email,name\n${XANTHIPPE},"Xanthippe Quillfeather` },
  "text after a quote": { team: `email,name\n${XANTHIPPE},"Xanthippe" Quillfeather` },
  "a long user name": { team: `email,username\n${XANTHIPPE},${"xquill".repeat(30)}` },
  "somebody's settings": {
    team: `email,username\n${XANTHIPPE},xquill`,
    settings: `{"defaults":{"group":"xquill's team","profile":"xquill profile"}}`,
  },
  "an unknown account named after somebody": {
    team: `email,username,account\n${XANTHIPPE},xquill,sandbox-xquill\n`,
    organization: {
      accounts: [account("200000000001", "sandbox-yquil"), account("200000000002", "Xanthippe Quillfeather")],
    },
  },
  "accounts named after somebody that look alike": {
    team: `email,username,account\n${XANTHIPPE},xquill,xquill\n`,
    organization: { accounts: [account("200000000001", " xquill"), account("200000000002", "xquill ")] },
  },
  "an account named after somebody": {
    team: `email,username,account\n${XANTHIPPE},xquill,xquill\n`,
    organization: { accounts: [account("200000000001", "xquill "), account("200000000002", "Other")] },
  },
  "a closed account named after somebody": {
    team: `email,username,account\n${XANTHIPPE},xquill,sandbox-xquill\n`,
    organization: { accounts: [account("200000000001", "sandbox-xquill", { state: "SUSPENDED" })] },
  },
  "no account": {
    team: `email,username\n${XANTHIPPE},xquill\n`,
    organization: { accounts: [account("200000000001", "sandbox-xquill"), account("200000000002", "Quillfeather")] },
  },
  "two users with the address": { team: `email,account\n${XANTHIPPE},Sandbox North\n`, organization: USERS },
  "one user with the address": {
    team: `email,account\n${XANTHIPPE},Sandbox North\n`,
    organization: { instances: [{ users: [USERS.instances[0]?.users[0]] }] },
  },
  "a user name with another address": {
    team: `email,username,account\n${XANTHIPPE},zwoj,Sandbox North\n`,
    organization: { instances: [{ users: [{ ...USERS.instances[0]?.users[0], email: "zebulon@wojtyla.example" }] }] },
  },
  "a disabled user": {
    team: `email,username,account\n${XANTHIPPE},xquill,Sandbox North\n`,
    organization: {
      instances: [
        {
          users: [
            { userName: "xquill", email: XANTHIPPE, givenName: "Zebulon", familyName: "Wojtyla", status: "DISABLED" },
          ],
        },
      ],
    },
  },
  "a group named after somebody": {
    team: `email,username,account,group\n${XANTHIPPE},xquill,Sandbox North,xquill's group\n${"zebulon@example.com"},zwoj,Sandbox North,+xquill\n`,
    organization: { instances: [{ users: [], groups: [{ displayName: "xquill's  group" }] }] },
  },
  "a new account": {
    team: `email,username,account\n${XANTHIPPE},xquill,new\n`,
    settings: '{"accounts":{"newAccountEmail":"aws+{username}@example.com","newAccountName":"sandbox-{username}"}}',
    organization: { accounts: [account("200000000001", "sandbox-xquill", { email: "other@example.com" })] },
  },
  "a missing permission set": {
    team: `email,username,account,permission_set\n${XANTHIPPE},xquill,Sandbox North,xquill-set\n`,
    organization: {},
  },
};

beforeAll(() => {
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "simulator");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "simulator");
});
// The object itself stays: who puts another one in its place keeps later files from taking back what they set.
afterAll(() => {
  vi.unstubAllEnvs();
});

describe("in CI nobody is named", () => {
  it.each(Object.entries(CASES))("with %s", async (_, played) => {
    const all = await shown(played);
    const leaks = all.split("\n").filter((line) => PARTS.test(line));
    expect(leaks).toEqual([]);
    expect(all).not.toMatch(/line (\d+)["”]? (?:is |has [^.]* )?in line \1\b/);
    expect(all).not.toMatch(/line (\d+)[’']s\b/);
    for (const sentence of all.split(/[.\n]/))
      expect(sentence.match(/\bline \d+\b(?!:)/g)?.length ?? 0).toBeLessThan(4);
  });

  it("when the team could not even be read, or the command line was not understood", async () => {
    for (const argv of [
      ["--emails", `${XANTHIPPE}.csv/`],
      ["--emails", "team.csv", "--settings", `${XANTHIPPE}.json`],
      ["--emails", "team.csv", XANTHIPPE],
      ["--emails", "team.csv", `--${XANTHIPPE}`],
    ]) {
      const { code, stdout, stderr } = await inFolder(async (folder) => {
        await writeFile(path.join(folder, "team.csv"), "email\nbo@example.com\n");
        return typed([...argv, "--dry-run", "--offline", "--format", "github"], folder, { CI: "true" });
      });
      expect(code).toBe(3);
      expect(stdout + stderr).not.toMatch(PARTS);
    }
  });
});
