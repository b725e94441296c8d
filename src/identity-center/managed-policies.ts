import type { Fault } from "../core/errors/fault.ts";
import { awsPoliciesOf } from "../core/state/extra-policies.ts";
import { permissionSetKey } from "../core/state/kinds/permission-set.ts";
import type { PermissionSet, State } from "../core/state/resource.ts";
import { quoted } from "../core/text/visible-text.ts";
import type { PolicyAnswer } from "./accounts/ask-for-policy.ts";
import type { Session } from "./session/session.ts";

/** What is wrong with a policy that the settings name. */
interface PolicyFault extends Fault {
  readonly arn: string;
}

/** What is to be said of the managed policies that permission sets would get. */
interface PolicyFindings {
  /** They are not there, or not in this partition. */
  readonly faults: readonly PolicyFault[];
  readonly warnings: readonly string[];
}

/**
 * Looks for managed policies that the bundled list does not have, each once and only where a permission set does not have
 * it already. IAM says of one for sure whether it is there, to whoever may ask; where it does not say, that is a warning.
 */
export async function findManagedPolicies(session: Session, desired: State, observed: State): Promise<PolicyFindings> {
  const arns = newPolicies(desired, observed);
  if (arns.length === 0) return { faults: [], warnings: [] };
  const { unlistedPolicyFault } = await import("../core/aws/managed-policies.ts");
  const astray = arns.flatMap((arn) => {
    const fault = partitionFault(arn, session.instance.partition);
    return fault === undefined ? [] : [{ arn, ...fault }];
  });
  const unlisted = arns.flatMap((arn) => {
    const fault = unlistedPolicyFault(arn);
    return fault === undefined || partitionFault(arn, session.instance.partition) !== undefined ? [] : [{ arn, fault }];
  });
  const asked = await Promise.all(
    unlisted.map(async ({ arn, fault }) => {
      const { askForPolicy } = await import("./accounts/ask-for-policy.ts");
      return { fault: { arn, ...fault }, answer: await askForPolicy(session, arn) };
    }),
  );
  const answered = (wanted: PolicyAnswer) => asked.filter(({ answer }) => answer === wanted).map(({ fault }) => fault);
  return {
    faults: [
      ...astray,
      ...answered("missing").map((fault) => ({ ...fault, message: `${fault.message} IAM has none now.` })),
    ],
    warnings: answered("unknown").map(
      ({ message, remedy }) => `${message} Whether it is there now is not known without iam:GetPolicy. ${remedy}`,
    ),
  };
}

/** Those that some permission set does not have yet. */
function newPolicies(desired: State, observed: State): readonly string[] {
  const sets = [...desired.values()].filter((one): one is PermissionSet => one.kind === "PermissionSet");
  const arns = sets.flatMap((wanted) => {
    const present = observed.get(permissionSetKey(wanted.name));
    const had = present?.kind === "PermissionSet" ? awsPoliciesOf(present) : [];
    return awsPoliciesOf(wanted).filter((arn) => !had.includes(arn));
  });
  return [...new Set(arns)];
}

function partitionFault(arn: string, partition: string): Fault | undefined {
  const [, its = "", ...rest] = arn.split(":");
  if (its === partition) return undefined;
  return {
    message: `${quoted(arn, 200)} is of the partition ${its}, and your organization is in ${partition}.`,
    remedy: `Write "${["arn", partition, ...rest].join(":")}".`,
  };
}
