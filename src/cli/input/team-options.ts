import { groupNameFault, permissionSetNameFault } from "../../core/aws/name-rules.ts";
import { regionFault } from "../../core/aws/regions.ts";
import { startUrlFault } from "../../core/aws/start-url.ts";
import { checkFlag, type Fault, flagProblem } from "../../core/errors/fault.ts";
import type { Problem } from "../../core/errors/problem.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { accountFault, accountText } from "../../core/team/team-cells.ts";
import { allowProblems } from "../apply/allowed-dangers.ts";
import type { Format } from "../terminal/format.ts";

/** The flags by which any command reads a team file, as commander hands them over. */
export interface ReadingOptions {
  readonly emails: string;
  readonly showPeople?: boolean;
  readonly account?: readonly string[];
  readonly permissionSet?: string;
  readonly group?: string;
  readonly region?: string;
  readonly ssoRegion?: string;
  readonly profile?: string;
  readonly startUrl?: string;
  readonly settings?: string;
  /** `true` without a file name. */
  readonly simulate?: string | true;
}

/** The flags of `onboard --emails`, as commander hands them over. */
export interface TeamOptions extends ReadingOptions {
  readonly dryRun?: boolean;
  /** With `dryRun`: files only, no credentials, no network. */
  readonly offline?: boolean;
  readonly detailedExitcode?: boolean;
  /** With `dryRun`: where the plan is saved. */
  readonly out?: string;
  /** Bootstrap the CDK in the team's accounts; absent: say where it is missing; false: do not enter accounts to look. */
  readonly bootstrap?: boolean;
  readonly yes?: boolean;
  /** Names of dangers that were seen and are meant. */
  readonly allow?: readonly string[];
  /** Absent: the one that the environment makes plain. */
  readonly format?: Format;
  readonly handover: string;
  readonly messages?: string;
}

/** What is wrong with the flags, all at once. */
export function optionProblems(options: TeamOptions): readonly Problem[] {
  return [...readingProblems(options), ...allowProblems(options.allow ?? []), ...combinationProblems(options)];
}

/** What is wrong with the flags by which a team file is read. */
export function readingProblems(options: ReadingOptions): readonly Problem[] {
  return [
    ...(options.account ?? []).flatMap((account) => checkFlag("--account", accountText(account), accountFault)),
    ...checkFlag("--permission-set", options.permissionSet, permissionSetNameFault),
    ...checkFlag("--group", options.group, groupNameFault),
    ...checkFlag("--region", options.region, regionFault),
    ...checkFlag("--sso-region", options.ssoRegion, regionFault),
    ...checkFlag("--start-url", options.startUrl, startUrlFault),
  ];
}

/** Flags that say nothing without another one, or that say two things: a slip, and in a pipeline a costly one. */
function combinationProblems(options: TeamOptions): readonly Problem[] {
  const { dryRun, offline, out, detailedExitcode, simulate, bootstrap } = options;
  const wrong: readonly (readonly [given: unknown, flag: string, fault: Fault])[] = [
    [offline && !dryRun, "--offline", needsDryRun("it only checks files")],
    [out !== undefined && !dryRun, "--out", needsDryRun("the plan is saved instead of applied")],
    [detailedExitcode && !dryRun, "--detailed-exitcode", needsDryRun("it tells whether changes are pending")],
    [offline && out !== undefined, "--out", notOffline("A plan needs AWS")],
    [offline && bootstrap, "--bootstrap", notOffline("Where the CDK is bootstrapped, only AWS knows")],
    [offline && simulate !== undefined, "--simulate", notOffline("The simulator stands for AWS")],
    [offline && detailedExitcode, "--detailed-exitcode", notOffline("Whether changes are pending, only AWS knows")],
  ];
  return wrong.flatMap(([given, flag, fault]) => (given ? [flagProblem(flag, fault)] : []));
}

function needsDryRun(why: string): Fault {
  return { message: `This goes with --dry-run only: ${why}.`, remedy: "Add --dry-run." };
}

function notOffline(why: string): Fault {
  return { message: `${why}, and --offline never asks it.`, remedy: "Remove one of the two." };
}

/** The settings with what the flags say on top. */
export function withOptions(settings: Settings, options: ReadingOptions): Settings {
  return {
    ...settings,
    defaults: {
      ...settings.defaults,
      ...(options.account === undefined ? {} : { account: options.account }),
      ...(options.permissionSet === undefined ? {} : { permissionSet: options.permissionSet }),
      ...(options.group === undefined ? {} : { group: options.group }),
      ...(options.region === undefined ? {} : { region: options.region }),
    },
    instance: {
      ...settings.instance,
      ...(options.ssoRegion === undefined ? {} : { region: options.ssoRegion }),
      ...(options.startUrl === undefined ? {} : { startUrl: options.startUrl }),
    },
  };
}
