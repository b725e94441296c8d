import { flagProblem } from "../../core/errors/fault.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { type Problem, sourceName } from "../../core/errors/problem.ts";
import type { RowDefaults } from "../../core/settings/settings.ts";
import { mergeReadings } from "../../core/team/several-files.ts";
import { nobodyRead, type RowsToRead, readAddressList, readTeam, type TeamReading } from "../../core/team/team-file.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import type { Io } from "../terminal/io.ts";
import { settingsFor } from "./settings-for.ts";
import { readNamed, readSettingsInput, type SettingsInput } from "./settings-input.ts";
import { type SettingsTeam, settingsTeams, withTeamDefaults } from "./settings-teams.ts";
import { type TeamPlace, teamPlaces } from "./team-places.ts";

export interface Inputs extends Omit<SettingsInput, "bytes"> {
  /** All the rows, of however many files. */
  readonly reading: TeamReading;
  /** Each file, list or input by itself. */
  readonly parts: readonly ReadPart[];
  /** Team files that the settings name and that are none of the parts. */
  readonly otherTeams: readonly SettingsTeam[];
  /** Every problem of all files. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
  /** The settings byte by byte. Absent: there is no such file. */
  readonly bytes: { readonly settings: Uint8Array | undefined };
}

/** What was read at one place, byte by byte and as rows. */
export interface ReadPart {
  readonly reading: TeamReading;
  readonly bytes: Uint8Array;
}

export interface InputOptions extends RowsToRead {
  /** What flags say for rows that leave it open: it counts above what the settings say of a file. */
  readonly above?: Partial<RowDefaults>;
}

/**
 * Reads what `--emails` names (files, folders, patterns, `-`, addresses), or without it all the team files that the settings name,
 * and the settings that go with them.
 */
export async function readInputs(
  emails: readonly string[] | undefined,
  settingsFile: string | undefined,
  io: Io,
  options: InputOptions = {},
): Promise<Inputs> {
  const named = await teamPlaces(emails ?? [], io.cwd);
  const input =
    emails === undefined ? readSettingsInput(settingsFile, undefined, io) : settingsFor(settingsFile, named.places, io);
  const { bytes, ...settings } = await input;
  const teams = await settingsTeams(settings, io);
  const places: readonly TeamPlace[] = emails === undefined ? teams.files : named.places;
  const isAlone = places.length === 1 && named.faults.length === 0;
  const read = await Promise.all(places.map((place) => readPlace(place, { io, options, isAlone })));
  const found = read.filter((one) => "reading" in one);
  const left = found.filter(({ place, reading }) => isOutput(place, reading) && found.length > 1);
  const kept = found.filter((one) => !left.includes(one));
  const parts = kept.map(({ place, reading, bytes: own }) => ({
    bytes: own,
    reading: withTeamDefaults(
      reading,
      teams.files.find((team) => isSame(team, place)),
      settings,
      options.above,
    ),
  }));
  const reading = mergeReadings(
    parts.length > 0 ? parts.map((part) => part.reading) : [nobodyRead({ kind: "flag", flag: "--emails" }, [])],
  );
  const isMissing = emails === undefined && settings.settings.teams.length === 0 && settings.problems.length === 0;
  return {
    reading,
    parts,
    ...settings,
    otherTeams: teams.files.filter((team) => !places.some((place) => isSame(team, place))),
    problems: [
      ...(isMissing ? [flagProblem("--emails", noTeam)] : []),
      ...named.faults.map((fault) => flagProblem("--emails", fault)),
      ...read.flatMap((one) => ("reading" in one ? [] : [one])),
      ...reading.problems,
      ...settings.problems,
      ...(settings.problems.length > 0 ? [] : teams.problems),
    ],
    warnings: [
      ...named.remarks,
      ...left.map(
        ({ reading }) =>
          `${sourceName(reading.team.source)} is left out: rows that failed are no team file. Name it to run them again.`,
      ),
      ...reading.remarks,
      ...settings.warnings,
    ],
    bytes: { settings: bytes },
  };
}

interface PlaceReading extends ReadPart {
  readonly place: TeamPlace;
}

async function readPlace(
  place: TeamPlace,
  { io, options, isAlone }: { readonly io: Io; readonly options: RowsToRead; readonly isAlone: boolean },
): Promise<PlaceReading | Problem> {
  switch (place.kind) {
    case "stdin": {
      const { buffer } = await import("node:stream/consumers");
      const bytes = await buffer(io.stdin);
      return { place, reading: readTeam(bytes, { kind: "stdin" }, options), bytes };
    }
    case "addresses":
      return { place, reading: readAddressList(place.text), bytes: Buffer.from(place.text) };
    case "file":
      try {
        const { bytes } = await readNamed(place.file, io);
        return { place, reading: readTeam(bytes, { kind: "file", file: place.file }, options), bytes };
      } catch (error) {
        if (isAlone || !(error instanceof OnboardError)) throw error;
        const { message, remedy } = error;
        const told = message.replace(visibleText(place.file), () => "It");
        return { place: { kind: "file", file: place.file }, message: told, remedy };
      }
    default:
      return place satisfies never;
  }
}

/** What an earlier run has left in a folder of team files. */
function isOutput(place: TeamPlace, { partOf }: TeamReading): boolean {
  return place.kind === "file" && place.isFound === true && partOf !== undefined;
}

const noTeam = {
  message: "It is needed, and it is missing.",
  remedy: "Add --emails <file>, or name the team files under teams in the settings.",
};

function isSame(team: SettingsTeam, place: TeamPlace): boolean {
  if (place.kind !== "file") return false;
  return team.id === undefined ? team.file === place.file : team.id === place.id;
}
