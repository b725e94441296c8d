import { regionFault } from "../../../core/aws/regions.ts";
import { isSamePortal, portalRegionFault, startUrlFault } from "../../../core/aws/start-url.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { credentialsIn, type ProfileCredentials } from "../../credentials/credentials-in.ts";
import { judgeProcess, profileOfProgram } from "../../credentials/judge-process.ts";
import { mendedFiles } from "../../credentials/mended-files.ts";
import { isSsoProfile, type NamedSection, type OpenedInspection } from "../../inspection/opened-inspection.ts";
import { sessionWithBlanks, soleSetting } from "../../inspection/outline.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

const LOGIN = `Run ${commandForCaller("local")} again, or add the key.`;

const kinds = {
  "sso-session-missing": {
    severity: "error",
    effect: "The AWS CLI and boto3 refuse the profile, and so does every client that finds no keys for it.",
    remedy: `Add the [sso-session NAME] section (${commandForCaller("local")} writes it), or correct the name.`,
  },
  "sso-session-incomplete": { severity: "error", effect: "Every client refuses profiles that use it.", remedy: LOGIN },
  "sso-region-not-portals": {
    severity: "error",
    effect: "Sign-ins fail: the access portal is not in the Region that is asked for it.",
    remedy: `Correct sso_region, or run ${commandForCaller("local")} with a new handover.`,
  },
  "sso-profile-incomplete": {
    severity: "error",
    effect: "Clients that find no keys for it get no credentials: it does not say which role in which account.",
    remedy: LOGIN,
  },
  "sso-region-missing": {
    severity: "warning",
    effect: "ampx refuses a profile without a Region, unless AWS_REGION is set; other clients ask for one or guess.",
    remedy: "Add region = … to the profile.",
  },
  "legacy-keys-contradict": {
    severity: "error",
    effect: "The AWS CLI and boto3 refuse the profile; the AWS SDK for JavaScript (ampx) goes by the session.",
    remedy: `Put # before the profile's sso_start_url and sso_region, or run ${commandForCaller("doctor", "--fix")}.`,
  },
  "legacy-sso-profile": {
    severity: "note",
    effect:
      "No client can renew the sign-in: it ends after some hours at most, and the AWS CLI uses device codes for it.",
    remedy: `Run ${commandForCaller("local")}, which writes an sso-session.`,
  },
  "sso-scopes-missing": {
    severity: "warning",
    effect:
      "Without sso:account:access there may be no refresh token: the sign-in ends early, five minutes earlier still in the AWS SDK for JavaScript (ampx).",
    remedy: `Add sso_registration_scopes = sso:account:access, or run ${commandForCaller("doctor", "--fix")}.`,
  },
  "credential-process-in-sso-profile": {
    severity: "warning",
    effect:
      "The AWS SDK for JavaScript (ampx) and Amplify Gen 1 run the program; the AWS CLI, boto3 and Terraform use the sign-in.",
    remedy: "Remove credential_process, unless Amplify Gen 1 needs it and it leads to the same role.",
  },
} as const;

const findings = findingsOf(kinds);

/** Profiles and sessions that do not say all that a sign-in needs, or say it twice. */
export const ssoSettings: Examination = {
  title: "what profiles and sso-sessions say",
  kinds,
  examine: (inspection) => [
    ...ofProfiles(inspection),
    ...[...inspection.ssoSessions.values()].flatMap((session) => ofSession(inspection, session)),
  ],
};

/** The legacy keys of a profile that say something else than its session. */
export function contradictingKeys(
  values: ReadonlyMap<string, string>,
  ssoSessions: ReadonlyMap<string, NamedSection>,
): readonly string[] {
  const session = ssoSessions.get(values.get("sso_session") ?? "");
  if (session === undefined) return [];
  return ["sso_start_url", "sso_region"].filter((key) => {
    const [own, its] = [values.get(key), session.values.get(key)];
    return own !== undefined && its !== undefined && own !== its;
  });
}

/** Whether a session that is complete otherwise does not say for what it signs in. */
export function lacksScopes({ values }: NamedSection): boolean {
  return values.has("sso_start_url") && values.has("sso_region") && !values.has("sso_registration_scopes");
}

