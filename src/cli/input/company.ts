import path from "node:path";
import { refuse } from "../../core/errors/invalid-input.ts";
import type { Problem, Source } from "../../core/errors/problem.ts";
import { parseHandover } from "../../core/handover/handover-file.ts";
import type { Company } from "../../core/plan/company.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { groupKey } from "../../core/state/kinds/group.ts";
import { userKey } from "../../core/state/kinds/user.ts";
import type { ResourceKey } from "../../core/state/resource.ts";
import type { Team } from "../../core/team/team.ts";
import { readTeam, type TeamReading } from "../../core/team/team-file.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { readIfThere, readPlainFile } from "../../files/read-file.ts";
import type { Io } from "../terminal/io.ts";
import type { Inputs } from "./inputs.ts";
import { type SettingsTeam, withTeamDefaults } from "./settings-teams.ts";

interface CompanyOptions {
  /** Other team files, relative to the working directory. */
  readonly known?: readonly string[];
  /** Where people who were handed over before are told of; absent where nobody asks. */
  readonly handover?: string;
}

/** A file that names people of the company, and what names the file. */
interface KnownFile {
  readonly file: string;
  readonly place: Source;
  /** Where it stands in the settings, for what they say of it. */
  readonly team?: SettingsTeam;
}

/** What names the other team files of the company. */
type NamingFiles = Pick<Inputs, "settings" | "settingsSource" | "placeInSettings" | "otherTeams">;

/**
 * Who belongs to the company beside the people of the team file: those of the files that `--known` and the settings name, those
 * whom the settings name themselves, of the file that these rows were taken from, and those handed over before. Addresses that were typed, and rows that failed, are a
 * part: unless the file they come from is there, nobody is a stranger to them. Throws for a file that is named and not there.
 */
export async function readCompany(
  { parts, ...input }: NamingFiles & Pick<Inputs, "parts">,
  { known = [], handover }: CompanyOptions,
  io: Io,
): Promise<Company> {
  const origins = parts.flatMap(({ reading }) => {
    const { source } = reading.team;
    const folder = source.kind === "file" ? path.dirname(source.file) : ".";
    return (reading.partOf ?? []).map((file) => ({ file: path.join(folder, file), place: source }));
  });
  const [others, wholes] = await Promise.all([
    readAll(knownFiles(input, known), input, io),
    readAll(origins, input, io),
  ]);
  refuse([...others.values()].filter((one) => "message" in one));
  const readings = [...others.values(), ...wholes.values()].filter((one) => "team" in one);
  const isPart = parts.some(({ reading }) => reading.team.source.kind === "flag" || reading.partOf !== undefined);
  const isKnownPart = wholes.size > 0 && [...wholes.values()].every((one) => "team" in one);
  const { settings } = input;
  const earlier = handover === undefined ? undefined : await earlierHandover(handover, io);
  return {
    isWhole: settings.safety.partOfCompany !== true && (!isPart || isKnownPart),
    teams: readings.map(({ team }) => team),
    known: new Set([...readings.flatMap(keysOf), ...keysIn(settings)]),
    handedOver: (earlier?.people ?? []).map(({ email, username, access }) => ({ email, userName: username, access })),
    ...(earlier === undefined ? {} : { portal: earlier.startUrl }),
  };
}

/** The teams of the files that `--known` and the settings name. Throws for a file that is named and not there. */
export async function readKnownTeams(input: NamingFiles, known: readonly string[], io: Io): Promise<readonly Team[]> {
  const readings = [...(await readAll(knownFiles(input, known), input, io)).values()];
  refuse(readings.filter((one) => "message" in one));
  return readings.flatMap((one) => ("team" in one ? [one.team] : []));
}

function knownFiles(
  { settings, settingsSource, otherTeams }: NamingFiles,
  known: readonly string[],
): readonly KnownFile[] {
  const beside = path.dirname(settingsSource.file);
  return [
    ...known.map((file) => ({ file, place: { kind: "flag", flag: "--known" } as const })),
    ...(settings.safety.knownFiles ?? []).map((file) => ({ file: path.join(beside, file), place: settingsSource })),
    // Last: of a file that is named in another way as well, what the settings say of it holds all the same.
    ...otherTeams.map((team) => ({ file: team.file, team, place: settingsSource })),
  ];
}

async function readAll(
  files: readonly KnownFile[],
  input: NamingFiles,
  io: Io,
): Promise<ReadonlyMap<string, TeamReading | Problem>> {
  const each = new Map(files.map((one) => [one.file, one]));
  const read = [...each.values()].map(
    async ({ file, place, team }): Promise<readonly [string, TeamReading | Problem]> => {
      try {
        const { bytes } = await readPlainFile(path.resolve(io.cwd, file));
        return [file, withTeamDefaults(readTeam(bytes, { kind: "file", file }), team, input)];
      } catch (error) {
        const message = `${visibleText(file)} cannot be read: ${(error as Error).message}`;
        return [file, { place, message, remedy: "Correct its path, or leave it out." }];
      }
    },
  );
  return new Map(await Promise.all(read));
}

function keysOf({ team: { members } }: TeamReading): readonly ResourceKey[] {
  return members.flatMap(({ email, username, grants }) => [
    userKey(email),
    userKey(username),
    ...grants.flatMap(({ group }) => (group === undefined ? [] : [groupKey(group.text)])),
  ]);
}

/** Those whom the settings name, in the spelling in which whoever holds something is told of. */
function keysIn({ safety: { knownUsers = [], knownGroups = [] } }: Settings): readonly ResourceKey[] {
  return [
    ...knownUsers.map((name) => userKey(visibleText(name))),
    ...knownGroups.map((name) => groupKey(visibleText(name))),
  ];
}

/** Nothing where there is none, or something else. */
async function earlierHandover(file: string, io: Io) {
  const text = await readIfThere(path.resolve(io.cwd, file)).catch(() => undefined);
  return text === undefined ? undefined : parseHandover(text);
}
