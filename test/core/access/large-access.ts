import type { AccessFacts, Assignment } from "../../../src/core/access/access.ts";
import type { AccessDocument } from "../../../src/core/access/access-schema.ts";
import { sampleAccess } from "./sample-access.ts";

interface Size {
  readonly people: number;
  readonly accounts: number;
  readonly permissionSets: number;
  readonly groups: number;
  /** Of each group. */
  readonly members: number;
}

const GIVEN = ["Ana", "Emi", "José", "Zoë", "Łukasz", "Wei", "Fatima", "Priya", "Sven", "Aoife"];
const FAMILY = ["Silva", "Tanaka", "García", "Müller", "Kowalski", "Zhang", "Haddad", "Nair", "Berg", "O'Neil"];
const PLACES = ["Sandbox", "Staging", "Production", "Data", "Tools"];
const TEAMS = ["web-devs", "ops", "data", "audit"];
/** Permission sets provisioned to each account. */
const SETS_PER_ACCOUNT = 6;

/** An organization of this size, always the same: two fifths of the assignments are of groups, some people disabled, some gone. */
export function largeAccess(size: Size): AccessDocument {
  const below = random();
  const named = (at: number) => `${GIVEN[at % 10]} ${FAMILY[Math.floor(at / 10) % 10]}`;
  const facts: AccessFacts = {
    accounts: times(size.accounts, (at) => ({
      id: String(100_000_000_000 + at),
      name: `${PLACES[at % 5]} ${Math.floor(at / 5) + 1}`,
      state: "ACTIVE",
      organizationalUnit: "Workloads",
    })),
    permissionSets: times(size.permissionSets, (at) => ({
      arn: setArn(at),
      name: at === 0 ? "AdministratorAccess" : `set-${at}`,
      sessionDuration: "PT8H",
      policies: [at === 0 ? "AdministratorAccess" : "ReadOnlyAccess"],
      administrator: at === 0 ? "yes" : "no",
      powers: [],
      ours: "no",
    })),
    users: times(size.people, (at) => ({
      id: `user-${at}`,
      userName: `person${at}@example.com`,
      displayName: named(at),
      email: `person${at}@example.com`,
      status: below(60) === 0 ? "disabled" : "enabled",
      external: false,
    })),
    groups: times(size.groups, (at) => ({
      id: `group-${at}`,
      name: `${TEAMS[at % 4]}-${at}`,
      external: false,
      members: [...new Set(times(size.members, () => `user-${below(size.people)}`))],
    })),
    assignments: times(size.accounts, (account) => account).flatMap((account) =>
      times(SETS_PER_ACCOUNT, () => below(size.permissionSets)).flatMap((set) =>
        times(1 + below(4), () => assignmentOf(account, set)),
      ),
    ),
    unread: [],
  };
  return sampleAccess(facts);

  function assignmentOf(account: number, set: number): Assignment {
    const place = { accountId: String(100_000_000_000 + account), permissionSetArn: setArn(set) };
    if (below(100) === 0) return { ...place, principalType: "USER", principalId: `gone-${account}`, orphan: true };
    if (below(5) < 2) return { ...place, principalType: "GROUP", principalId: `group-${below(size.groups)}` };
    return { ...place, principalType: "USER", principalId: `user-${below(size.people)}` };
  }
}

function setArn(at: number): string {
  return `arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-${String(at).padStart(16, "0")}`;
}

function times<One>(count: number, make: (at: number) => One): readonly One[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

/** Numbers below a bound, always the same ones: Lehmer's generator. https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
function random(): (bound: number) => number {
  let state = 42;
  return (bound) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
}
