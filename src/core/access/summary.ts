import type { AccessFacts, AccessUser } from "./access.ts";
import type { AccessDocument } from "./access-schema.ts";

/** How many people have access, and how many of them a reviewer looks at first. */
export function summaryOfAccess(facts: AccessFacts): AccessDocument["summary"] {
  const groups = new Map(facts.groups.map((group) => [group.id, group]));
  const administrators = new Set(
    facts.permissionSets.filter(({ administrator }) => administrator === "yes").map(({ arn }) => arn),
  );
  const people = new Set<AccessUser["id"]>();
  const raised = new Set<AccessUser["id"]>();
  const seen = { accounts: new Set<string>(), permissionSets: new Set<string>(), groups: new Set<string>() };
  let orphans = 0;
  for (const { accountId, permissionSetArn, principalType, principalId, orphan } of facts.assignments) {
    seen.accounts.add(accountId);
    seen.permissionSets.add(permissionSetArn);
    if (orphan) {
      orphans += 1;
      continue;
    }
    if (principalType === "GROUP") seen.groups.add(principalId);
    for (const id of principalType === "USER" ? [principalId] : (groups.get(principalId)?.members ?? [])) {
      people.add(id);
      if (administrators.has(permissionSetArn)) raised.add(id);
    }
  }
  return {
    people: people.size,
    accounts: seen.accounts.size,
    permissionSets: seen.permissionSets.size,
    groups: seen.groups.size,
    assignments: facts.assignments.length,
    administrators: raised.size,
    disabledWithAccess: facts.users.filter(({ id, status }) => status === "disabled" && people.has(id)).length,
    orphans,
  };
}
