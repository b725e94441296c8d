import { ACCOUNT_ID } from "../../core/aws/ids.ts";
import type { CredentialAnswer } from "./credential-source.ts";

/** What a value must look like for AWS to take it, and what it is called where it does not. */
const FORMS = {
  keyId: [/^\w+$/, "the access key's id has other characters than letters and digits"],
  startUrl: [/^https?:\/\/[^\s"']+$/, "sso_start_url is no address"],
  ssoRegion: [/^[a-z0-9]+(-[a-z0-9]+)*$/, "sso_region is no Region"],
  accountId: [ACCOUNT_ID, "sso_account_id does not have 12 digits"],
  roleName: [/^[\w+=,.@-]{1,64}$/, "sso_role_name is no role's name"],
  roleArn: [/^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/, "role_arn is no role's ARN"],
} as const satisfies Readonly<Record<string, readonly [RegExp, string]>>;

type Value = keyof typeof FORMS;

/**
 * Why AWS would not take what a client finds, as half a sentence: a comment behind a value, quotes around it, or an id cut short.
 * `undefined` where nothing is wrong with it as far as its form tells. No secret is looked at or shown.
 */
export function flawOf(answer: CredentialAnswer): string | undefined {
  switch (answer.kind) {
    case "none":
      return answer.reason;
    case "keys":
      return firstFlaw(answer, ["keyId"]);
    case "sso":
      return firstFlaw(answer, ["startUrl", "ssoRegion", "accountId", "roleName"]);
    case "role":
      return firstFlaw(answer, ["roleArn"]) ?? flawOf(answer.source);
    case "web-identity":
      return firstFlaw(answer, ["roleArn"]);
    case "process":
    case "login":
    case "container":
    case "instance":
      return undefined;
    default:
      return answer satisfies never;
  }
}

function firstFlaw(values: Partial<Readonly<Record<Value, string>>>, looked: readonly Value[]): string | undefined {
  const wrong = looked.find((name) => !FORMS[name][0].test(values[name] ?? ""));
  return wrong && FORMS[wrong][1];
}
