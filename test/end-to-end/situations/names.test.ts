import { describe, expect, it } from "vitest";
import { someOf } from "../../how-much.ts";
import { BO, blockedIn, changesIn, csv, enter, planOf, withInstance } from "./situation.ts";

const accounts = [
  ["200000000001", "R&D; Labs"],
  ["200000000002", "Company Name [production]"],
  ["200000000003", " Trailing "],
  ["200000000004", "a  b"],
  ["200000000005", "ou:Fake"],
  ["200000000006", "new:web"],
  ["200000000007", "200000000001"],
  ["200000000008", "=cmd|' /C calc'!A0"],
  ["200000000009", 'Prod"Quote, Comma'],
  ["200000000010", "Ünïcode – Dash\u00a0nbsp"],
  ["200000000011", "dup"],
  ["200000000013", "DUP"],
  ["200000000014", "@team/sandbox"],
  ["200000000015", "-dash"],
  ["200000000016", "+okta"],
  ["200000000018", "Sandbox | `x` <b>"],
].map(([id, name]) => ({ id, name }));
const organization = withInstance(
  { users: [BO] },
  { accounts: [...accounts, { id: "200000000012", name: "dup", state: "SUSPENDED" }] },
);

/** The accounts that cells of the account column lead to. */
async function accountsOf(...cells: readonly string[]): Promise<readonly (string | undefined)[]> {
  const rows = cells.map((cell, index) => [`p${index}@example.com`, cell]);
  const { code, document } = await planOf({ team: csv("email,account", ...rows), organization }, "--no-bootstrap");
  expect(document.problems).toBeUndefined();
  expect(code).toBe(0);
  return changesIn(document)
    .filter((change) => change.startsWith("create AccountAssignment"))
    .map((change) => change.split("|")[1]);
}

describe("an account's odd name", () => {
  it("can be written into the team file, in quotes where the cell would be taken apart", async () => {
    const cells = [
      ['"R&D; Labs"', "200000000001"],
      ["Company Name [production]", "200000000002"],
      ["Trailing", "200000000003"],
      ['" Trailing "', "200000000003"],
      ["a  b", "200000000004"],
      ["=cmd|' /C calc'!A0", "200000000008"],
      ['Prod"Quote, Comma', "200000000009"],
      ["Ünïcode – Dash nbsp", "200000000010"],
      ["dup", "200000000011"],
      ["DUP", "200000000013"],
      ["@team/sandbox", "200000000014"],
      ["-dash", "200000000015"],
      ["+okta", "200000000016"],
      ["Sandbox | `x` <b>", "200000000018"],
      ["200000000005", "200000000005"],
      ["200000000007", "200000000007"],
    ] as const;
    expect(await accountsOf(...cells.map(([cell]) => cell))).toEqual(cells.map(([, id]) => id));
  });

  it("is matched by what can be seen of it, and told", async () => {
    const team = csv("email,account", ["a1@example.com", "Trailing"], ["b1@example.com", "Ünïcode – Dash nbsp"]);
    const { document } = await planOf({ team, organization });
    expect(document.warnings?.filter((warning) => warning.includes("is the one that AWS has as"))).toHaveLength(2);
  });

  it.each([
    ["R&D; Labs", 2, 'in a CSV cell that is """R&D; Labs"""'],
    ["ou:Fake", 1, "write its id, 200000000005"],
    ["new:web", 1, "write its id, 200000000006"],
  ])("that means something else is told how to be written: %s", async (name, count, remedy) => {
    const team = csv("email,account", [BO.email, name]);
    const settings = { accounts: { newAccountEmail: "aws+{username}@example.com" } };
    const { code, document, asked } = await planOf({ team, organization, settings });
    expect([code, document.error?.kind]).toEqual([3, "invalid-input"]);
    expect(document.problems).toHaveLength(count);
    for (const problem of document.problems ?? []) {
      expect(problem.place).toMatchObject({ file: "team.csv", line: 2 });
      expect(problem.remedy).toContain(remedy);
    }
    expect(asked.filter((operation) => operation.startsWith("Create"))).toEqual([]);
  });

  it.each(someOf([["--account"], ["settings"]], 1))("can be written elsewhere, too: %s", async (place) => {
    const names = ['"R&D; Labs"', "-dash", "@team/sandbox"];
    const flags = place === "settings" ? [] : names.map((name) => `--account=${name}`);
    const settings = place === "settings" ? { defaults: { account: ["R&D; Labs", "-dash", "@team/sandbox"] } } : {};
    const { code, document } = await planOf({ team: csv("email", [BO.email]), organization, settings }, ...flags);
    expect([code, document.problems]).toEqual([0, undefined]);
    expect(changesIn(document).filter((change) => change.includes("AccountAssignment"))).toHaveLength(3);
  });
});

describe("a group's odd name", () => {
  const names = [
    "@developers",
    "+Cloud",
    "-all-devs",
    "ACL_DELEGATED_EAPP_AWS+PL/DEVOPS",
    "Web Developers ",
    "DEV",
    "dom\\users@corp.local",
    "a; b",
    "Tab\tname",
    "double  space",
  ];
  const withGroups = withInstance({ users: [BO], groups: names.map((displayName) => ({ displayName })) });
  const teamOf = (...groups: readonly string[]) =>
    csv("email,account,group", ...groups.map((group, index) => [`p${index}@example.com`, "Sandbox North", group]));

  it("can be written where AWS has the group, by what can be seen of it", async () => {
    const written = names.map((name) => name.replace("\t", " ").trim());
    const { code, document } = await planOf({ team: teamOf(...written), organization: withGroups });
    expect([code, document.problems]).toEqual([0, undefined]);
    expect(blockedIn(document)).toEqual({});
    expect(changesIn(document).filter((change) => change.startsWith("create Group|"))).toEqual([]);
    expect(document.warnings?.filter((warning) => warning.includes("is the one that AWS has as"))).toHaveLength(2);
  });

  it("makes no group that a spreadsheet takes for a formula", async () => {
    const made = ["@new", "=new", "+new", "-new"];
    const { code, document } = await planOf({ team: teamOf(...made, "Fine"), organization: withGroups });
    expect(code).toBe(0);
    expect(Object.keys(blockedIn(document))).toEqual(expect.arrayContaining(made.map((name) => `Group|${name}`)));
    expect(changesIn(document)).toContain("create Group|fine");
    expect(blockedIn(document)["Group|fine"]).toBeUndefined();
  });

  it("is nobody's address in a job's log", async () => {
    const log = await (await enter({ team: teamOf("@developers", "+Cloud"), organization: withGroups })).inCi(
      "--dry-run",
    );
    expect(log).toContain("assign group @developers to amplify-policy in Sandbox North");
    expect(log).toContain("line 2  + user  + in @developers");
    expect(log).not.toMatch(/p[01]@|example\.com/);
  });
});
