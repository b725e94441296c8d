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
}

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
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
    Statement: grants.map(({ sid, actions, on }) => ({
      Sid: `Onboard${sid}`,
      Effect: "Allow",
      Action: actions,
      Resource: on.flatMap((kind) => arnsOf(RESOURCES[kind], scope)),
    })),
  };
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
