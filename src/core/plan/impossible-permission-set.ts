import { POLICIES_PER_PERMISSION_SET, TAGS_PER_RESOURCE } from "../aws/limits.ts";
import { pathAndName, policyNameClashes } from "../aws/policy-name.ts";
import { inlinePolicyExcess } from "../aws/policy-rules.ts";
import type { Blocker } from "../state/change.ts";
import { endedWords, inlineText } from "../state/ended-sessions.ts";
import { OWNER_TAG, WRITTEN_TAG } from "../state/ownership.ts";
import type { CustomerManagedPolicy, PermissionSet } from "../state/resource.ts";
import { argumentForCaller } from "../text/command-line.ts";

/** Where a permission set is, for commands that change it. */
export interface PermissionSetPlace {
  readonly instanceArn: string;
  /** Absent while AWS does not have it. */
  readonly arn?: string | undefined;
}

/** Why AWS takes no permission set that holds all this, whoever asks: counted is what would be there in the end. */
export function impossibleContent(set: PermissionSet, place: PermissionSetPlace): Blocker | undefined {
  return tooManyTags(set) ?? tooManyPolicies(set) ?? tooLong(set) ?? unprovisionable(set, place);
}

/** Why no account can be given a role for this permission set: it would hold policies there that cannot be in one account. */
export function unprovisionable(set: PermissionSet, place: PermissionSetPlace): Blocker | undefined {
  const { customerManagedPolicies, permissionsBoundary: boundary } = set;
  const limit = boundary !== undefined && "customerManagedPolicy" in boundary ? [boundary.customerManagedPolicy] : [];
  const [clash] = policyNameClashes([...customerManagedPolicies, ...limit], (policy) => policy);
  if (clash === undefined) return undefined;
  const [before, after] = clash;
  return {
    reason: `Permission set ${set.name} would have two customer managed policies of one name, ${pathAndName(before)} and ${pathAndName(after)}, and no account can have both: policy names are unique in an account, whatever their path.`,
    remedy: "Name one of them only, with the path that it has in the accounts, and detach the other where AWS has it.",
    ...(place.arn === undefined ? {} : { command: detachCommand(before, place) }),
  };
}

function detachCommand({ name, path }: CustomerManagedPolicy, { instanceArn, arn = "" }: PermissionSetPlace): string {
  const words = [
    "aws sso-admin detach-customer-managed-policy-reference-from-permission-set",
    `--instance-arn ${argumentForCaller(instanceArn)}`,
    `--permission-set-arn ${argumentForCaller(arn)}`,
    `--customer-managed-policy-reference ${argumentForCaller(`Name=${name},Path=${path}`)}`,
  ];
  return words.join(" ");
}

function tooManyPolicies({ name, managedPolicies, customerManagedPolicies }: PermissionSet): Blocker | undefined {
  const count = managedPolicies.length + customerManagedPolicies.length;
  if (count <= POLICIES_PER_PERMISSION_SET) return undefined;
  return {
    reason: `Permission set ${name} would have ${count} managed policies with those that it has; AWS takes ${POLICIES_PER_PERMISSION_SET}.`,
    remedy: "Detach some of them, or put some into the inline policy.",
  };
}

/** What the settings say fits by itself: they are held to it. */
function tooLong(set: PermissionSet): Blocker | undefined {
  const { name, endedSessions } = set;
  const excess = endedSessions === undefined ? undefined : inlinePolicyExcess(inlineText(set) ?? "");
  if (endedSessions === undefined || excess === undefined) return undefined;
  return {
    reason: `The inline policy of permission set ${name} would have ${excess}: it ends sessions of ${endedWords(endedSessions)}.`,
    remedy: "Run the same command again after that, or move a part of it into a managed policy.",
  };
}

function tooManyTags({ name, tags }: PermissionSet): Blocker | undefined {
  const counted = Object.keys(tags).filter((key) => !/^aws:/i.test(key));
  if (counted.length <= TAGS_PER_RESOURCE) return undefined;
  const ours = [OWNER_TAG.key, WRITTEN_TAG].filter((key) => counted.includes(key));
  const those = ours.length === 0 ? "" : ` (${ours.join(" and ")} included, by which onboard knows what it made)`;
  return {
    reason: `Permission set ${name} would have ${counted.length} tags with those that it has${those}; AWS takes ${TAGS_PER_RESOURCE}.`,
    remedy: `Remove ${counted.length - TAGS_PER_RESOURCE} of them in the settings, or in AWS.`,
  };
}
