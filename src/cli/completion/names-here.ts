import path from "node:path";
import { parse } from "jsonc-parser";
import { HANDOVER_FILE } from "../../core/handover/handover-name.ts";
import { SETTINGS_FILE } from "../../core/settings/settings-name.ts";
import { readTeam } from "../../core/team/team-file.ts";
import type { Io } from "../terminal/io.ts";
import type { CompletionEntry, NamesWanted } from "./complete.ts";
import { readStart } from "./read-start.ts";

type Place = Pick<Io, "cwd" | "env">;

/**
 * Names from files of this folder: never from AWS, and nothing is run. What is not there, or is no such file, has no
 * names. `teamFile`: as it was typed, else `team.csv`.
 */
export async function namesHere(
  of: Exclude<NamesWanted, "profiles">,
  place: Place,
  teamFile = "team.csv",
): Promise<readonly CompletionEntry[]> {
  const sources = await Promise.all([teamNames(teamFile, place), handoverNames(place), settingsNames(place)]);
  const names = new Map<string, CompletionEntry>();
  for (const entry of sources.flatMap((source) => source[of]))
    if (!names.has(entry.value)) names.set(entry.value, entry);
  return [...names.values()];
}

interface Names {
  readonly people: readonly CompletionEntry[];
  readonly accounts: readonly CompletionEntry[];
}

const NO_NAMES: Names = { people: [], accounts: [] };

async function teamNames(file: string, { cwd }: Place): Promise<Names> {
  const bytes = await readStart(path.resolve(cwd, file));
  if (bytes === undefined) return NO_NAMES;
  const { members } = readTeam(bytes, { kind: "file", file }).team;
  const grants = members.flatMap((member) => member.grants);
  return {
    people: members.map(({ email, displayName }) => ({ value: email, says: displayName })),
    accounts: grants.flatMap(({ accounts }) => accounts.map(({ text }) => ({ value: text }))),
  };
}

async function handoverNames({ cwd }: Place): Promise<Names> {
  const people = membersOf(await json(path.join(cwd, HANDOVER_FILE)), "people");
  const access = people.flatMap((person) => membersOf(person, "access"));
  return {
    people: people.flatMap((person) => textOf(person, "email")),
    accounts: access.flatMap((one) => textOf(one, "accountName")),
  };
}

async function settingsNames({ cwd }: Place): Promise<Names> {
  const settings = (await json(path.join(cwd, SETTINGS_FILE))) as { readonly defaults?: unknown } | undefined;
  const accounts = membersOf(settings?.defaults, "account").filter((account) => typeof account === "string");
  return { people: [], accounts: accounts.map((value) => ({ value })) };
}

async function json(file: string): Promise<unknown> {
  return parse((await readStart(file))?.toString() ?? "");
}

function membersOf(value: unknown, name: string): readonly unknown[] {
  const member = (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return Array.isArray(member) ? member : [];
}

function textOf(value: unknown, name: string): readonly CompletionEntry[] {
  const text = (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof text === "string" ? [{ value: text }] : [];
}
