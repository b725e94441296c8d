import { describe, expect, it } from "vitest";
import { type AccessKey, type AccountKeys, withInactive, withoutKeyIds } from "../../../src/core/keys/access-key.ts";
import { chooseKeys, keyNameFault } from "../../../src/core/keys/choose-keys.ts";

const now = Date.parse("2026-11-20T09:00:00Z");
const DAY = 86_400_000;
const key = (id: string, more: Partial<AccessKey> = {}): AccessKey => ({
  id: `AKIAEXAMPLE22222${id}`,
  status: "Active",
  createdAt: now - 400 * DAY,
  lastUse: { kind: "never" },
  isOwn: false,
  ...more,
});
const usedDaysAgo = (days: number): Partial<AccessKey> => ({
  lastUse: { kind: "used", at: now - days * DAY, service: "s3", region: "eu-west-1" },
});
const account = { id: "210987654321", name: "Sandbox North" };

function choose(keys: readonly AccessKey[], names: readonly string[], allowRecentlyUsed = false) {
  const accounts: readonly AccountKeys[] = [
    { account, state: "looked", users: [{ userName: "Ana.Silva", keys }] },
    { account: { id: "345678901234", name: "South" }, state: "unknown", reason: "AccessDenied" },
  ];
  const choice = chooseKeys(names, accounts, { now, allowRecentlyUsed });
  return { ...choice, chosen: choice.toDeactivate.map((one) => one.key.id.slice(-4)) };
}

describe("a key is named", () => {
  it.each([
    "210987654321/ana.silva/7XYZ",
    "210987654321/Ana.Silva/…7XYZ",
    "210987654321/ana.silva/...7XYZ",
    "210987654321/ana.silva/AKIAEXAMPLE222227XYZ",
  ])("by account, user and its end: %s", (name) => {
    expect(keyNameFault(name)).toBeUndefined();
    expect(choose([key("7XYZ")], [name])).toMatchObject({ chosen: ["7XYZ"], problems: [] });
  });

  it.each([
    "ana/7XYZ",
    "210987654321/ana/7XY",
    "210987654321/ana/7xyz",
    "210987654321/a b/7XYZ",
    "Sandbox/ana/7XYZ",
    "",
  ])("not by %j", (name) => {
    expect(keyNameFault(name)?.message).toContain("names no key");
  });

  it("and a wrong name that holds a whole key id is told without it", () => {
    expect(keyNameFault("ana/AKIAEXAMPLE222227XYZ")?.message).toBe('"ana/…7XYZ" names no key.');
  });

  it("once, however often it is written", () => {
    const names = ["210987654321/ana.silva/7XYZ", "210987654321/ana.silva/…7XYZ"];
    expect(choose([key("7XYZ")], names).chosen).toEqual(["7XYZ"]);
  });
});

describe("switching off is refused", () => {
  it.each([
    ["222222222222/ana.silva/7XYZ", "none of the team's"],
    ["345678901234/ana.silva/7XYZ", "not known: AccessDenied"],
    ["210987654321/anna.silva/7XYZ", 'no IAM user "anna.silva"'],
    ["210987654321/ana.silva/8XYZ", "no access key that ends in 8XYZ"],
  ])("for %s: %s", (name, message) => {
    const { chosen, problems } = choose([key("7XYZ")], [name]);
    expect(chosen).toEqual([]);
    expect(problems.map((one) => one.message).join()).toContain(message);
  });

  it("for one of two keys with the same end, until the whole id is written", () => {
    const twins = [key("7XYZ"), key("7XYZ", { id: "AKIAOTHERONE22227XYZ" })];
    expect(choose(twins, ["210987654321/ana.silva/7XYZ"]).problems[0]?.message).toContain("2 keys");
    const whole = choose(twins, ["210987654321/ana.silva/AKIAOTHERONE22227XYZ"]);
    expect(whole.toDeactivate.map((one) => one.key.id)).toEqual(["AKIAOTHERONE22227XYZ"]);
  });

  it.each([
    [0, 1],
    [6, 1],
    [7, 0],
    [400, 0],
  ])("for a key that was used %i days ago with %i problem, unless that is allowed by name", (days, problems) => {
    const keys = [key("7XYZ", usedDaysAgo(days))];
    expect(choose(keys, ["210987654321/ana.silva/7XYZ"]).problems).toHaveLength(problems);
    expect(choose(keys, ["210987654321/ana.silva/7XYZ"], true).problems).toEqual([]);
  });

  it("for a key of whose use nothing is known, unless that is allowed by name", () => {
    const keys = [key("7XYZ", { lastUse: { kind: "unknown", reason: "AWS refused." } })];
    expect(choose(keys, ["210987654321/ana.silva/7XYZ"]).problems[0]?.message).toContain("not known: AWS refused.");
    expect(choose(keys, ["210987654321/ana.silva/7XYZ"], true).problems).toEqual([]);
  });

  it("for the key that signs this run, whatever is allowed", () => {
    const keys = [key("7XYZ", { isOwn: true })];
    expect(choose(keys, ["210987654321/ana.silva/7XYZ"], true).problems[0]?.message).toContain("locked out");
  });

  it("for everything at once", () => {
    const names = ["210987654321/ana.silva/7XYZ", "210987654321/ana.silva/9XYZ", "222222222222/x/7XYZ"];
    expect(choose([key("7XYZ", usedDaysAgo(1))], names).problems).toHaveLength(3);
  });
});

it("a key that is off already is no problem, however lately it was used", () => {
  const choice = choose([key("7XYZ", { status: "Inactive", ...usedDaysAgo(1) })], ["210987654321/ana.silva/7XYZ"]);
  expect(choice).toMatchObject({ chosen: [], problems: [] });
  expect(choice.alreadyInactive).toHaveLength(1);
});

it("what was switched off is inactive in the accounts afterwards, and nothing else", () => {
  const before: readonly AccountKeys[] = [
    { account, state: "looked", users: [{ userName: "ana", keys: [key("7XYZ"), key("8XYZ")] }] },
  ];
  const [after] = withInactive(before, new Set([key("7XYZ").id]));
  expect(after).toMatchObject({ users: [{ keys: [{ status: "Inactive" }, { status: "Active" }] }] });
});

it("texts lose the ids of keys, and keep their ends", () => {
  expect(withoutKeyIds("resource: access key AKIAIOSFODNN7EXAMPLE, ASIAIOSFODNN7EXAMPLE.")).toBe(
    "resource: access key …MPLE, …MPLE.",
  );
});
