import path from "node:path";
import { SIGN_IN_WORDS } from "../../../core/aws/sign-in-words.ts";
import { isSamePortal } from "../../../core/aws/start-url.ts";
import { commandForCaller, lineForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { credentialsIn } from "../../credentials/credentials-in.ts";
import { mendedFiles } from "../../credentials/mended-files.ts";
import type { NamedSection, OpenedInspection } from "../../inspection/opened-inspection.ts";
import { loginFileName, tokenFile } from "../../sign-in/cache-files.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";
import { mergedProfiles } from "./merged-profiles.ts";

const kinds = {
  "token-of-other-portal": {
    severity: "error",
    effect:
      "Every client finds the sign-in by the session's name alone and presents it to the wrong portal, which refuses it.",
    remedy: "Give one of the two sessions another name, then sign in again.",
  },
  "token-expired": {
    severity: "warning",
    effect: "No client gets credentials with the profiles of this session until you sign in again.",
    remedy: `Run ${commandForCaller("local")}, or ${lineForCaller(SIGN_IN_WORDS.session("NAME"))}.`,
  },
  "not-signed-in": {
    severity: "note",
    effect: "No client gets credentials with the profiles of this session until you sign in.",
    remedy: `Run ${commandForCaller("local")}, or ${lineForCaller(SIGN_IN_WORDS.session("NAME"))}.`,
  },
  "login-not-signed-in": {
    severity: "note",
    effect: "No client gets credentials with the profile until you sign in.",
    remedy: `Run ${lineForCaller(SIGN_IN_WORDS.console("NAME"))}.`,
  },
  "cache-file-unreadable": {
    severity: "warning",
    effect: "The AWS CLI and the AWS SDKs can't use a sign-in kept there; some stop with a parser's error.",
    remedy: "Remove the file and sign in again.",
  },
} as const;

const findings = findingsOf(kinds);

/** Sign-ins that are kept, without ever showing them. */
export const signInCache: Examination = {
  title: "cached sign-ins",
  kinds,
  examine: (inspection) => {
    const files = new Map(inspection.cacheFiles.map((one) => [path.basename(one.file), one]));
    const unreadable = inspection.cacheFiles.flatMap(({ file, content }) =>
      findings(
        { "cache-file-unreadable": content.kind === "unreadable" && "It is not the JSON that it should be." },
        { place: { file } },
      ),
    );
    return [
      ...unreadable,
      ...[...inspection.ssoSessions.values()].flatMap((session) => ofSession(inspection, files, session)),
      ...consoleSignIns(inspection),
    ];
  },
};

function ofSession(
  { home, now }: OpenedInspection,
  files: ReadonlyMap<string, OpenedInspection["cacheFiles"][number]>,
  { name, values }: NamedSection,
): readonly DoctorFinding[] {
  const found = files.get(path.basename(tokenFile(home, name)));
  const who = `the session ${quoted(name)}`;
  const login = `Run ${commandForCaller("local")}, or ${lineForCaller(SIGN_IN_WORDS.session(name))}.`;
  if (found === undefined) {
    return findings({ "not-signed-in": `Nobody is signed in with ${who}.` }, { session: name, remedy: login });
  }
  if (found.content.kind !== "token") return [];
  const facts = { place: { file: found.file }, session: name };
  const { startUrl, expiresAt, isRefreshable } = found.content;
  const portal = values.get("sso_start_url");
  if (portal !== undefined && !isSamePortal(portal, startUrl)) {
    const message = `The sign-in of ${who} is for ${quoted(startUrl)}, not for ${quoted(portal)}.`;
    return findings({ "token-of-other-portal": message }, facts);
  }
  if (expiresAt === undefined || expiresAt > now || isRefreshable) return [];
  const since = new Date(expiresAt).toISOString().slice(0, 16).replace("T", " ");
  return findings({ "token-expired": `The sign-in of ${who} ended at ${since} UTC.` }, { ...facts, remedy: login });
}

/** Profiles that sign in at the console and have nothing kept. `aws login` names the file after the session. */
function consoleSignIns(inspection: OpenedInspection): readonly DoctorFinding[] {
  const kept = new Set(inspection.loginCache.files.map(({ file }) => path.basename(file)));
  const credentials = credentialsIn(mendedFiles(inspection));
  return [...mergedProfiles(inspection).values()].flatMap(({ name, values, placeOf }) => {
    const session = values.get("login_session");
    if (!session || kept.has(loginFileName(session)) || credentials(name).awsCli.kind !== "login") return [];
    return findings(
      { "login-not-signed-in": `Nobody is signed in at the console for the profile ${quoted(name)}.` },
      {
        place: placeOf("login_session"),
        profile: name,
        remedy: `Run ${lineForCaller(SIGN_IN_WORDS.console(name))}.`,
      },
    );
  });
}
