import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Fault } from "../errors/fault.ts";
import type { FaultAt } from "./json-members.ts";
import { characterWords } from "./offenders.ts";

/** What a JSON text says. Its tree tells where everything stands, and takes longer to make. */
export interface StrictJson {
  readonly json: unknown;
  readonly tree: () => Node;
}

/** Reads text that must be JSON and nothing more. After a first mistake, what else a parser finds wrong is mostly a consequence. */
export function parseStrictly(text: string, remedy: string): StrictJson | { readonly error: FaultAt } {
  const errors: ParseError[] = [];
  let tree: Node | undefined;
  const parsed = () => {
    tree ??= parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    return tree as Node;
  };
  try {
    return { json: JSON.parse(text), tree: parsed };
  } catch {
    parsed();
    const [strange] = strangeCharacters(text);
    if (strange !== undefined) return { error: strange };
    const [first] = errors;
    if (first === undefined) return { error: [0, { message: "This is not JSON.", remedy }] };
    return { error: [first.offset, syntaxFault(first, remedy)] };
  }
}

/** Whoever has more of them has the wrong file. */
const MOST_STRANGE = 20;

/**
 * Characters that JSON has nowhere outside of its texts, such as no-break spaces and curly quotes that came with pasting. What else a
 * parser finds wrong is a consequence of them.
 */
export function strangeCharacters(json: string): readonly FaultAt[] {
  const found = json.matchAll(/"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?\*\/|([^\t\n\r\x20-\x7E])/gu);
  const strange = [...found].filter(([, character]) => character !== undefined);
  return strange.slice(0, MOST_STRANGE).map(({ 0: character, index }) => {
    const message = `This is not JSON: ${characterWords(character)} stands outside of any text.`;
    return [index, { message, remedy: 'Type a plain space or a straight quote (") in its place.' }];
  });
}

/** What a parser stumbled over: `This is not JSON: comma expected.` */
export function syntaxFault({ error }: ParseError, remedy: string): Fault {
  const what = printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return { message: `This is not JSON: ${what}.`, remedy };
}
