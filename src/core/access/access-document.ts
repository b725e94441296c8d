import { byCodeUnits } from "../text/by-code-units.ts";
import type { AccessFacts } from "./access.ts";
import type { AccessDocument } from "./access-schema.ts";
import { digestOfAccess } from "./digest.ts";
import { summaryOfAccess } from "./summary.ts";

/** When and how facts were read, and of what. */
export type AccessHeader = Pick<
  AccessDocument,
  "instance" | "callerArn" | "simulated" | "started" | "ended" | "calls" | "scope"
>;

/** The document of these facts: in one order, counted, with their digest. */
export function accessDocument(header: AccessHeader, facts: AccessFacts): AccessDocument {
  const sorted: AccessFacts = {
    unread: facts.unread,
    accounts: sortedBy(facts.accounts, ({ id }) => id),
    permissionSets: sortedBy(
      facts.permissionSets,
      ({ name }) => name,
      ({ arn }) => arn,
    ),
    users: sortedBy(
      facts.users,
      ({ userName }) => userName,
      ({ id }) => id,
    ),
    groups: sortedBy(
      facts.groups,
      ({ name }) => name,
      ({ id }) => id,
    ).map((group) => ({
      ...group,
      members: [...group.members].sort(),
    })),
    assignments: [...facts.assignments].sort(
      (a, b) =>
        byCodeUnits(a.accountId, b.accountId) ||
        byCodeUnits(a.permissionSetArn, b.permissionSetArn) ||
        byCodeUnits(a.principalType, b.principalType) ||
        byCodeUnits(a.principalId, b.principalId),
    ),
  };
  const { instance, callerArn, simulated, started, ended, calls, scope } = header;
  return {
    version: 1,
    kind: "access",
    instance,
    callerArn,
    ...(simulated === undefined ? {} : { simulated }),
    started,
    ended,
    calls,
    scope,
    summary: summaryOfAccess(sorted),
    ...sorted,
    digest: digestOfAccess(sorted),
  };
}

/** By the first of these, and by the next where that is the same. */
function sortedBy<One>(all: readonly One[], ...texts: readonly ((one: One) => string)[]): readonly One[] {
  return [...all].sort((a, b) => {
    for (const textOf of texts) {
      const order = byCodeUnits(textOf(a), textOf(b));
      if (order !== 0) return order;
    }
    return 0;
  });
}
