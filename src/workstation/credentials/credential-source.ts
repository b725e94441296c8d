import { quoted } from "../../core/text/visible-text.ts";
import type { SectionSettings } from "../aws-config/reading.ts";
import { textOf, theProfile } from "./client-view.ts";

/** Where credentials come from, and for whom they are as far as files and environment tell. */
export type CredentialSource =
  | {
      readonly kind: "keys";
      readonly from: "credentials" | "config" | "environment";
      readonly keyId: string;
    }
  | {
      readonly kind: "sso";
      /** Absent in profiles that name their access portal themselves. */
      readonly session: string | undefined;
      readonly startUrl: string;
      readonly ssoRegion: string;
      readonly accountId: string;
      readonly roleName: string;
    }
  | {
      readonly kind: "role";
      readonly roleArn: string;
      /** The `source_profile`; absent where `credential_source` names what assumes the role. */
      readonly sourceProfile: string | undefined;
      readonly source: CredentialSource;
    }
  | { readonly kind: "web-identity"; readonly roleArn: string }
  | { readonly kind: "process"; readonly command: string }
  /** The console's sign-in, of `aws login`. */
  | { readonly kind: "login"; readonly session: string }
  /** The role of an ECS task, a CodeBuild project and the like. */
  | { readonly kind: "container" }
  /** The role of an EC2 instance. */
  | { readonly kind: "instance" };

/** Why a client gets nothing, as a sentence. */
export interface NoCredentials {
  readonly kind: "none";
  readonly reason: string;
}

/** What one client gets. */
export type CredentialAnswer = CredentialSource | NoCredentials;

/** A client that stops, and says why. */
export function noCredentials(reason: string): NoCredentials {
  return { kind: "none", reason };
}

/** Of a role that names a profile which is not there. */
export function absentSource(profile: string, source: string): string {
  return `source_profile of ${theProfile(profile)} names ${quoted(source)}, which is not there`;
}

/** Of a role that says in no way, or in two, what assumes it. */
export function unclearSource(profile: string, isTwice: boolean): string {
  const many = isTwice ? "both source_profile and" : "neither source_profile nor";
  return `${theProfile(profile)} has role_arn and ${many} credential_source`;
}

/** A complete sign-in, or what it lacks. */
export function ssoOf(name: string, session: string | undefined, settings: SectionSettings): CredentialAnswer {
  const wanted = ["sso_start_url", "sso_region", "sso_account_id", "sso_role_name"] as const;
  const [startUrl = "", ssoRegion = "", accountId = "", roleName = ""] = wanted.map((key) => textOf(settings, key));
  const missing = wanted.filter((key) => textOf(settings, key) === undefined);
  if (missing.length > 0) return noCredentials(`${theProfile(name)} lacks ${missing.join(" and ")}`);
  return { kind: "sso", session, startUrl, ssoRegion, accountId, roleName };
}

/** The first credentials that a client gets, of several clients. */
export function firstSource(answers: readonly CredentialAnswer[]): CredentialSource | undefined {
  return answers.find((one) => one.kind !== "none");
}

/** What a client would use, to go behind "would use". */
export function describeSource(source: CredentialSource): string {
  switch (source.kind) {
    case "keys":
      return source.from === "environment" ? "the access keys of the shell" : `access keys of the ${source.from} file`;
    case "sso":
      return `the sign-in for ${source.roleName} in account ${source.accountId}`;
    case "role":
    case "web-identity":
      return `the role ${source.roleArn}`;
    case "process":
      return "the program of credential_process";
    case "login":
      return "the console's sign-in (login_session)";
    case "container":
    case "instance":
      return `the role of this ${source.kind}`;
    default:
      return source satisfies never;
  }
}
