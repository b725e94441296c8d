import type { Node } from "jsonc-parser";
import type { Fault, Rule } from "../errors/fault.ts";
import { closest } from "./did-you-mean.ts";
import { JSON_KINDS } from "./json-kinds.ts";
import type { FaultAt } from "./json-members.ts";
import { hiddenCharacter, quoted } from "./visible-text.ts";

/** What a JSON value must be. Nothing may be there besides, and what is not called optional must be. */
export type JsonShape = TextShape | ListShape | ObjectShape | ConstantShape;

interface TextShape {
  readonly is: "text";
  readonly rule: Rule;
  /** In characters; for its description, since the rule itself keeps to it. */
  readonly longest: number;
  readonly description: string;
}

interface ListShape {
  readonly is: "list";
  readonly of: JsonShape;
  readonly most: number;
  readonly description: string;
  /** The members of which no two entries may have the same value, such as a name that the entry is known by. */
  readonly unique?: { readonly member: string; readonly caseCounts: boolean };
}

interface ObjectShape {
  readonly is: "object";
  readonly members: ReadonlyMap<string, JsonShape>;
  readonly optional: ReadonlySet<string>;
}

interface ConstantShape {
  readonly is: "constant";
  readonly value: number;
}

/**
 * Everything in which a value differs from its shape, in reading order. Faults are found as they are asked for, in time
 * linear in the text, so that a reader may stop after some; recursion is as deep as the shape, not as the text.
 */
export function* shapeFaults(node: Node, shape: JsonShape, name: string): Generator<FaultAt> {
  switch (shape.is) {
    case "text":
      return yield* textFaults(node, shape, name);
    case "list":
      return yield* listFaults(node, shape, name);
    case "object":
      return yield* objectFaults(node, shape, name);
    case "constant":
      if (node.value !== shape.value) yield [node.offset, constantFault(name, shape.value)];
      return;
    default:
      shape satisfies never;
  }
}

function* textFaults(node: Node, { rule }: TextShape, name: string): Generator<FaultAt> {
  if (node.type !== "string") {
    return yield [node.offset, wrongKind(name, "text", node, "Write it in double quotes.")];
  }
  const value = String(node.value);
  const fault = hiddenFault(name, value) ?? rule(value);
  if (fault !== undefined) yield [node.offset, fault];
}

function* listFaults(node: Node, shape: ListShape, name: string): Generator<FaultAt> {
  if (node.type !== "array") return yield [node.offset, wrongKind(name, "a list", node, "Write it in [ ].")];
  const entries = node.children ?? [];
  if (entries.length > shape.most) {
    const message = `${name} has ${entries.length} entries; more than ${shape.most} cannot be meant.`;
    return yield [node.offset, { message, remedy: "Check that this is the right file." }];
  }
  const seen = new Set<string>();
  for (const entry of entries) {
    yield* shapeFaults(entry, shape.of, `Each entry of ${name}`);
    if (shape.unique === undefined) continue;
    const value = memberOf(entry, shape.unique.member);
    if (value?.type !== "string") continue;
    const key = shape.unique.caseCounts ? String(value.value) : String(value.value).toLowerCase();
    if (seen.has(key)) yield [value.offset, twice(`The ${shape.unique.member} ${quoted(String(value.value))}`)];
    seen.add(key);
  }
}

function* objectFaults(node: Node, { members, optional }: ObjectShape, name: string): Generator<FaultAt> {
  if (node.type !== "object") return yield [node.offset, wrongKind(name, "an object", node, "Write it in { }.")];
  const seen = new Set<string>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    const member = String(key?.value);
    const shape = members.get(member);
    if (shape === undefined) yield [property.offset, unknownMember(member, members)];
    else if (seen.has(member)) yield [property.offset, twice(quoted(member))];
    else if (value !== undefined) yield* shapeFaults(value, shape, quoted(member));
    seen.add(member);
  }
  for (const member of members.keys()) {
    if (seen.has(member) || optional.has(member)) continue;
    yield [node.offset, { message: `${quoted(member)} is missing.`, remedy: "Add it." }];
  }
}

function memberOf(node: Node, name: string): Node | undefined {
  if (node.type !== "object") return undefined;
  return node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

function unknownMember(member: string, members: ReadonlyMap<string, JsonShape>): Fault {
  const likely = closest(member, members.keys());
  const known = [...members.keys()].filter((name) => name !== "$schema").join(", ");
  return {
    message: `There is no member ${quoted(member)}.`,
    remedy: likely === undefined ? `Remove it. The members are ${known}.` : `Did you mean "${likely}"?`,
  };
}

function twice(what: string): Fault {
  return { message: `${what} is here twice.`, remedy: "Keep one of the two." };
}

function constantFault(name: string, value: number): Fault {
  return { message: `${name} must be ${value}.`, remedy: `Write ${value}.` };
}

function hiddenFault(name: string, value: string): Fault | undefined {
  const hidden = hiddenCharacter(value);
  if (hidden === undefined) return undefined;
  return {
    message: `${name} is ${quoted(value)}, which holds the invisible character ${quoted(hidden)}.`,
    remedy: "Delete it, or ask whoever sent this.",
  };
}

function wrongKind(name: string, wanted: string, node: Node, remedy: string): Fault {
  return { message: `${name} must be ${wanted}, not ${JSON_KINDS[node.type]}.`, remedy };
}
