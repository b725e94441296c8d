import { readTemplate } from "../../files/packaged.ts";
import { COMPLETED_SHELLS } from "./shells.ts";

/** What makes a shell complete the program's words; nothing for a shell that there is none for. */
export async function completionScript(word: string): Promise<string | undefined> {
  const shell = COMPLETED_SHELLS.find((one) => one === word);
  return shell === undefined ? undefined : readTemplate(`completion/onboard.${shell}`);
}
