import { changesOf } from "../../aws-config/line-changes.ts";
import { readLikeEach } from "../../aws-config/readings.ts";
import type { SharedFiles } from "../../credentials/client-view.ts";
import { openText } from "../../inspection/opened-inspection.ts";
import type { OutlineSection } from "../../inspection/outline.ts";
import { contestedSections } from "../examinations/duplicates.ts";
import { checkCredentials, checkRepair } from "./check-repair.ts";
import { dropDuplicateKeys, dropDuplicateSections } from "./drop-duplicates.ts";
import { addScopes, commentOutLegacyKeys } from "./mend-sso-settings.ts";
import type { Repair, RepairScope } from "./repair.ts";
import { respellKeys } from "./respell-keys.ts";
import { setKeysAside } from "./set-keys-aside.ts";

/** In this order: what makes clients refuse the file goes first, and later repairs see what earlier ones made readable. */
const OF_CONFIG: readonly Repair[] = [
  dropDuplicateSections,
  uncontested(dropDuplicateKeys),
  uncontested(respellKeys),
  uncontested(commentOutLegacyKeys),
  uncontested(addScopes),
];
const OF_CREDENTIALS: readonly Repair[] = [
  dropDuplicateSections,
  uncontested(dropDuplicateKeys),
  uncontested(setKeysAside),
];

/** The config file with everything mended that can be without a loss; throws `ConfigRefused` rather than alter more. */
export function repairConfig(text: string, includes: RepairScope["includes"], credentials: string): string {
  const beside = readLikeEach(credentials);
  const files = (config: string) => ({ config: readLikeEach(config), credentials: beside, env: {} });
  return repaired(text, OF_CONFIG, { includes, beside: credentials }, files);
}

/** The same for the credentials file, beside this config file. */
export function repairCredentials(text: string, includes: RepairScope["includes"], config: string): string {
  const beside = readLikeEach(config);
  const files = (credentials: string) => ({ config: beside, credentials: readLikeEach(credentials), env: {} });
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

function repaired(
  whole: string,
  repairs: readonly Repair[],
  scope: RepairScope,
  files: (text: string) => SharedFiles,
): string {
  let text = openText("", whole).text;
  for (const repair of repairs) {
    const opened = openText("", text);
    const changes = changesOf(opened.outline.lines);
    const reach = repair(opened, scope, changes);
    const mended = changes.render();
    if (mended === text) continue;
    checkRepair(text, { ...reach, text: mended });
    checkCredentials(files(text), files(mended));
    text = mended;
  }
  return text;
}
