import type { Node } from "jsonc-parser";
import * as z from "zod";
import type { Fault } from "../errors/fault.ts";
import { closest } from "../text/did-you-mean.ts";
import { JSON_KINDS } from "../text/json-kinds.ts";
import { type FaultAt, memberOffset, nodeAt, offsetOf } from "../text/json-members.ts";
import { quoted } from "../text/visible-text.ts";
import { settingsSchema } from "./settings-schema.ts";

type Issue = z.core.$ZodIssue;

/** What the schema found wrong, in words for the author of `onboard.json`. */
export function settingsIssues(issues: readonly Issue[], tree: Node): readonly FaultAt[] {
  return issues.flatMap((issue): readonly FaultAt[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => [memberOffset(tree, issue.path, key), unknownMember(key, issue.path)]);
    }
    return [[offsetOf(tree, issue.path), faultOf(issue, tree)]];
  });
}

function unknownMember(key: string, path: readonly PropertyKey[]): Fault {
  const known = membersAt(path);
  const likely = closest(key, known);
  const where =
    path.length === 0 ? "" : ` in ${quoted(String(path.filter((step) => typeof step === "string").at(-1)))}`;
  return {
    message: `There is no member ${quoted(key)}${where}.`,
    remedy: likely === undefined ? `Remove it. The members are ${known.join(", ")}.` : `Did you mean "${likely}"?`,
  };
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
}

function membersAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: JsonSchema = z.toJSONSchema(settingsSchema, { io: "input" }) as JsonSchema;
  for (const step of path) {
    const rest = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
    schema = typeof step === "number" ? (schema.items ?? {}) : (schema.properties?.[String(step)] ?? rest);
  }
  return Object.keys(schema.properties ?? {}).filter((name) => name !== "$schema");
}

const kinds: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  string: ["text", "Write it in double quotes."],
  array: ["a list", "Write it in [ ], even if it is one."],
  object: ["an object", "Write members in { }."],
  record: ["an object", "Write members in { }."],
  number: ["a number", "Write it in digits, without quotes."],
  int: ["a whole number", "Write it in digits, without quotes or fractions."],
};

function faultOf(issue: Issue, tree: Node): Fault {
  const name = issue.path.filter((step) => typeof step === "string").at(-1);
  const subject = name === undefined ? "The file" : quoted(name);
  switch (issue.code) {
    case "custom":
      return { message: issue.message, remedy: String(issue.params?.remedy ?? "Correct it.") };
    case "invalid_type":
      return wrongKind(subject, issue.expected, nodeAt(tree, issue.path));
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

function wrongKind(subject: string, expected: string, node: Node | undefined): Fault {
  const [what, remedy] = kinds[expected] ?? [expected, "Correct it."];
  if (node === undefined) return { message: `${subject} is missing.`, remedy: "Add it." };
  if (node.type === "number" && what.endsWith("number")) return { message: `${subject} must be ${what}.`, remedy };
  const each = node.parent?.type === "array" ? " in each place" : "";
  return { message: `${subject} must be ${what}${each}, not ${JSON_KINDS[node.type]}.`, remedy };
}
