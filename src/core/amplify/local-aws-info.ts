import { applyEdits, type JSONPath, modify, parseTree } from "jsonc-parser";
import { nodeAt, repeatedMembers } from "../text/json-members.ts";
import type { Gen1Environment } from "./gen1-project.ts";

/** Where Gen 1 keeps which profile an environment is deployed with. Git leaves it out: it is of one machine. */
export const LOCAL_AWS_INFO = "amplify/.config/local-aws-info.json";

/** What becomes of one environment in it. */
export interface EnvironmentToPoint {
  readonly name: string;
  /** The profile that it has now; absent where it has keys of its own, or what AWS clients find. */
  readonly profile?: string;
  readonly verdict: "point" | "already" | "other-account" | "unknown-account";
}

/** Whose profile it is, and which environments it is for. */
export interface Pointing {
  readonly profile: string;
  readonly accountId: string;
  /** What the team's file says of the environments. */
  readonly environments: readonly Gen1Environment[];
  /** The developer's own environment, which may not be in the team's file yet. */
  readonly own: string;
  /** Only this one, whatever is known of it. */
  readonly only?: string;
}

/**
 * Which environments of `local-aws-info.json` shall be deployed with a profile: those in the profile's account, since an environment
 * belongs to its account and not to a profile. Of what is in no account that is known only the developer's own is taken.
 */
export function environmentsToPoint(text: string, pointing: Pointing): readonly EnvironmentToPoint[] {
  const tree = parseTree(bare(text));
  return (tree?.children ?? []).flatMap((property): readonly EnvironmentToPoint[] => {
    const name: unknown = property.children?.[0]?.value;
    if (tree === undefined || typeof name !== "string" || property.children?.[1]?.type !== "object") return [];
    if (pointing.only !== undefined && name !== pointing.only) return [];
    const value = (key: string): unknown => nodeAt(tree, [name, key])?.value;
    const profile = value("profileName");
    const used = value("useProfile") === true && typeof profile === "string" ? { profile } : {};
    return [{ name, ...used, verdict: verdictOn(name, used.profile, value("configLevel"), pointing) }];
  });
}

function verdictOn(
  name: string,
  profile: string | undefined,
  level: unknown,
  { profile: wanted, accountId, environments, own, only }: Pointing,
): EnvironmentToPoint["verdict"] {
  if (profile === wanted && level !== "general") return "already";
  const account = environments.find((one) => one.name === name)?.accountId;
  if (account !== undefined && account !== accountId) return "other-account";
  return account === accountId || name === own || name === only ? "point" : "unknown-account";
}

/** The file with the environments deployed by the profile, every other byte as it was; or why it is left alone. */
export type Pointed = { readonly text: string } | { readonly refused: string };

/** Has environments deployed with a profile. Nothing else of the text changes: blanks, order, members that nobody knows. */
export function pointEnvironments(text: string, profile: string, names: readonly string[]): Pointed {
  const json = bare(text);
  const mark = text.slice(0, text.length - json.length);
  if (!isJson(json)) return { refused: "It is not JSON." };
  const tree = parseTree(json);
  if (tree?.type !== "object") return { refused: "It holds no environments." };
  if (repeatedMembers(tree).length > 0) return { refused: "A member is in it twice, of which Amplify takes the last." };
  const edits = names.flatMap((name): readonly (readonly [JSONPath, unknown])[] => {
    const at = (key: string) => [name, key];
    const isAtLevel = nodeAt(tree, at("configLevel"))?.value === "project";
    return [
      ...(isAtLevel ? [] : [[at("configLevel"), "project"] as const]),
      [at("useProfile"), true],
      [at("profileName"), profile],
    ];
  });
  return {
    text: mark + edits.reduce((before, [path, value]) => edited(before, path, value), json),
  };
}

/** A value that is the same already is left as it is spelled. */
function edited(json: string, path: JSONPath, value: unknown): string {
  const tree = parseTree(json);
  if (tree !== undefined && nodeAt(tree, path)?.value === value) return json;
  return applyEdits(json, modify(json, path, value, { formattingOptions: styleOf(json) }));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function bare(text: string): string {
  return text.replace(/^\u{FEFF}/u, "");
}

function styleOf(text: string) {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  return { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol: text.includes("\r\n") ? "\r\n" : "\n" };
}
