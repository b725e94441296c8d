import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { SETTINGS_FILE } from "../../core/settings/settings-name.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { shownList } from "../../core/text/shown-list.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { homeFolder } from "../../files/home-folder.ts";
import { packagedFile } from "../../files/packaged.ts";
import { type FoundHandover, findHandover } from "../../workstation/handover/find-handover.ts";
import { readSettingsInput } from "../input/settings-input.ts";
import { settingsTeams } from "../input/settings-teams.ts";
import { type Io, show } from "../terminal/io.ts";
import { keepPastes } from "../terminal/kept-pastes.ts";
import { commandLineOf } from "./answers.ts";
import { askAboutAccess } from "./ask-about-access.ts";
import { type Asker, terminalAsker } from "./asker.ts";
import { profilesOffered, withCredentials } from "./choose-credentials.ts";
import { completeFile, tablesIn } from "./complete-file.ts";
import { handoverIn } from "./handover-answer.ts";
import { keepAnswers, placesToKeep, type TakeAway, takeAwaySimulation } from "./keep-answers.ts";
import { findOrganization, findSets, type Organization } from "./look-at-aws.ts";
import { readPeople } from "./read-people.ts";

/** What the answers come to: a command line, and what was made for it and goes again if that is left at its question. */
interface Wanted {
  readonly argv: readonly string[];
  readonly takeAway?: TakeAway;
}

type Way = (asker: Asker, io: Io) => Promise<Wanted>;

/**
 * `onboard` alone on a terminal: asks what is wanted, tells the command line that the answers come to, and runs it as if it had been
 * typed. Whoever leaves a question leaves nothing behind.
 */
export async function guide(io: Io, run: (argv: readonly string[]) => Promise<number>): Promise<number> {
  const asker = terminalAsker(io);
  const teams = await teamsHere(io);
  const way = await asker.one<Way>("What would you like to do?", [
    ...(teams.length === 0
      ? []
      : [
          {
            title: "Give the teams what their files say",
            description: `${shownList(teams.map((file) => visibleText(file)))}: a plan, then a question`,
            value: async () => ({ argv: ["--settings", SETTINGS_FILE] }),
          },
        ]),
    {
      title: "Give people access",
      description: "to AWS accounts, as whoever administers Identity Center",
      value: giveAccess,
    },
    { title: "Set up this machine", description: "to work with the access that you were given", value: setUpMachine },
    { title: "See who has access", description: "to which accounts, by what; nothing is changed", value: seeAccess },
    {
      title: "Try it without AWS",
      description: "with five people and a simulated Identity Center, in this folder",
      value: tryIt,
    },
  ]);
  const { argv, takeAway } = await way(asker, io);
  show(io.stderr, ["", "The same without questions:", `  ${commandForCaller(...argv)}`, ""]);
  try {
    return await run(argv);
  } catch (error) {
    if (error instanceof OnboardError && error.kind === "interrupted") await takeAway?.();
    throw error;
  }
}

/** The team files that the settings of this folder name. What is wrong with those is told by the command itself. */
async function teamsHere(io: Io): Promise<readonly string[]> {
  const input = await readSettingsInput(undefined, undefined, io).catch(() => undefined);
  if (input === undefined) return [];
  return (await settingsTeams(input, io)).files.map(({ file }) => file);
}

async function giveAccess(asker: Asker, io: Io): Promise<Wanted> {
  const { found: organization, profile } = await lookAround(asker, io);
  const as = profile === undefined ? {} : { profile };
  const { answers, kept } = await askAboutAccess(asker, {
    organization,
    ...as,
    people: {
      read: (text) => readPeople(text, io),
      files: tablesIn(io.cwd),
      complete: (typed) => completeFile(typed, io.cwd),
    },
    findSets: () => findSets({ ...as, io }, organization.instance),
    placesToKeep: (read) => placesToKeep(read, io),
  });
  const argv = commandLineOf(answers, kept);
  return { argv, takeAway: await keepAnswers(answers, kept, io) };
}

async function seeAccess(asker: Asker, io: Io): Promise<Wanted> {
  const { profile } = await lookAround(asker, io);
  asker.say("Of whom: addresses, or a team file; Tab completes it. Enter alone: of everybody.");
  const check = async (text: string) => (text === "" ? undefined : (await readPeople(text, io)).faults[0]);
  const people = await asker.text("Of whom?", check, { complete: (typed) => completeFile(typed, io.cwd) });
  return {
    argv: [
      "access",
      ...(people === "" ? [] : ["--emails", people]),
      ...(profile === undefined ? [] : ["--profile", profile]),
    ],
  };
}

/** Finds Identity Center, with credentials that may look. */
async function lookAround(asker: Asker, io: Io) {
  const { settings } = await readSettingsInput(undefined, undefined, io);
  const { instance } = settings;
  const look = (profile: string | undefined) =>
    findOrganization({ io, instance, ...(profile === undefined ? {} : { profile }) });
  const looked = await withCredentials(asker, await profilesOffered(io), look);
  asker.say(...organizationWords(looked.found));
  return looked;
}

function organizationWords({ instance, directory, callerArn }: Organization): readonly string[] {
  const accounts = directory.known ? `, ${directory.accounts.length.toLocaleString("en-US")} accounts` : "";
  return [
    `Identity Center ${instance.identityStoreId} in ${instance.region}${accounts}; you are ${visibleText(callerArn)}.`,
  ];
}

async function setUpMachine(asker: Asker, io: Io): Promise<Wanted> {
  const search = { cwd: io.cwd, home: homeFolder(io.env) };
  // What is wrong with one that is there is told by the command itself.
  const found = await findHandover(undefined, search).catch(() => undefined);
  if (found?.from !== "nowhere") return { argv: ["local", ...(isOfSimulation(found) ? ["--simulate"] : [])] };
  asker.say(
    "Your administrator may have sent you a line with a text that begins with “ey”, a file or an address: paste it. Without one, Enter: you are asked for your access portal.",
  );
  const pasted = await asker.text("What you were sent", () => undefined, {
    pastes: keepPastes(),
    complete: (typed) => completeFile(typed, io.cwd),
  });
  const handover = handoverIn(pasted);
  return { argv: handover === "" ? ["local"] : ["local", "--handover", handover] };
}

/** What a trial has left goes on as one. */
function isOfSimulation(found: FoundHandover | undefined): boolean {
  return found !== undefined && found.from !== "nowhere" && found.reading.handover?.simulated === true;
}

async function tryIt(_: Asker, io: Io): Promise<Wanted> {
  const team = packagedFile("templates/team.csv");
  const near = path.relative(io.cwd, team);
  const file = near.startsWith("..") ? team : near;
  return { argv: ["--emails", file, "--simulate"], takeAway: takeAwaySimulation(io) };
}
