import path from "node:path";
import { isSamePortal } from "../../../core/aws/start-url.ts";
import { argumentForCaller, commandForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import type { NamedSection, OpenedInspection } from "../../inspection/opened-inspection.ts";
import { tokenFile } from "../../sign-in/cache-files.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

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
    remedy: `Run ${commandForCaller("local")}, or aws sso login --sso-session NAME.`,
  },
  "not-signed-in": {
    severity: "note",
    effect: "No client gets credentials with the profiles of this session until you sign in.",
    remedy: `Run ${commandForCaller("local")}, or aws sso login --sso-session NAME.`,
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
  const login = `Run ${commandForCaller("local")}, or aws sso login --sso-session ${argumentForCaller(name)}.`;
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
