import { commandForShell, lineForShell, shellOfCaller } from "../text/command-line.ts";
import type { Shell } from "../text/shell-words.ts";
import { quoted, visibleText } from "../text/visible-text.ts";
import type { CommandLine, DayCommand, DayGroup, SignIn } from "./day.ts";
import type { DayDocument } from "./day-schema.ts";
import type { FrontendKind } from "./frontend.ts";
import { gen1Day } from "./gen1-day.ts";
import { GEN1_END_WARNING } from "./gen1-end.ts";
import type { Gen1Frontend } from "./gen1-frontend.ts";
import { gen1Profile } from "./gen1-profile.ts";
import type { Gen1Environment } from "./gen1-project.ts";
import { stackOf } from "./gen2-day/gen2-developer.ts";
import { gen2Day } from "./gen2-day.ts";
import { isStarterName } from "./package-name.ts";

/** The project, as its files say. */
export interface ProjectOfDay {
  readonly generation: "gen1" | "gen2";
  /** The folder that holds `amplify/`. */
  readonly root: string;
  /** The name in package.json. */
  readonly packageName?: string;
  readonly frontend: FrontendKind;
  readonly gen1Frontend: Gen1Frontend;
  readonly environments: readonly Gen1Environment[];
  readonly hasTypeScript: boolean;
  readonly hasSeed: boolean;
  readonly hasLocalAwsInfo: boolean;
}

/** The person, as handover and machine say. */
export interface PersonOfDay {
  readonly signIn: SignIn;
  readonly accountId?: string;
  readonly region?: string;
  readonly identifier?: string;
  /** What their Gen 1 environment is called. */
  readonly environment: string;
  readonly warnings: readonly string[];
}

interface DayFacts {
  readonly facts: ProjectOfDay;
  readonly person: PersonOfDay;
  /** The operating system's user. */
  readonly user?: string;
}

/** The day of a person in a project, in the words of a shell: the one that this was typed into unless another is named. */
export function dayDocument({ facts, person, user }: DayFacts, shell: Shell = shellOfCaller()): DayDocument {
  const { generation, root, packageName, frontend } = facts;
  const { signIn, accountId, region } = person;
  const { groups, warnings, ...own } = generation === "gen1" ? gen1(facts, person) : gen2(facts, person, user);
  return {
    version: 1,
    kind: "day",
    shell,
    project: {
      generation,
      frontend,
      root: visibleText(root),
      ...(packageName && { packageName: visibleText(packageName) }),
    },
    profile: visibleText(signIn.profile),
    ...(accountId === undefined ? {} : { accountId }),
    ...(region === undefined ? {} : { region: visibleText(region) }),
    ...own,
    warnings: [...warnings, ...person.warnings],
    groups: groups.map((group) => inShell(group, shell)),
  };
}

type OfGeneration = Pick<DayDocument, "warnings" | "identifier" | "stack" | "gen1Profile" | "environment"> & {
  readonly groups: readonly DayGroup[];
};

function gen1(facts: ProjectOfDay, { signIn, environment }: PersonOfDay): OfGeneration {
  const { frontend: kind, gen1Frontend: frontend, environments, hasTypeScript, hasLocalAwsInfo } = facts;
  const developer = { signIn, environment, kind, frontend, environments, hasTypeScript, hasLocalAwsInfo };
  return {
    gen1Profile: visibleText(gen1Profile(signIn.profile)),
    environment,
    warnings: [GEN1_END_WARNING],
    groups: gen1Day(developer),
  };
}

function gen2(facts: ProjectOfDay, { signIn, identifier }: PersonOfDay, systemUser: string | undefined): OfGeneration {
  const { packageName, frontend, hasSeed } = facts;
  const developer = {
    signIn,
    frontend,
    hasSeed,
    ...(identifier === undefined ? {} : { identifier }),
    ...(systemUser === undefined ? {} : { systemUser }),
    ...(packageName === undefined ? {} : { packageName }),
  };
  const stack = stackOf(developer);
  return {
    ...(identifier === undefined ? {} : { identifier }),
    ...(stack === undefined ? {} : { stack }),
    warnings: nameWarnings(packageName),
    groups: gen2Day(developer),
  };
}

function nameWarnings(packageName: string | undefined): readonly string[] {
  if (packageName === undefined) {
    return ["package.json has no name, and ampx stops without: give the project one of its own."];
  }
  if (!isStarterName(packageName)) return [];
  return [
    `The package is called ${quoted(packageName)}, as a starter is: another project of that name has the same sandboxes in this account, and each deploys over the other's. Rename it in package.json before the first sandbox.`,
  ];
}

function inShell({ id, title, commands }: DayGroup, shell: Shell): DayDocument["groups"][number] {
  return { id, title, commands: commands.map((command) => commandInShell(command, shell)) };
}

function commandInShell({ id, what, lines, note }: DayCommand, shell: Shell) {
  return {
    id,
    what,
    lines: lines.map((line) => lineIn(line, shell)),
    words: lines.map((line) => ("words" in line ? [...line.words] : ["onboard", ...line.onboard])),
    ...(note === undefined ? {} : { note }),
  };
}

/** A line of a day as it is typed into a shell. */
function lineIn(line: CommandLine, shell: Shell): string {
  return "words" in line ? lineForShell(shell, line.words) : commandForShell(shell, line.onboard);
}
