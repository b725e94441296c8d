import { ConfigRefused } from "../../aws-config/config-refused.ts";
import { changesOf } from "../../aws-config/line-changes.ts";
import { type Readings, readLikeEach } from "../../aws-config/readings.ts";
import type { SharedFiles } from "../../credentials/client-view.ts";
import { openText } from "../../inspection/opened-inspection.ts";
import type { OutlineSection } from "../../inspection/outline.ts";
import { contestedSections } from "../examinations/duplicates.ts";
import { checkCredentials, checkRepair } from "./check-repair.ts";
import { dropDuplicateKeys, dropDuplicateSections } from "./drop-duplicates.ts";
import { addScopes, commentOutLegacyKeys, commentOutProcesses } from "./mend-sso-settings.ts";
import { renameSessions } from "./rename-sessions.ts";
import type { Repair, Repaired, RepairReach, RepairScope, Withheld } from "./repair.ts";
import { respellCredentialKeys, respellKeys } from "./respell-keys.ts";
import { setKeysAside } from "./set-keys-aside.ts";

/** In this order: what makes clients refuse the file goes first, and later repairs see what earlier ones made readable. */
const OF_CONFIG: readonly Repair[] = [
  dropDuplicateSections,
  uncontested(dropDuplicateKeys),
  uncontested(renameSessions),
  uncontested(respellKeys),
  uncontested(commentOutLegacyKeys),
  uncontested(commentOutProcesses),
  uncontested(addScopes),
];
const OF_CREDENTIALS: readonly Repair[] = [
  dropDuplicateSections,
  uncontested(dropDuplicateKeys),
  uncontested(respellCredentialKeys),
  uncontested(setKeysAside),
];

/** The config file with everything mended that can be without a loss. */
export function repairConfig(text: string, includes: RepairScope["includes"], credentials: string): Repaired {
  const beside = readLikeEach(credentials);
  const files = (config: Readings) => ({ config, credentials: beside, env: {} });
  return repaired(text, OF_CONFIG, { includes, beside: credentials }, files);
}

/** The same for the credentials file, beside this config file. */
export function repairCredentials(text: string, includes: RepairScope["includes"], config: string): Repaired {
  const beside = readLikeEach(config);
  const files = (credentials: Readings) => ({ config: beside, credentials, env: {} });
  return repaired(text, OF_CREDENTIALS, { includes, beside: config }, files);
}

/** Leaves alone what a person has to decide first: which of two differing sections of one name is to stay. */
function uncontested(repair: Repair): Repair {
  return (opened, scope, changes) => {
    const contested = contestedSections(opened.outline);
    const includes = (section: OutlineSection) => !contested.has(section) && scope.includes(section);
    return repair(opened, { ...scope, includes }, changes);
  };
}

/** How often a repair is tried on fewer sections before the rest is left alone. */
const MOST_TRIALS = 200;

/** What one repair leaves may be what another one waits for. */
const MOST_ROUNDS = 5;

function repaired(
  whole: string,
  repairs: readonly Repair[],
  scope: RepairScope,
  files: (repaired: Readings) => SharedFiles,
): Repaired {
  let withheld: Withheld[] = [];
  let trials = 0;
  let text = openText("", whole).text;
  for (let round = 0, before = ""; round < MOST_ROUNDS && before !== text; round += 1) {
    before = text;
    withheld = [];
    for (const repair of repairs) {
      trials = 0;
      text = within(text, repair, 0, openText("", text).outline.sections.length);
    }
  }
  return { text, withheld };

  /** Where a repair of these sections would cost somebody something, of the half of them, down to the ones that do. */
  function within(before: string, repair: Repair, from: number, to: number): string {
    const opened = openText("", before);
    const sections = opened.outline.sections.slice(from, to);
    const wanted = new Set(sections.filter(scope.includes));
    const changes = changesOf(opened.outline.lines);
    const reach = repair(opened, { ...scope, includes: (section) => wanted.has(section) }, changes);
    const mended = changes.render();
    if (mended === before) return before;
    const reason = refusalOf(before, mended, reach, files);
    if (reason === undefined) return mended;
    trials += 1;
    if (sections.length === 1 || trials > MOST_TRIALS) {
      withheld.push(...[...wanted].map((section) => ({ section, reason })));
      return before;
    }
    const middle = Math.ceil((from + to) / 2);
    // From the end, since a repair may take sections away.
    return within(within(before, repair, middle, to), repair, from, middle);
  }
}

function refusalOf(
  before: string,
  after: string,
  reach: RepairReach,
  files: (repaired: Readings) => SharedFiles,
): string | undefined {
  const [old, now] = [readLikeEach(before), readLikeEach(after)];
  try {
    checkRepair(old, now, reach);
    checkCredentials(files(old), files(now));
    return undefined;
  } catch (error) {
    if (error instanceof ConfigRefused) return error.message;
    throw error;
  }
}
