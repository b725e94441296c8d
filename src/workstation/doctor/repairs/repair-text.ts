import { type NamedSection, openText } from "../../inspection/opened-inspection.ts";
import type { OutlineSection } from "../../inspection/outline.ts";
import { contestedSections } from "../examinations/duplicates.ts";
import { addScopes } from "./add-scopes.ts";
import { checkRepair } from "./check-repair.ts";
import { commentOutLegacyKeys } from "./comment-out-legacy-keys.ts";
import { dropDuplicateKeys, dropDuplicateSections } from "./drop-duplicates.ts";
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
export function repairConfig(text: string, includes: (section: OutlineSection) => boolean): string {
  return repaired(text, OF_CONFIG, { includes, profiles: new Map() });
}

/** The same for the credentials file, beside these profiles of the config file. */
export function repairCredentials(
  text: string,
  includes: (section: OutlineSection) => boolean,
  profiles: ReadonlyMap<string, NamedSection>,
): string {
  return repaired(text, OF_CREDENTIALS, { includes, profiles });
}

/** Leaves alone what a person has to decide first: which of two differing sections of one name is to stay. */
function uncontested(repair: Repair): Repair {
  return (opened, scope) => {
    const contested = contestedSections(opened.outline);
    return repair(opened, { ...scope, includes: (section) => !contested.has(section) && scope.includes(section) });
  };
}

function repaired(whole: string, repairs: readonly Repair[], scope: RepairScope): string {
  let text = openText("", whole).text;
  for (const repair of repairs) {
    const result = repair(openText("", text), scope);
    if (result.text !== text) checkRepair(text, result);
    text = result.text;
  }
  return text;
}
