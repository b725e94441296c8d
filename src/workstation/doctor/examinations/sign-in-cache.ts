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

const finding = findingsOf(kinds);

/** Sign-ins that are kept, without ever showing them. */
export const signInCache: Examination = {
  title: "cached sign-ins",
  kinds,
  examine: (inspection) => {
    const files = new Map(inspection.cacheFiles.map((one) => [path.basename(one.file), one]));
    const unreadable = inspection.cacheFiles
      .filter(({ content }) => content.kind === "unreadable")
      .map(({ file }) =>
        finding("cache-file-unreadable", { place: { file }, message: "It is not the JSON that it should be." }),
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
    return [finding("not-signed-in", { session: name, message: `Nobody is signed in with ${who}.`, remedy: login })];
  }
  if (found.content.kind !== "token") return [];
  const facts = { place: { file: found.file }, session: name };
  const { startUrl, expiresAt, isRefreshable } = found.content;
  const portal = values.get("sso_start_url");
  if (portal !== undefined && !isSamePortal(portal, startUrl)) {
    const message = `The sign-in of ${who} is for ${quoted(startUrl)}, not for ${quoted(portal)}.`;
    return [finding("token-of-other-portal", { ...facts, message })];
  }
  if (expiresAt === undefined || expiresAt > now || isRefreshable) return [];
  const since = new Date(expiresAt).toISOString().slice(0, 16).replace("T", " ");
  return [
    finding("token-expired", { ...facts, message: `The sign-in of ${who} ended at ${since} UTC.`, remedy: login }),
  ];
}
