import type { Fault } from "../errors/fault.ts";

const MOST = 500;
const REMEDY = 'Write what people type, such as "npm install --global https://packages.example.com/onboard.tgz".';

/** Whether a text can be shown to people as a line to type; hidden characters are refused of every text. The program never runs it. */
export function installCommandFault(text: string): Fault | undefined {
  if (text.trim() !== text || text === "") {
    return { message: "The command is empty, or has blanks at an end.", remedy: REMEDY };
  }
  if (text.length > MOST)
    return { message: `The command has more than ${MOST} characters.`, remedy: "Write a shorter one." };
  return undefined;
}
