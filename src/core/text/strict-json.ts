import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Fault } from "../errors/fault.ts";
import type { FaultAt } from "./json-members.ts";

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
    const [first] = errors;
    if (first === undefined) return { error: [0, { message: "This is not JSON.", remedy }] };
    return { error: [first.offset, syntaxFault(first, remedy)] };
  }
}

/** What a parser stumbled over: `This is not JSON: comma expected.` */
export function syntaxFault({ error }: ParseError, remedy: string): Fault {
  const what = printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return { message: `This is not JSON: ${what}.`, remedy };
}
