import { quoted } from "../../core/text/visible-text.ts";
import { contestedSections, duplicates } from "./duplicates.ts";
import { environment } from "./environment.ts";
import type { Examination } from "./examination.ts";
import { fileModes } from "./file-modes.ts";
import { type Finding, findingsOf } from "./finding.ts";
import { keySpelling } from "./key-spelling.ts";
import { network } from "./network.ts";
import type { OpenedFile, OpenedSurvey } from "./opened-inspection.ts";
import { sectionNames } from "./section-names.ts";
import { signInCache } from "./sign-in-cache.ts";
import { ssoSettings } from "./sso-settings.ts";
import { staticKeys } from "./static-keys.ts";
import { tools } from "./tools.ts";
import { wholeFile } from "./whole-file.ts";

const askedKinds = {
  "profile-not-found": {
    severity: "error",
    effect: "Every client that is told to use it stops.",
    remedy: "Correct the name, or run onboard local, which writes profiles.",
  },
} as const;
const askedFinding = findingsOf(askedKinds);

/** What every machine is examined for, in the order in which it is told. */
export const THEMES: readonly Examination[] = [
  wholeFile,
  duplicates,
  sectionNames,
  keySpelling,
  ssoSettings,
  staticKeys,
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

/** All findings of a survey, or with a profile those that concern it: its own, its session's, and everybody's. */
export function examine(survey: OpenedSurvey, profile?: string): readonly Finding[] {
  const reach = reachOfRepairs(survey);
  const all = THEMES.flatMap((one) => one.examine(survey)).map((one) =>
    one.fixable && !reach(one) ? { ...one, fixable: false } : one,
  );
  if (profile === undefined) return all;
  const session = survey.profiles.get(profile)?.values.get("sso_session");
  const own = all.filter(
    (one) =>
      (one.profile === undefined || one.profile === profile) && (one.session === undefined || one.session === session),
  );
  if (survey.profiles.has(profile) || survey.credentialSections.has(profile)) return own;
  return [askedFinding("profile-not-found", { profile, message: `There is no profile ${quoted(profile)}.` }), ...own];
}

/** What is repaired before it matters whether sections differ. */
const REPAIRED_FIRST: ReadonlySet<string> = new Set(["byte-order-mark", "duplicate-section"]);

/**
 * A file that is not UTF-8 can't be written back without a loss, so nothing in it is repaired; nor is anything in
 * sections of one name that differ, until a person has decided between them.
 */
function reachOfRepairs({ config, credentials }: OpenedSurvey): (finding: Finding) => boolean {
  const files = new Map([config, credentials].map((one) => [one.file, { ...one, contested: contestedLines(one) }]));
  return ({ id, place }) => {
    const file = files.get(place?.file ?? "");
    if (file === undefined || place?.line === undefined) return true;
    return file.isUtf8 && (REPAIRED_FIRST.has(id) || !file.contested.has(place.line));
  };
}

/** The lines, counted from 1, of sections that differ from another of the same name. */
function contestedLines({ outline }: OpenedFile): ReadonlySet<number> {
  const contested = contestedSections(outline);
  const lines = outline.sections
    .filter((one) => contested.has(one))
    .flatMap(({ line, settings }) => [line, ...settings.map((one) => one.line)]);
  return new Set(lines.map((line) => line + 1));
}
