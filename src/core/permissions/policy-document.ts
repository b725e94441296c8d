import { OWNER_TAG } from "../state/ownership.ts";
import { type Grant, RESOURCES } from "./grants.ts";

/** Narrower than "all of this kind", where it is known. */
export interface PolicyScope {
  readonly partition: string;
  readonly instanceArn?: string;
  readonly identityStoreId?: string;
  /** Account ids. */
  readonly accounts?: readonly string[];
  /** The role through which the organization's accounts are reached. */
  readonly accessRole: string;
  /** Permission sets are made, written and assigned only with the tag that says they are this tool's. */
  readonly onlyTagged?: boolean;
}

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}

/** An IAM identity policy. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** The policy that gives these rights and no others, on ARNs of the right shape where the service knows resources. */
export function policyDocument(grants: readonly Grant[], scope: PolicyScope): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: grants.flatMap((grant) => statementsOf(grant, scope)),
  };
}

/**
 * One statement, or two where only tagged sets are meant: a condition on a resource's tags would have to hold of the instance and of
 * accounts, too, if they stood beside the set.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetdelegation.html
 */
function statementsOf({ sid, actions, on, setTagsIn }: Grant, scope: PolicyScope): readonly Statement[] {
  const statement = (name: string, kinds: Grant["on"]): Statement => ({
    Sid: `Onboard${name}`,
    Effect: "Allow",
    Action: actions,
    Resource: kinds.flatMap((kind) => arnsOf(RESOURCES[kind], scope)),
  });
  if (scope.onlyTagged !== true || setTagsIn === undefined) return [statement(sid, on)];
  const Condition = { StringEquals: { [`${setTagsIn}/${OWNER_TAG.key}`]: OWNER_TAG.value } };
  if (setTagsIn === "aws:RequestTag") return [{ ...statement(sid, on), Condition }];
  return [
    { ...statement(`${sid}Tagged`, ["permission-set"]), Condition },
    statement(
      sid,
      on.filter((kind) => kind !== "permission-set"),
    ),
  ];
}

/** The ARN, or one for each account where it names an account. */
function arnsOf(
  form: string,
  { partition, identityStoreId = "*", accounts = ["*"], accessRole, ...scope }: PolicyScope,
) {
  const { instanceArn = `arn:${partition}:sso:::instance/*` } = scope;
  const instanceId = instanceArn.split("/").at(-1) ?? "*";
  const arns = accounts.map((account) => {
    const known: Readonly<Record<string, string>> = {
      partition,
      instanceArn,
      instanceId,
      identityStoreId,
      accessRole,
      account,
    };
    return form.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? "*");
  });
  return [...new Set(arns)];
}
