import type { Grant } from "../../src/core/permissions/grants.ts";
import { policyDocument } from "../../src/core/permissions/policy-document.ts";
import { type Policy, parsePolicy } from "../../src/simulator/authorization/policy.ts";

/** The policy that is printed for these rights, less some actions, as the simulator takes it. */
export function policyWithout(grants: readonly Grant[], ...without: readonly (string | undefined)[]): Policy {
  const left = grants.map((grant) => ({ ...grant, actions: grant.actions.filter((one) => !without.includes(one)) }));
  const document = policyDocument(
    left.filter(({ actions }) => actions.length > 0),
    { partition: "aws", accessRole: "OrganizationAccountAccessRole" },
  );
  return parsePolicy(JSON.stringify(document), "policy.json");
}

/** The actions of some rights, each once. */
export function actionsOf(grants: readonly Grant[]): readonly string[] {
  return [...new Set(grants.flatMap(({ actions }) => actions))];
}
