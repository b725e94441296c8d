import { commandForCaller } from "../../core/text/command-line.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { ConfigRefused } from "../aws-config/config-refused.ts";
import type { OpenedFile, OpenedInspection } from "../inspection/opened-inspection.ts";
import { contestedSections, duplicates } from "./examinations/duplicates.ts";
import { environment } from "./examinations/environment.ts";
import type { Examination } from "./examinations/examination.ts";
import { fileModes } from "./examinations/file-modes.ts";
import { type DoctorFinding, findingsOf } from "./examinations/finding.ts";
import { keySpelling } from "./examinations/key-spelling.ts";
import { network } from "./examinations/network.ts";
import { sectionNames } from "./examinations/section-names.ts";
import { signInCache } from "./examinations/sign-in-cache.ts";
import { ssoSettings } from "./examinations/sso-settings.ts";
import { staticKeys } from "./examinations/static-keys.ts";
import { tools } from "./examinations/tools.ts";
import { wholeFile } from "./examinations/whole-file.ts";
import { repairConfig } from "./repairs/repair-text.ts";
import { sectionsToSetAside } from "./repairs/set-keys-aside.ts";

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

/** All findings of an inspection, or with a profile those that concern it: its own, its session's, and everybody's. */
export function examine(inspection: OpenedInspection, profile?: string): readonly DoctorFinding[] {
  const reach = reachOfRepairs(inspection);
  const all = THEMES.flatMap((one) => one.examine(inspection)).map((one) =>
    one.fixable && !reach(one) ? { ...one, fixable: false } : one,
  );
  if (profile === undefined) return all;
  const session = inspection.profiles.get(profile)?.values.get("sso_session");
  const own = all.filter(
    (one) =>
      (one.profile === undefined || one.profile === profile) && (one.session === undefined || one.session === session),
  );
  if (inspection.profiles.has(profile) || inspection.credentialSections.has(profile)) return own;
  return [...askedFindings({ "profile-not-found": `There is no profile ${quoted(profile)}.` }, { profile }), ...own];
}

/** What is repaired by setting keys aside. */
const SET_ASIDE: ReadonlySet<string> = new Set(["static-keys-shadow-sso", "half-static-keys"]);

/** What is repaired before it matters whether sections differ. */
const REPAIRED_FIRST: ReadonlySet<string> = new Set(["byte-order-mark", "duplicate-section"]);

/**
 * A file that is not UTF-8 can't be written back without a loss, so nothing in it is repaired; nor is anything in
 * sections of one name that differ, until a person has decided between them.
 */
function reachOfRepairs({ config, credentials }: OpenedInspection): (finding: DoctorFinding) => boolean {
  const aside = new Set(
    sectionsToSetAside(credentials, configAfterRepair(config, credentials)).map(({ name }) => name),
  );
  const files = new Map([config, credentials].map((one) => [one.file, { ...one, contested: contestedLines(one) }]));
  return ({ id, place, profile = "" }) => {
    if (SET_ASIDE.has(id) && place?.file === credentials.file && !aside.has(profile)) return false;
    const file = files.get(place?.file ?? "");
    if (file === undefined || place?.line === undefined) return true;
    return file.isUtf8 && (REPAIRED_FIRST.has(id) || !file.contested.has(place.line));
  };
}

/** Keys are set aside after the config file is repaired. */
function configAfterRepair({ text }: OpenedFile, credentials: OpenedFile): string {
  try {
    return repairConfig(text, () => true, credentials.text);
  } catch (error) {
    if (error instanceof ConfigRefused) return text;
    throw error;
  }
}

/** The lines, counted from 1, of sections that differ from another of the same name. */
function contestedLines({ outline }: OpenedFile): ReadonlySet<number> {
  const contested = contestedSections(outline);
  const lines = outline.sections
    .filter((one) => contested.has(one))
    .flatMap(({ line, settings }) => [line, ...settings.map((one) => one.line)]);
  return new Set(lines.map((line) => line + 1));
}
