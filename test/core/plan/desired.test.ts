import { describe, expect, it } from "vitest";
import type { OrganizationAccount } from "../../../src/core/organization/organization-account.ts";
import { type Desired, desiredState } from "../../../src/core/plan/desired.ts";
import { NO_SETTINGS, type Settings, withDefaults } from "../../../src/core/settings/settings.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";

const accounts: readonly OrganizationAccount[] = [
  { id: "210987654321", name: "Sandbox North", state: "ACTIVE", isManagement: false },
  { id: "345678901234", name: "Sandbox South", state: "ACTIVE", isManagement: false },
];

function desired(csv: string, settings: Partial<Settings> = {}): Desired {
  const { team, problems } = readTeam(Buffer.from(csv), { kind: "file", file: "team.csv" });
  expect(problems).toEqual([]);
  return desiredState({
    team,
    wantedAccounts: [],
    settings: withDefaults({ ...NO_SETTINGS, ...settings }, "aws"),
    accountsOf: (grant) =>
      grant.accounts.length === 0
        ? accounts.slice(0, 1)
        : accounts.filter(({ name }) => grant.accounts.some((cell) => cell.text === name)),
    fallbackRegion: "eu-central-1",
  });
}

const keys = ({ state }: Desired) => [...state.keys()];

describe("what a team file asks for", () => {
  it("is a user, the permission set and an assignment for each account", () => {
    expect(keys(desired("email,account\nana@example.com,Sandbox North;Sandbox South\n"))).toEqual([
      "PermissionSet|amplify-policy",
      "User|ana@example.com",
      "AccountAssignment|210987654321|amplify-policy|USER|ana@example.com",
      "AccountAssignment|345678901234|amplify-policy|USER|ana@example.com",
    ]);
  });

  it("is a group that is assigned, and the people in it, where a group is named", () => {
    expect(keys(desired("email,group\nana@example.com,Devs\nbo@example.com,devs\n"))).toEqual([
      "PermissionSet|amplify-policy",
      "User|ana@example.com",
      "Group|devs",
      "GroupMembership|devs|ana@example.com",
      "AccountAssignment|210987654321|amplify-policy|GROUP|devs",
      "User|bo@example.com",
      "GroupMembership|devs|bo@example.com",
    ]);
  });

  it("has no permission set that nobody described: such a one must be there already", () => {
    const wanted = desired("email,permission_set\nana@example.com,theirs\n");
    expect(keys(wanted)).toEqual([
      "User|ana@example.com",
      "AccountAssignment|210987654321|theirs|USER|ana@example.com",
    ]);
  });

  it("takes what a row leaves out from the settings, and the Region of Identity Center at last", () => {
    const [plain] = desired("email\nana@example.com\n").people;
    expect(plain?.access).toEqual([
      {
        accountId: "210987654321",
        accountName: "Sandbox North",
        permissionSet: "amplify-policy",
        region: "eu-central-1",
        profile: "amplify",
        line: 2,
      },
    ]);
    const defaults = { account: [], region: "us-west-2", profile: "web", group: "devs" };
    const [person] = desired("email\nana@example.com\n", { defaults }).people;
    expect(person?.access[0]).toMatchObject({ region: "us-west-2", profile: "web", group: "devs" });
    const [own] = desired("email,region,profile,group\nana@example.com,eu-west-1,mine,Ops\n", { defaults }).people;
    expect(own?.access[0]).toMatchObject({ region: "eu-west-1", profile: "mine", group: "Ops" });
  });

  it("gives each of a person's accounts a profile of its own and the line that asks for it", () => {
    const csv = "email,account\nana@example.com,Sandbox North\nana@example.com,Sandbox South\n";
    const [ana] = desired(csv).people;
    expect(ana?.access.map(({ profile, line }) => [profile, line])).toEqual([
      ["amplify", 2],
      ["amplify-sandbox-south", 3],
    ]);
  });

  it("shows control characters of an account's name instead of passing them on", () => {
    const { team } = readTeam(Buffer.from("email\nana@example.com\n"), { kind: "file", file: "team.csv" });
    const wanted = desiredState({
      team,
      wantedAccounts: [],
      settings: withDefaults(NO_SETTINGS, "aws"),
      accountsOf: () => [{ id: "210987654321", name: "Evil\u001b[2J", state: "ACTIVE", isManagement: false }],
      fallbackRegion: "eu-central-1",
    });
    expect(wanted.people[0]?.access[0]?.accountName).toBe("Evil<U+001B>[2J");
  });

  it("is nothing for nobody", () => {
    const nobody = desiredState({
      team: { source: { kind: "file", file: "team.csv" }, members: [] },
      wantedAccounts: [],
      settings: withDefaults(NO_SETTINGS, "aws"),
      accountsOf: () => [],
      fallbackRegion: "eu-central-1",
    });
    expect(nobody).toEqual({ state: new Map(), absent: new Map(), people: [], ends: [] });
  });
});
