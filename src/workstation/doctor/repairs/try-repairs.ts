import type { OpenedFile, OpenedInspection } from "../../inspection/opened-inspection.ts";
import { meaningOf } from "../../inspection/outline.ts";
import { contestedSections } from "../examinations/duplicates.ts";
import type { DoctorFinding } from "../examinations/finding.ts";
import type { Repaired, Withheld } from "./repair.ts";
import { repairConfig, repairCredentials } from "./repair-text.ts";

/**
 * Both files as `--fix` would leave them, and why it would leave a finding as it is. A file that is not UTF-8 can't be
 * written back without a loss, so nothing in it is repaired.
 */
export function tryRepairs({ config, credentials }: OpenedInspection) {
  const all = () => true;
  const mended = config.isUtf8 ? repairConfig(config.text, all, credentials.text) : asItIs(config);
  const aside = credentials.isUtf8 ? repairCredentials(credentials.text, all, mended.text) : asItIs(credentials);
  const isOneFile = config.file === credentials.file;
  const reasonOf = ({ place, profile, session }: DoctorFinding): string | undefined => {
    const [file, { withheld }] = place?.file === config.file ? [config, mended] : [credentials, aside];
    const found = withheld.find(({ section }) => isAbout(section, { profile, session }));
    if (found !== undefined) return lowerCased(found.reason);
    const isContested = [...contestedSections(file.outline)].some((one) => isAbout(one, { profile, session }));
    return isContested ? "sections of this name differ; make one of them first." : undefined;
  };
  return { config: mended.text, credentials: isOneFile ? mended.text : aside.text, reasonOf };
}

function asItIs({ text }: OpenedFile): Repaired {
  return { text, withheld: [] };
}

function isAbout(
  section: Withheld["section"],
  { profile, session }: { readonly profile: string | undefined; readonly session: string | undefined },
): boolean {
  const name = meaningOf(section)?.name ?? section.header;
  return name !== undefined && (name === profile || name === session);
}

function lowerCased(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
