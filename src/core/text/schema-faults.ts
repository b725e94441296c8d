import type { Node } from "jsonc-parser";
import * as z from "zod";
import type { Fault } from "../errors/fault.ts";
import { closest } from "./did-you-mean.ts";
import { type FaultAt, membersOf, nodeAt, offsetOf } from "./json-members.ts";
import { quoted } from "./visible-text.ts";

type Issue = z.core.$ZodIssue;

/** In what the words for the author of one kind of file differ from those for others. */
export interface FileWords {
  /** What the whole is called where a sentence begins: `The file`. */
  readonly whole: string;
  /** Whether an unknown member is told of together with the member that it stands in. */
  readonly namesParent: boolean;
  /** What a value must be, and how that is written, by zod's names of kinds. */
  readonly kinds: Readonly<Record<string, readonly [what: string, remedy: string]>>;
  /** `"people" must be a list`, of an entry of a list or of a member. */
  readonly mustBe: (subject: string, what: string, isEntry: boolean) => string;
  /** What is said of an issue instead of the usual words. */
  readonly instead?: (issue: Issue, subject: string, node: Node) => Fault | undefined;
}

/** What a schema found wrong with a JSON text, in words for its author, each where it stands. Of many, `most` are told. */
export function schemaFaults(
  issues: readonly Issue[],
  { tree, schema, most = Number.POSITIVE_INFINITY }: { tree: Node; schema: z.ZodType; most?: number },
  words: FileWords,
): readonly FaultAt[] {
  const found = issues.slice(0, most).flatMap((issue): readonly FaultAt[] => {
    const { path } = issue;
    if (issue.code !== "unrecognized_keys") return [[offsetOf(tree, path), faultOf(issue, tree, words)]];
    const known = membersAt(schema, path);
    const offsets = new Map(membersOf(nodeAt(tree, path)).map(({ name, offset }) => [name, offset]));
    const where = words.namesParent && path.length > 0 ? ` in ${quoted(nameOf(path) ?? "")}` : "";
    return issue.keys.slice(0, most).map((key) => [offsets.get(key) ?? 0, unknownMember(key, where, known)]);
  });
  return found.slice(0, most);
}

function unknownMember(key: string, where: string, known: readonly string[]): Fault {
  const likely = closest(key, known);
  return {
    message: `There is no member ${quoted(key)}${where}.`,
    remedy: likely === undefined ? `Remove it. The members are ${known.join(", ")}.` : `Did you mean "${likely}"?`,
  };
}

function membersAt(whole: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const schema = path.reduce<z.core.$ZodType>((outer, step) => schemaIn(bare(outer), step), whole);
  const inner = bare(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape).filter((name) => name !== "$schema") : [];
}

/** The schema of a member or entry. A list that looks at its entries one by one names their schema as `entry` in its metadata. */
function schemaIn(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType {
  if (schema instanceof z.ZodObject) return schema.shape[String(step)] ?? schema;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return (schema.meta()?.entry as z.ZodType | undefined) ?? schema.element;
  return schema;
}

/** What may be absent or null is that, or what it is otherwise. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const mayLack =
    schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
  return mayLack ? bare(schema.unwrap()) : schema;
}

/** What a JSON value is, in words: `… must be text, not a list.` */
const JSON_KINDS: Readonly<Record<Node["type"], string>> = {
  object: "an object",
  array: "a list",
  property: "a member",
  string: "text",
  number: "a number",
  boolean: "true or false",
  null: "null",
};

function faultOf(issue: Issue, tree: Node, words: FileWords): Fault {
  const name = nameOf(issue.path);
  const subject = name === undefined ? words.whole : quoted(name);
  const node = nodeAt(tree, issue.path);
  if (node === undefined) return { message: `${subject} is missing.`, remedy: "Add it." };
  return words.instead?.(issue, subject, node) ?? usualFault(issue, subject, node, words);
}

function usualFault(issue: Issue, subject: string, node: Node, { kinds, mustBe }: FileWords): Fault {
  switch (issue.code) {
    case "custom":
      return { message: issue.message, remedy: String(issue.params?.remedy ?? "Correct it.") };
    case "invalid_type": {
      const [what, remedy] = kinds[issue.expected] ?? [issue.expected, "Correct it."];
      const found = node.type === "number" && what.endsWith("number") ? "" : `, not ${JSON_KINDS[node.type]}`;
      return { message: `${mustBe(subject, what, node.parent?.type === "array" && found !== "")}${found}.`, remedy };
    }
    case "too_small": {
      const least = `${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
      return { message: `${subject} is too small.`, remedy: `Write a number of ${least}.` };
    }
    case "too_big":
      return { message: `${subject} is too large.`, remedy: `Write a number of at most ${issue.maximum}.` };
    default:
      return { message: `${subject}: ${issue.message}.`, remedy: "Correct it." };
  }
}

/** The innermost member on a path. */
function nameOf(path: readonly PropertyKey[]): string | undefined {
  return path.findLast((step) => typeof step === "string");
}