function ofProfiles(inspection: OpenedInspection): readonly DoctorFinding[] {
  const credentials = credentialsIn(mendedFiles(inspection));
  return [...inspection.profiles.values()].flatMap((profile) =>
    isSsoProfile(profile.values) ? ofProfile(inspection, profile, credentials(profile.name)) : [],
  );
}

function ofProfile(
  inspection: OpenedInspection,
  { name, section, values }: NamedSection,
  { awsCli, jsSdk }: ProfileCredentials,
): readonly DoctorFinding[] {
  const { config, ssoSessions } = inspection;
  const isRefused = awsCli.kind === "none" || jsSdk.kind === "none";
  const at = { place: { file: config.file, line: section.line + 1 }, profile: name };
  const session = values.get("sso_session") ?? "";
  const header = quoted(`[sso-session ${session}]`);
  const process = values.get("credential_process") ?? "";
  // A program that prints nothing is told as such; one that looks this profile up leads to the same role.
  const isBridge = profileOfProgram(process) === name;
  const hasProcess = process !== "" && awsCli.kind === "sso" && !isBridge && judgeProcess(process).prints !== "nothing";
  const missing = ["sso_account_id", "sso_role_name"].filter((key) => !values.get(key));
  const who = `The profile ${quoted(name)}`;
  const contradictions = contradictingKeys(values, ssoSessions).flatMap((key) => {
    const setting = soleSetting(section, key);
    const message = `${key} of the profile ${quoted(name)} is not that of its session: ${contrast(values, ssoSessions, key)}.`;
    const line = (setting?.line ?? section.line) + 1;
    const facts = { ...at, place: { file: config.file, line }, fixable: setting !== undefined };
    return findings({ "legacy-keys-contradict": message }, facts);
  });
  // A session whose name some client can't read is there, and that is told where it stands.
  const isThere = ssoSessions.has(session) || config.outline.sections.some((one) => sessionWithBlanks(one) === session);
  const isMissing = isRefused && session !== "" && !isThere;
  return [
    ...findings(
      {
        "sso-session-missing": isMissing && `${who} uses ${header}, which is not there.`,
        "sso-profile-incomplete": isRefused && missing.length > 0 && `${who} lacks ${missing.join(" and ")}.`,
        "sso-region-missing": !values.get("region") && `${who} has no region.`,
      },
      at,
    ),
    ...contradictions,
    ...findings(
      {
        "legacy-sso-profile":
          session === "" && values.has("sso_start_url") && `${who} names its portal itself instead of an sso-session.`,
        "credential-process-in-sso-profile": hasProcess && `${who} has both a sign-in and credential_process.`,
      },
      at,
    ),
  ];
}

function contrast(
  values: ReadonlyMap<string, string>,
  ssoSessions: ReadonlyMap<string, NamedSection>,
  key: string,
): string {
  const [own = "", its = ""] = [values.get(key), ssoSessions.get(values.get("sso_session") ?? "")?.values.get(key)];
  const same = key === "sso_start_url" && isSamePortal(own, its) ? " (the same portal, spelled differently)" : "";
  return `${quoted(own)} and ${quoted(its)}${same}`;
}

function ofSession({ config }: OpenedInspection, session: NamedSection): readonly DoctorFinding[] {
  const { name, section, values } = session;
  const at = { place: { file: config.file, line: section.line + 1 }, session: name };
  const missing = ["sso_start_url", "sso_region"].filter((key) => !values.get(key));
  const who = `The sso-session ${quoted(name)}`;
  const [startUrl = "", region = ""] = [values.get("sso_start_url"), values.get("sso_region")];
  const isRead = startUrlFault(startUrl) === undefined && regionFault(region) === undefined;
  const elsewhere = isRead ? portalRegionFault(startUrl, region) : undefined;
  const fixable = soleSetting(section, "sso_region") !== undefined;
  return [
    ...findings({ "sso-session-incomplete": missing.length > 0 && `${who} lacks ${missing.join(" and ")}.` }, at),
    ...findings({ "sso-region-not-portals": elsewhere !== undefined && `${who}: ${elsewhere.message}` }, at),
    ...findings(
      { "sso-scopes-missing": lacksScopes(session) && `${who} has no sso_registration_scopes.` },
      { ...at, fixable },
    ),
  ];
}
