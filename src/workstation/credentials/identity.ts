import type { CredentialAnswer, CredentialSource } from "./credential-source.ts";
import type { ProfileCredentials } from "./credentials-in.ts";
import { profileOfProgram } from "./judge-process.ts";

/**
 * Who somebody is with these credentials, as a text to compare: wherever keys stand and whatever a session is called. A program that
 * has the AWS CLI export another profile, as Amplify Gen 1 needs it, leads to what that one leads to.
 */
export function identityOf(source: CredentialSource, of: (profile: string) => ProfileCredentials): string {
  return identity(source, of, new Set());
}

/** Whether somebody is who signs in for this permission set in this account, whichever way leads there. */
export function isSignInFor(
  { accountId, permissionSet }: { readonly accountId: string; readonly permissionSet: string },
  answer: CredentialAnswer,
  of: (profile: string) => ProfileCredentials,
): boolean {
  return answer.kind !== "none" && identityOf(answer, of) === signInIdentity(accountId, permissionSet);
}

function signInIdentity(accountId: string, permissionSet: string): string {
  return `sso ${accountId} ${permissionSet}`;
}

function identity(
  source: CredentialSource,
  of: (profile: string) => ProfileCredentials,
  passed: ReadonlySet<string>,
): string {
  switch (source.kind) {
    case "keys":
      return `keys ${source.keyId}`;
    case "sso":
      return signInIdentity(source.accountId, source.roleName);
    case "role":
      return `role ${source.roleArn} of ${identity(source.source, of, passed)}`;
    case "process": {
      const exported = profileOfProgram(source.command);
      if (exported === undefined || passed.has(exported)) return `process ${source.command}`;
      const { awsCli } = of(exported);
      if (awsCli.kind === "none") return `process ${source.command}`;
      return identity(awsCli, of, new Set([...passed, exported]));
    }
    case "web-identity":
      return `web-identity ${source.roleArn}`;
    case "login":
      return `login ${source.session}`;
    case "container":
    case "instance":
      return source.kind;
    default:
      return source satisfies never;
  }
}
