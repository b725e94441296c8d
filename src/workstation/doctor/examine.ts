import { commandForCaller } from "../../core/text/command-line.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { hasUnreadFile, type OpenedInspection, withTexts } from "../inspection/opened-inspection.ts";
import { duplicates } from "./examinations/duplicates.ts";
import { environment } from "./examinations/environment.ts";
import type { Examination } from "./examinations/examination.ts";
import { fileModes } from "./examinations/file-modes.ts";
import { type DoctorFinding, findingsOf } from "./examinations/finding.ts";
import { keySpelling } from "./examinations/key-spelling.ts";
import { logins } from "./examinations/logins.ts";
import { mergedProfiles, sourceChain } from "./examinations/merged-profiles.ts";
import { network } from "./examinations/network.ts";
import { processes } from "./examinations/processes.ts";
import { roles } from "./examinations/roles.ts";
import { sectionNames } from "./examinations/section-names.ts";
import { signInCache } from "./examinations/sign-in-cache.ts";
import { ssoSettings } from "./examinations/sso-settings.ts";
import { staticKeys } from "./examinations/static-keys.ts";
import { tools } from "./examinations/tools.ts";
import { unexplained, whoGetsWhat } from "./examinations/who-gets-what.ts";
import { wholeFile } from "./examinations/whole-file.ts";
import { tryRepairs } from "./repairs/try-repairs.ts";

const askedKinds = {
  "profile-not-found": {
    severity: "error",
    effect: "Every client that is told to use it stops.",
    remedy: `Correct the name, or run ${commandForCaller("local")}, which writes profiles.`,
  },
} as const;
const askedFindings = findingsOf(askedKinds);

/** What every machine is examined for, in the order in which it is told. */
export const THEMES: readonly Examination[] = [
  wholeFile,
  duplicates,
  sectionNames,
  keySpelling,
  ssoSettings,
  roles,
  processes,
  logins,
  staticKeys,
  whoGetsWhat,
  environment,
  signInCache,
  fileModes,
  tools,
  network,
];

/** Everything that can be found, and the one thing that only a question for a profile brings up. */
export const EXAMINATIONS: readonly Examination[] = [
  ...THEMES,
  { title: "the profile asked about", kinds: askedKinds, examine: () => [] },
];

/** All findings of an inspection, or with a profile those that concern it: its own, those of its sources and sessions, and everybody's. */
export function examine(inspection: OpenedInspection, profile?: string): readonly DoctorFinding[] {
  const themes = asTried(
    inspection,
    THEMES.flatMap((one) => one.examine(inspection)),
  );
  const all = [...themes, ...unexplained(inspection, themes)];
  if (profile === undefined) return all;
  const profiles = mergedProfiles(inspection);
  const chain = new Set(sourceChain(profiles, profile));
  const sessions = new Set([...chain].map((name) => profiles.get(name)?.values.get("sso_session")));
  const own = all.filter(
    (one) =>
      (one.profile === undefined || chain.has(one.profile)) && (one.session === undefined || sessions.has(one.session)),
  );
  if (profiles.has(profile) || hasUnreadFile(inspection)) return own;
  return [...askedFindings({ "profile-not-found": `There is no profile ${quoted(profile)}.` }, { profile }), ...own];
}

/**
 * Only what a trial shows to be repaired is called so. Of the rest is said why: in sections of one name that differ a person
 * has to decide first, and some repairs would cost a client its credentials.
 */
function asTried(inspection: OpenedInspection, all: readonly DoctorFinding[]): readonly DoctorFinding[] {
  if (!all.some(isOfText)) return all;
  const trial = tryRepairs(inspection);
  const after = withTexts(inspection, trial);
  const left = new Set(
    THEMES.flatMap((one) => one.examine(after))
      .filter(isOfText)
      .map(keyOf),
  );
  return all.map((finding) => {
    if (!isOfText(finding) || !left.has(keyOf(finding))) return finding;
    const reason = trial.reasonOf(finding);
    const remedy = reason === undefined ? finding.remedy : `${finding.remedy} --fix does not do it here: ${reason}`;
    return { ...finding, remedy, fixable: false };
  });
}

/** Whether the finding is one that a repair of a file's text would take away. */
function isOfText({ fixable, place }: DoctorFinding): boolean {
  return fixable && place?.line !== undefined;
}

/** Lines move in a repair. */
function keyOf({ id, place, profile, session }: DoctorFinding): string {
  return JSON.stringify([id, place?.file, profile, session]);
}
