import { OnboardError } from "../../core/errors/onboard-error.ts";
import { shownList } from "../../core/text/shown-list.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { type Answers, type KeptFiles, NOTHING_KEPT, needsFile } from "./answers.ts";
import { askAccounts } from "./ask-accounts.ts";
import { askPeople, type PeopleSource } from "./ask-people.ts";
import { askPermissionSet } from "./ask-permission-set.ts";
import { askWorkingRegion } from "./ask-region.ts";
import type { Asker } from "./asker.ts";
import type { FoundSet, Organization } from "./look-at-aws.ts";
import type { PeopleRead } from "./read-people.ts";

/** What the questions about giving access are asked against. */
export interface AccessQuestions {
  readonly organization: Organization;
  readonly profile?: string;
  readonly people: PeopleSource;
  readonly findSets: () => Promise<readonly FoundSet[]>;
  /** Where answers about these people can be kept without writing over anything, or what is in the way. */
  readonly placesToKeep: (read: PeopleRead) => PlacesToKeep;
}

/** Files that can be written, or the one that is there. */
export type PlacesToKeep =
  | { readonly kind: "free"; readonly files: KeptFiles }
  | { readonly kind: "taken"; readonly by: string };

/** What was answered, and in which files that is to be kept. */
export interface AccessAnswers {
  readonly answers: Answers;
  readonly kept: KeptFiles;
}

/** Asks who is given which access, where. What the team file or the settings say is not asked. */
export async function askAboutAccess(asker: Asker, questions: AccessQuestions): Promise<AccessAnswers> {
  const { organization, profile, people: source, findSets, placesToKeep } = questions;
  const read = await askPeople(asker, source);
  const { people, settings } = read;
  const open = whatIsOpen(read);
  if (open.said.length > 0) asker.say(`${open.said.join(" ")}`);
  const accounts = open.accounts ? await askAccounts(asker, organization) : undefined;
  const permissionSet = open.permissionSet ? await askPermissionSet(asker, { settings, find: findSets }) : undefined;
  const region = open.region ? await askWorkingRegion(asker, organization) : undefined;
  const answers: Answers = {
    people,
    bootstrap: await askBootstrap(asker),
    ssoRegion: organization.instance.region,
    partition: organization.instance.partition,
    ...(accounts === undefined ? {} : { accounts }),
    ...(permissionSet === undefined ? {} : { permissionSet }),
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
  };
  return { answers, kept: await askToKeep(asker, answers, placesToKeep(read)) };
}

/** Which questions are left, and what answers the others. */
function whatIsOpen({ people: { rows }, settings: { defaults }, settingsFile }: PeopleRead) {
  const says = (column: "account" | "permission_set" | "region") => rows.every(({ cells }) => cells[column] !== "");
  const file = visibleText(settingsFile ?? "");
  const byRow = (isSaid: boolean, what: string) => (isSaid ? [`Each row says its own ${what}.`] : []);
  const bySettings = (value: string | undefined, what: string) =>
    value === undefined ? [] : [`The ${what} is ${visibleText(value)}, as ${file} says.`];
  const account = defaults.account.length === 0 ? undefined : shownList(defaults.account);
  const said = [
    ...(says("account") ? byRow(true, "account") : bySettings(account, "account")),
    ...(says("permission_set") ? byRow(true, "permission set") : bySettings(defaults.permissionSet, "permission set")),
    ...(says("region") ? byRow(true, "Region") : bySettings(defaults.region, "Region")),
  ];
  return {
    said,
    accounts: !says("account") && account === undefined,
    permissionSet: !says("permission_set") && defaults.permissionSet === undefined,
    region: !says("region") && defaults.region === undefined,
  };
}

function askBootstrap(asker: Asker): Promise<boolean> {
  asker.say(
    "CDK bootstrap: Amplify deploys through the CDK, which needs to be bootstrapped once in each account and Region; until then nobody can start there.",
  );
  return asker.one("Bootstrap where that is missing?", [
    { title: "No", description: "only look, and say where it is missing", value: false },
    { title: "Yes", description: "make it part of the plan; it enters the accounts by their access role", value: true },
  ]);
}

/** Nothing is written over: where a team file is there, the answers stay on the command line. */
async function askToKeep(asker: Asker, answers: Answers, places: PlacesToKeep): Promise<KeptFiles> {
  const isNeeded = needsFile(answers.people);
  if (places.kind === "taken") {
    if (isNeeded) throw noPlace(places.by);
    asker.say(`${visibleText(places.by)} is here already and is left as it is: the command line holds your answers.`);
    return NOTHING_KEPT;
  }
  const names = Object.values(places.files).filter((file) => file !== undefined);
  if (names.length === 0) return NOTHING_KEPT;
  const files = visibleText(names.join(" and "));
  asker.say(
    isNeeded
      ? `What you pasted says more than a command line can: ${files} will hold it.`
      : `For next time: ${files} can hold your answers, to be edited and kept under version control.`,
  );
  return asker.one("Keep your answers?", [
    { title: "Yes", description: `write ${files}; nothing that is there is touched`, value: places.files },
    ...(isNeeded
      ? []
      : [{ title: "No", description: "write nothing: the command line holds them", value: NOTHING_KEPT }]),
  ]);
}

function noPlace(file: string): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `What you pasted says more than a command line can, and ${visibleText(file)} is here already. Nothing was changed.`,
    remedy: "Save what you pasted as a CSV file under another name, and name that file.",
  });
}
