import { createScanner, findNodeAtLocation, type Node, type SyntaxKind } from "jsonc-parser";
import type { Fault } from "../errors/fault.ts";
import { quoted } from "./visible-text.ts";

/** A fault and the offset in the JSON text where it stands. */
export type FaultAt = readonly [offset: number, fault: Fault];

const OPENING: readonly SyntaxKind[] = [1, 3];
const OPENED_BY: ReadonlyMap<SyntaxKind, SyntaxKind> = new Map([
  [2, 1],
  [4, 3],
]);
const END: SyntaxKind = 17;

/**
 * How deeply objects and lists are nested, found without recursion: parsers go as deep as the text does. A bracket that
 * closes nothing counts for nothing, since a parser that goes on after mistakes stays as deep as it was.
 */
export function nestingDepth(json: string): number {
  const scanner = createScanner(json, true);
  const open: SyntaxKind[] = [];
  let deepest = 0;
  for (let token = scanner.scan(); token !== END; token = scanner.scan()) {
    if (OPENING.includes(token)) open.push(token);
    else if (open.length > 0 && open.at(-1) === OPENED_BY.get(token)) open.pop();
    deepest = Math.max(deepest, open.length);
  }
  return deepest;
}

/** Members given twice in one object. JSON keeps the last and says nothing. */
export function repeatedMembers(node: Node): readonly FaultAt[] {
  const seen = new Set<string>();
  const own = membersOf(node).flatMap(({ name, offset }): readonly FaultAt[] => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [[offset, { message: `${quoted(name)} is here twice.`, remedy: "Keep one of the two." }]];
  });
  return [...own, ...(node.children ?? []).flatMap(repeatedMembers)];
}

/** Members whose name means something to JavaScript itself. */
export function reservedMembers(node: Node): readonly FaultAt[] {
  const own = membersOf(node)
    .filter(({ name }) => name === "__proto__")
    .map(({ offset }): FaultAt => [offset, { message: `There is no member "__proto__".`, remedy: "Remove it." }]);
  return [...own, ...(node.children ?? []).flatMap(reservedMembers)];
}

/** Where to point for the value at this path: at a plain value itself, else at the member's name. */
export function offsetOf(tree: Node, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(tree, path.slice(0, length));
    if (node === undefined) continue;
    const isMember = node.parent?.type === "property" && (node.type === "object" || node.type === "array");
    return isMember ? (node.parent?.offset ?? node.offset) : node.offset;
  }
  return 0;
}

/** Where the name of a member of the object at this path stands. */
export function memberOffset(tree: Node, path: readonly PropertyKey[], name: string): number {
  const member = membersOf(nodeAt(tree, path)).find((one) => one.name === name);
  return member?.offset ?? offsetOf(tree, path);
}

/** The node of the value at this path. */
export function nodeAt(tree: Node, path: readonly PropertyKey[]): Node | undefined {
  return findNodeAtLocation(
    tree,
    path.map((step) => (typeof step === "number" ? step : String(step))),
  );
}

/** The names of an object's members and where they stand; of anything else none. */
export function membersOf(node: Node | undefined): readonly { readonly name: string; readonly offset: number }[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).map((property) => ({
    name: String(property.children?.[0]?.value),
    offset: property.offset,
  }));
}
