import { OnboardError } from "../../core/errors/onboard-error.ts";
import { NO_SETTINGS, type Settings } from "../../core/settings/settings.ts";
import type { Team } from "../../core/team/team.ts";
import { readAddressList, readTeam, type TeamReading } from "../../core/team/team-file.ts";
import { type Inputs, readInputs } from "../input/inputs.ts";
import { readSettingsInput } from "../input/settings-input.ts";
import { isAddressList } from "../input/team-places.ts";
import type { Io } from "../terminal/io.ts";
import type { People } from "./answers.ts";

/** Who was named, or what is wrong with it. */
export interface PeopleRead {
  /** A sentence each; nobody is taken as long as there are some. */
  readonly faults: readonly string[];
  readonly people: People;
  readonly team: Team;
  /** How they were understood, and who was left out. */
  readonly remarks: readonly string[];
  readonly settings: Settings;
  /** The settings that go with them, where there are some. */
  readonly settingsFile?: string;
}

/** Reads what was typed or pasted: addresses, a table with a line of column names, or the name of a file. */
export async function readPeople(text: string, io: Io): Promise<PeopleRead> {
  try {
    return text.includes("\n") || text.includes("\t")
      ? peopleIn(pasted(text), await readSettingsInput(undefined, undefined, io))
      : await readNamed(text, io);
  } catch (error) {
    if (!(error instanceof OnboardError)) throw error;
    return { ...NOBODY, faults: [`${error.message} Name a file that is there, or addresses.`] };
  }
}

async function readNamed(text: string, io: Io): Promise<PeopleRead> {
  const inputs = await readInputs([text], undefined, io);
  return peopleIn(inputs.reading, inputs, isAddressList(text, io) ? undefined : text);
}

/** As a file of it would be read, else as a list in any form. */
function pasted(text: string): TeamReading {
  const asFile = readTeam(Buffer.from(text), { kind: "stdin" });
  if (asFile.problems.length === 0) return asFile;
  const asList = readAddressList(text, { kind: "stdin" });
  return asList.problems.length === 0 ? asList : asFile;
}

function peopleIn(
  { problems, rows, team, remarks }: TeamReading,
  { settings, settingsSource, problems: faults }: Pick<Inputs, "settings" | "settingsSource" | "problems">,
  file?: string,
): PeopleRead {
  const all = [...new Set([...problems, ...faults])];
  return {
    faults: all.map(({ place, message, remedy }) =>
      [place.line === undefined ? undefined : `Line ${place.line}:`, message, remedy].filter(Boolean).join(" "),
    ),
    people: { rows, ...(file === undefined ? {} : { file }) },
    team,
    remarks,
    settings,
    ...(settings === NO_SETTINGS ? {} : { settingsFile: settingsSource.file }),
  };
}

const NOBODY: PeopleRead = {
  faults: [],
  people: { rows: [] },
  team: { source: { kind: "stdin" }, members: [] },
  remarks: [],
  settings: NO_SETTINGS,
};
