import { getNodeValue, type Node, type ParseError, parseTree, stripComments } from "jsonc-parser";
import { POLICIES_PER_ROLE } from "../aws/limits.ts";
import { type Fault, inReadingOrder } from "../errors/fault.ts";
import type { Place, Problem, Source } from "../errors/problem.ts";
import {
  type FaultAt,
  nestingDepth,
  nodeAt,
  offsetOf,
  repeatedMembers,
  reservedMembers,
} from "../text/json-members.ts";
import { type FileWords, schemaFaults } from "../text/schema-faults.ts";
import { strangeCharacters, syntaxFault } from "../text/strict-json.ts";
import { placeFinder } from "../text/text-position.ts";
import { quoted } from "../text/visible-text.ts";
import { NO_SETTINGS, type Settings, settingsOf } from "./settings.ts";
import { settingsSchema, type WrittenSettings } from "./settings-schema.ts";

/** What `onboard.json` says. Act on it only when there are no problems; warnings are for reading. */
export interface SettingsReading {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly placeOf: SettingsPlaces;
}

/** Where a member of the settings stands, or the first value of this text in it; the file alone where it is not there. */
export type SettingsPlaces = (path: readonly (string | number)[], text?: string) => Place;

const MAX_CHARACTERS = 1_000_000;
const MAX_DEPTH = 100;

/**
 * Reads `onboard.json`: JSON in which comments and trailing commas are tolerated, and nothing else is. Never throws;
 * every problem comes back with its place. `source` is what problems point at.
 */
export function readSettings(text: string, source: Source): SettingsReading {
  const json = text.replace(/^\uFEFF/, "");
  const placeOf = placeFinder(json, source);
  const failed = (found: readonly FaultAt[]): SettingsReading => ({
    settings: NO_SETTINGS,
    problems: inReadingOrder(found.map(([offset, fault]) => ({ place: placeOf(offset), ...fault }))),
    warnings: [],
    placeOf: () => source,
  });
  if (json.length > MAX_CHARACTERS || nestingDepth(json) > MAX_DEPTH) return failed([[0, notSettings]]);

  if (stripComments(json).trim() === "") return failed([[0, emptyFile]]);

  const errors: ParseError[] = [];
  const tree = parseTree(json, errors, { allowTrailingComma: true });
  if (tree === undefined || errors.length > 0) {
    const strange = strangeCharacters(json);
    return failed(strange.length > 0 ? strange : errors.map((error) => [error.offset, syntaxFault(error, CORRECT_IT)]));
  }
  const members = [...repeatedMembers(tree), ...reservedMembers(tree)];
  const parsed = settingsSchema.safeParse(getNodeValue(tree));
  if (!parsed.success) {
    return failed([...members, ...schemaFaults(parsed.error.issues, { tree, schema: settingsSchema }, WORDS)]);
  }
  if (members.length > 0) return failed(members);
  const warnings = policyWarnings(parsed.data, tree).map(([offset, fault]) => ({ place: placeOf(offset), ...fault }));
  return {
    settings: settingsOf(parsed.data),
    problems: [],
    warnings,
    placeOf: (path, text) => {
      const member = nodeAt(tree, path);
      if (member === undefined) return source;
      const value = text === undefined ? undefined : nodeOfText(member, text);
      return placeOf(value?.offset ?? offsetOf(tree, path));
    },
  };
}

/** The first value in there that is this text; names of members are none. */
function nodeOfText(node: Node, text: string): Node | undefined {
  if (node.type === "string") return node.value === text ? node : undefined;
  const parts = node.type === "property" ? node.children?.slice(1) : node.children;
  for (const part of parts ?? []) {
    const found = nodeOfText(part, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

const WORDS: FileWords = {
  whole: "The file",
  namesParent: true,
  kinds: {
    string: ["text", "Write it in double quotes."],
    array: ["a list", "Write it in [ ], even if it is one."],
    object: ["an object", "Write members in { }."],
    record: ["an object", "Write members in { }."],
    number: ["a number", "Write it in digits, without quotes."],
    int: ["a whole number", "Write it in digits, without quotes or fractions."],
  },
  mustBe: (subject, what, isEntry) => `${subject} must be ${what}${isEntry ? " in each place" : ""}`,
};

function policyWarnings({ permissionSets = {} }: WrittenSettings, tree: Node): readonly FaultAt[] {
  return Object.entries(permissionSets).flatMap(([name, set]) => {
    const { managedPolicies = [], customerManagedPolicies = [] } = set ?? {};
    const count = managedPolicies.length + customerManagedPolicies.length;
    if (count <= POLICIES_PER_ROLE) return [];
    const message = `${quoted(name)} has ${count} managed policies; a role in an account has ${POLICIES_PER_ROLE} unless its quota was raised.`;
    const remedy = 'Raise the IAM quota "Managed policies attached to an IAM role" in each target account first.';
    return [[offsetOf(tree, ["permissionSets", name]), { message, remedy }]];
  });
}

const CORRECT_IT = "Correct it, or compare with templates/onboard.json.";
const emptyFile: Fault = { message: "The file is empty.", remedy: "Write {} for the defaults, or remove the file." };
const notSettings: Fault = {
  message: "This is too large or too deeply nested for settings.",
  remedy: "Check that this is the right file.",
};
