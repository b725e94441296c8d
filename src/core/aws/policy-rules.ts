import type { Fault, Rule } from "../errors/fault.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { closest } from "../text/did-you-mean.ts";
import { isRecord } from "../text/json-record.ts";
import { quoted } from "../text/visible-text.ts";
import { INLINE_POLICY_BYTES } from "./limits.ts";
import { iamNameFault, inForm, lengthFault } from "./name-rules.ts";

const MANAGED = /^arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy((\/[A-Za-z0-9.,+@=_-]+)*)\/[A-Za-z0-9.,+=@_-]+$/;
const AMPLIFY = "service-role/AmplifyBackendDeployFullAccess";

/** An AWS managed policy, by ARN and with its whole path. */
export const managedPolicyFault: Rule = (text) => {
  const shown = quoted(text, 120);
  const partition = /^arn:(aws[a-z-]*):/.exec(text)?.[1] ?? "aws";
  const amplify = `Write "arn:${partition}:iam::aws:policy/${AMPLIFY}".`;
  if (/^arn:aws[a-z-]*:iam::\d{12}:policy\//.test(text)) {
    return {
      message: `${shown} is a customer managed policy.`,
      remedy: "Name it under customerManagedPolicies instead.",
    };
  }
  if (/(^|\/)AmplifyBackendDeployFullAccess$/.test(text) && !text.endsWith(`:policy/${AMPLIFY}`)) {
    return { message: `There is no policy ${shown}: this one's path is service-role/.`, remedy: amplify };
  }
  if (/:policy\/aws-service-role\//.test(text)) {
    return {
      message: `${shown} is for the role of an AWS service, and no other role can have it.`,
      remedy: "Name another policy: IAM has one for people, without aws-service-role/ in its path, for most services.",
    };
  }
  if (MANAGED.test(text)) return lengthFault(text, 2048, "a policy ARN");
  const meant = closest(text.split("/").at(-1) ?? "", ["AmplifyBackendDeployFullAccess"]);
  return {
    message: `${shown} is not the ARN of an AWS managed policy.`,
    remedy: meant === undefined ? 'Write it like "arn:aws:iam::aws:policy/ReadOnlyAccess".' : amplify,
  };
};

/** The name of a customer managed policy, which has to exist under this name in every account. */
export const policyNameFault: Rule = (text) => {
  if (text.startsWith("arn:")) {
    return {
      message: `${quoted(text, 120)} is an ARN; a customer managed policy is named, since each account has its own.`,
      remedy: `Write its name, ${quoted(text.split("/").at(-1) ?? "")}, and its path if it is not /.`,
    };
  }
  return iamNameFault(text, 128, "a policy name");
};

/** The path of a customer managed policy. */
export const policyPathFault = inForm(
  /^(?=.{1,512}$)((\/[A-Za-z0-9.,+@=_-]+)*)\/$/,
  "is not a policy path",
  'Write "/", or a path such as "/teams/amplify/".',
);

/** An inline policy: what would make IAM refuse it that can be told without IAM. */
export function policyDocumentFault(document: Readonly<Record<string, unknown>>): Fault | undefined {
  const remedy = 'Write { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": …, "Resource": … }] }.';
  const json = canonicalJson(document);
  const unknown = Object.keys(document).find((member) => !["Version", "Id", "Statement"].includes(member));
  const version = document.Version;
  const statements: readonly unknown[] = [document.Statement ?? []].flat();

  const excess = inlinePolicyExcess(json);
  if (excess !== undefined) {
    return { message: `The inline policy has ${excess}.`, remedy: "Move a part of it into a managed policy." };
  }
  if (unknown !== undefined) return { message: `An IAM policy has no member ${quoted(unknown)}.`, remedy };
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    return {
      message: "The inline policy has a Version that IAM does not know.",
      remedy: 'Write "Version": "2012-10-17".',
    };
  }
  if (statements.length === 0) return { message: "The inline policy has no Statement.", remedy };
  const broken = statements.map(statementFault).find((reason) => reason !== undefined);
  return broken === undefined ? undefined : { message: `A statement of the inline policy ${broken}.`, remedy };
}

/** How far a text goes beyond what AWS takes as an inline policy: `12000 bytes without white space; AWS takes 10240`. */
export function inlinePolicyExcess(text: string): string | undefined {
  const { all, visible } = INLINE_POLICY_BYTES;
  const bytesOf = (counted: string) => new TextEncoder().encode(counted).length;
  if (bytesOf(text) > all) return `${bytesOf(text)} bytes; AWS takes ${all}`;
  const seen = bytesOf(text.replace(/\s/g, ""));
  return seen > visible ? `${seen} bytes without white space; AWS takes ${visible}` : undefined;
}

function statementFault(statement: unknown): string | undefined {
  if (!isRecord(statement)) return "is not an object";
  const { Effect: effect } = statement;
  const has = (member: string) => Object.hasOwn(statement, member);
  if (effect !== "Allow" && effect !== "Deny") return "has no Effect Allow or Deny";
  if (has("Action") === has("NotAction")) return "needs either Action or NotAction";
  if (has("Resource") === has("NotResource")) return "needs either Resource or NotResource";
  if (has("Principal") || has("NotPrincipal")) return "names a Principal, which only policies on resources do";
  return undefined;
}
