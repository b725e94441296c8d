import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AWS_LIMITS } from "../../../src/core/aws/limits.ts";
import type { OrganizationAccount } from "../../../src/core/organization/organization-account.ts";
import { type Desired, desiredState } from "../../../src/core/plan/desired.ts";
import { planOnboarding } from "../../../src/core/plan/plan.ts";
import { NO_SETTINGS, withDefaults } from "../../../src/core/settings/settings.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { HeldAccess } from "../../../src/core/state/observation.ts";
import type { Resource, State } from "../../../src/core/state/resource.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { instance } from "./sample-onboarding.ts";

const accounts: readonly OrganizationAccount[] = ["North", "South", "West"].map((name, index) => ({
  id: `21098765432${index}`,
  name,
  state: "ACTIVE",
  isManagement: false,
}));
const TODAY = "2027-04-01";
const settings = withDefaults(NO_SETTINGS, "aws");

function desired(csv: string, today = TODAY): Desired {
  const { team, problems } = readTeam(Buffer.from(csv), { kind: "file", file: "team.csv" });
  expect(problems).toEqual([]);
  const accountsOf = ({ accounts: cells }: (typeof team.members)[number]["grants"][number]) =>
    accounts.filter(({ name }) => cells.some(({ text }) => text === name));
  return desiredState({ team, wantedAccounts: [], settings, accountsOf, fallbackRegion: "eu-west-1", today });
}

function planned({ state, absent, people, ends }: Desired, there: State, alsoThrough: readonly HeldAccess[] = []) {
  const observation = {
    state: there,
    identitySource: "identity-center",
    blocked: new Map(),
    provisioned: new Map(),
    alsoThrough,
  } as const;
  return planOnboarding({
    instance,
    people,
    desired: state,
    absent,
    ends,
    observation,
    limits: AWS_LIMITS,
    safety: settings.safety,
    managementAccountOnly: false,
    warnings: [],
  });
}

const all = ({ state, absent }: Desired) => new Map([...state, ...absent]);
const deletions = (plan: ReturnType<typeof planned>) =>
  plan.changes.filter(({ action }) => action === "delete").map(({ key }) => key);

describe("a row that has ended", () => {
  it("asks for the removal of exactly what it names, and the person's other rows stay", () => {
    const wanted = desired(
      "email,account,until\nana@example.com,North;South,2027-03-31\nana@example.com,West,\nbo@example.com,North,2027-04-01\n",
    );
    expect(deletions(planned(wanted, all(wanted)))).toEqual([
      "AccountAssignment|210987654320|amplify-policy|USER|ana@example.com",
      "AccountAssignment|210987654321|amplify-policy|USER|ana@example.com",
    ]);
    expect(wanted.people.map(({ email, access }) => [email, access.map(({ accountName }) => accountName)])).toEqual([
      ["ana@example.com", ["West"]],
      ["bo@example.com", ["North"]],
    ]);
  });

  it("takes the person out of its group, and leaves what the group has", () => {
    const wanted = desired(
      "email,account,group,until\nana@example.com,North,devs,2027-03-31\nbo@example.com,North,devs,\n",
    );
    expect(deletions(planned(wanted, all(wanted)))).toEqual(["GroupMembership|devs|ana@example.com"]);
  });

  it("takes nothing that another row asks for, and the plan says what therefore stays", () => {
    const wanted = desired(
      "email,account,group,until\nana@example.com,North,devs,2027-03-31\nana@example.com,South,devs,\n",
    );
    const plan = planned(wanted, all(wanted));
    expect(deletions(plan)).toEqual([]);
    expect(plan.ends).toMatchObject([{ when: "over", hasAccess: true, accountName: "North" }]);
    expect(plan.warnings).toContain("Another row keeps ana@example.com in group devs: what that gives in North stays.");
  });

  it("is told to leave access through a group that it does not name", () => {
    const wanted = desired("email,account,until\nana@example.com,North,2027-03-31\n");
    const through = { userName: "ana@example.com", accountId: "210987654320", permissionSet: "amplify-policy" };
    const plan = planned(wanted, new Map(), [{ ...through, groups: ["web-devs"] }]);
    expect(plan.ends).toMatchObject([{ hasAccess: true, through: ["web-devs"] }]);
    expect(plan.warnings).toContain(
      "ana@example.com stays in North through group web-devs, which the row does not name.",
    );
  });

  it("makes no user, group or account, and is nobody's to be ready", () => {
    const wanted = desired("email,account,group,until\nana@example.com,North,devs,2027-03-31\n");
    expect([wanted.people, [...wanted.state]]).toEqual([[], []]);
    const plan = planned(wanted, new Map());
    expect(plan.changes).toEqual([]);
    expect(plan.ends).toMatchObject([{ when: "over", hasAccess: false }]);
  });

  it("is told beside rows that end within 14 days, with their lines", () => {
    const wanted = desired(
      "email,account,until\nana@example.com,North,2027-03-31\nbo@example.com,North,2027-04-15\ncy@example.com,North,2027-04-16\n",
    );
    expect(planned(wanted, all(wanted)).ends?.map(({ when, email, line }) => [when, email, line])).toEqual([
      ["over", "ana@example.com", 2],
      ["soon", "bo@example.com", 3],
    ]);
  });
});

describe("what is never taken away", () => {
  const row = fc.record({
    person: fc.constantFrom("ana", "bo", "cy"),
    account: fc.constantFrom("North", "South", "West"),
    group: fc.constantFrom("", "devs", "ops"),
    until: fc.constantFrom("", "2027-03-01", "2027-03-31", "2027-04-01", "2027-12-31"),
  });
  type Row = typeof row extends fc.Arbitrary<infer One> ? One : never;
  const rows = fc.uniqueArray(row, { selector: ({ person, account, group }) => `${person} ${account} ${group}` });
  const csv = (all: readonly Row[]) =>
    `email,account,group,until\n${all.map(({ person, account, group, until }) => `${person}@example.com,${account},${group},${until}\n`).join("")}`;
  /** All that could be there: everybody assigned everywhere, and in every group. */
  const everything = stateOf(
    ["ana", "bo", "cy", "stranger"].flatMap((name): Resource[] => [
      ...accounts.map(
        ({ id }): Resource => ({
          kind: "AccountAssignment",
          accountId: id,
          permissionSet: "amplify-policy",
          principal: { type: "USER", name: `${name}@example.com` },
        }),
      ),
      { kind: "GroupMembership", group: "devs", userName: `${name}@example.com` },
      { kind: "GroupMembership", group: "ops", userName: `${name}@example.com` },
    ]),
  );

  it("is anything at all while no row has ended", () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const open = drawn.filter(({ until }) => until === "" || until >= TODAY);
        fc.pre(open.length > 0);
        expect(deletions(planned(desired(csv(open)), everything))).toEqual([]);
      }),
    );
  });

  it("is what a row names that has not ended, nor what no row names", () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        fc.pre(drawn.length > 0);
        const wanted = desired(csv(drawn));
        const ended = drawn.filter(({ until }) => until !== "" && until < TODAY);
        const named = new Set(
          ended.map(({ person, account, group }) => {
            const id = accounts.find(({ name }) => name === account)?.id;
            return group === ""
              ? `AccountAssignment|${id}|amplify-policy|USER|${person}@example.com`
              : `GroupMembership|${group}|${person}@example.com`;
          }),
        );
        for (const key of deletions(planned(wanted, everything))) {
          expect(named).toContain(key);
          expect([...wanted.state.keys()]).not.toContain(key);
        }
      }),
    );
  });
});
