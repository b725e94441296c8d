import { askMany, askOne, askText, type Choice } from "../terminal/ask.ts";
import { type Io, show } from "../terminal/io.ts";
import { wrap } from "../terminal/layout.ts";
import type { TextAids } from "../terminal/question-desk.ts";

/** Whoever answers the questions of the guide: somebody at a terminal. Leaving one of them is an interruption that is thrown. */
export interface Asker {
  /** Tells something, a paragraph each. */
  say(...paragraphs: readonly string[]): void;
  one<Value>(message: string, choices: readonly Choice<Value>[]): Promise<Value>;
  /** At least one. */
  many<Value>(message: string, choices: readonly Choice<Value>[]): Promise<readonly Value[]>;
  text(message: string, check: Check, aids?: TextAids): Promise<string>;
}

/** What is wrong with an answer; `undefined` where nothing is. */
type Check = (text: string) => string | undefined | Promise<string | undefined>;

/** Of more choices than these the one is found by typing. */
const AT_A_GLANCE = 10;
const WIDEST = 80;

/** Asks on this terminal; everything goes to stderr. */
export function terminalAsker(io: Io): Asker {
  const width = Math.min(io.stderr.columns ?? WIDEST, WIDEST) - 1;
  return {
    say: (...paragraphs) => show(io.stderr, ["", ...paragraphs.flatMap((text) => wrap(text, width))]),
    one: (message, choices) => askOne(io, message, choices, choices.length > AT_A_GLANCE ? "autocomplete" : "select"),
    many: (message, choices) => askMany(io, message, choices),
    text: (message, check, aids) => askText(io, message, undefined, check, aids),
  };
}
