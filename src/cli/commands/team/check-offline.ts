import { formulaFault } from "../../../core/aws/name-rules.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import {
  fileMember,
  type Place,
  type Problem,
  placeAt,
  placeText,
  renderProblem,
  sourceName,
} from "../../../core/errors/problem.ts";
import { newAccountProblems } from "../../../core/organization/new-account-problems.ts";
import { checkReferences, misspeltReferences } from "../../../core/settings/permission-set-references.ts";
import { unknownRegions } from "../../../core/settings/region-references.ts";
import { describedIn, type Settings, withDefaults } from "../../../core/settings/settings.ts";
import { awsPoliciesOf } from "../../../core/state/extra-policies.ts";
import type { Team, TeamMember } from "../../../core/team/team.ts";
import { definedOnly } from "../../../core/text/defined-only.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import type { Given } from "../../flags/add-command.ts";
import { sameCommand } from "../../flags/team-command.ts";
import type { Inputs } from "../../input/inputs.ts";
import { withOptions } from "../../input/team-options.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import type { Io } from "../../terminal/io.ts";
import { checkView } from "../../views/check/view.ts";
import { type TeamAtHand, withTeam } from "../with-team.ts";
import type { TeamOptions } from "./flags.ts";

/** `onboard --emails --dry-run --offline`, and `--explain`: everything that the files and flags alone can tell. AWS is never asked. */
export function checkOffline(given: Given<TeamOptions>, io: Io): Promise<ExitCode> {
  const { options } = given;
  const newAccounts = ({ reading, settings }: Inputs) => {
    const { defaults, accounts } = withDefaults(withOptions(settings, options), "aws");
    return newAccountProblems(reading.team, defaults.account, accounts);
  };
  const check = async ({ inputs, printer }: TeamAtHand) => {
    const { team, rows, columns, columnsLine: understood } = inputs.reading;
    refuse(await misspeltNames(options, inputs));
    const told = inputs.warnings.filter((warning) => warning !== understood);
    printer.print(checkView(withAws(io)), {
      version: 1,
      kind: "check",
      teamFile: sourceName(team.source),
      people: team.members.length,
      rows: rows.length,
      ...definedOnly({ understood }),
      ...(options.explain === true ? { columns, team: team.members.map(explainedPerson) } : {}),
      warnings: [...told, ...(await openQuestions(options, inputs))],
    });
    return EXIT.done;
  };
  return withTeam(given, io, check, newAccounts);
}

/** The same, with what only AWS can answer. */
function withAws({ argv = [] }: Io): string | undefined {
  const rest = argv.filter((word) => !["--offline", "--explain"].includes(word));
  if (argv.length === 0) return undefined;
  return sameCommand({ argv: rest.includes("--dry-run") ? rest : [...rest, "--dry-run"] });
}

function explainedPerson({ grants: _, username, source, ...person }: TeamMember) {
  return { ...person, ...fileMember(source), userName: username };
}

/** What only AWS can answer, so that nobody takes silence for a yes. */
async function openQuestions(options: TeamOptions, inputs: Inputs): Promise<readonly string[]> {
  const { reading, settings, settingsSource, placeInSettings } = inputs;
  const complete = withOptions(settings, options);
  const undescribed = undescribedSets(options, inputs);
  const unknown = undescribed.map(
    ({ name, problem }) =>
      `Permission set ${quoted(name)} (${placeText(problem.place)}) is not described in ${settingsSource.file}: it must be in AWS already.`,
  );
  const regionSource: Place =
    options.region === undefined ? placeInSettings(["defaults", "region"]) : { kind: "flag", flag: "--region" };
  const regions = unknownRegions(reading.team, complete, regionSource).map(renderProblem);
  return [
    ...unknown,
    ...formulaNames(reading.team),
    ...regions,
    ...(await unlistedPolicies(complete)),
    ...(complete.defaults.account.length > 0 ? [] : withoutAccount(reading.team)),
  ];
}

function undescribedSets(options: TeamOptions, { reading, settings, settingsSource, placeInSettings }: Inputs) {
  const given =
    options.permissionSet === undefined
      ? placeInSettings(["defaults", "permissionSet"])
      : ({ kind: "flag", flag: "--permission-set" } as const);
  return checkReferences(reading.team, withOptions(settings, options), settingsSource, { given });
}

/** Names that are one slip away from those that there are: of permission sets, and of AWS's own policies. */
async function misspeltNames(options: TeamOptions, inputs: Inputs): Promise<readonly Problem[]> {
  const { settings, settingsSource, placeInSettings } = inputs;
  const sets = misspeltReferences(undescribedSets(options, inputs), settings, settingsSource);
  const written = [...settings.permissionSets].flatMap(([name, described]) =>
    described === null ? [] : awsPoliciesOf(described).map((arn) => ({ name, arn })),
  );
  if (written.length === 0) return sets;
  const { isMisspeltPolicy, unlistedPolicyFault } = await import("../../../core/aws/managed-policies.ts");
  const policies = written.flatMap(({ name, arn }) => {
    const fault = isMisspeltPolicy(arn) ? unlistedPolicyFault(arn) : undefined;
    return fault === undefined ? [] : [{ place: placeInSettings(["permissionSets", name]), ...fault }];
  });
  return [...sets, ...policies];
}

/** The list is long, and only whoever describes permission sets needs it. */
async function unlistedPolicies(settings: Settings): Promise<readonly string[]> {
  const arns = [...describedIn(settings).values()].flatMap(awsPoliciesOf);
  if (arns.length === 0) return [];
  const { unlistedPolicyFault } = await import("../../../core/aws/managed-policies.ts");
  return [...new Set(arns)].flatMap((arn) => {
    const fault = unlistedPolicyFault(arn);
    return fault === undefined ? [] : [`${fault.message} ${fault.remedy}`];
  });
}

/** Names that AWS may have, and that nothing new is made under. */
function formulaNames({ source, members }: Team): readonly string[] {
  const cells = members.flatMap(({ grants }) =>
    grants.flatMap(({ accounts, group, permissionSet }) => [
      ...accounts.map((cell) => ({ what: "Account", cell })),
      ...(group === undefined ? [] : [{ what: "Group", cell: group }]),
      ...(permissionSet === undefined ? [] : [{ what: "Permission set", cell: permissionSet }]),
    ]),
  );
  const told = cells
    .filter(({ cell }) => formulaFault(cell.text) !== undefined)
    .map(({ what, cell }) => {
      const { text } = cell;
      const named = `${what} ${quoted(text)}`;
      const message = `${named} (${placeText(placeAt(source, cell))}) begins as a formula does: it must be in AWS already.`;
      return [named, message] as const;
    });
  return [...new Map(told.reverse()).values()].reverse();
}

function withoutAccount({ source, members }: Team): readonly string[] {
  const [first, ...others] = members.flatMap(({ grants }) => grants.filter(({ accounts }) => accounts.length === 0));
  if (first === undefined) return [];
  const like = others.length === 0 ? "names" : `and ${others.length} more name`;
  return [
    `Row ${placeText({ ...(first.source ?? source), line: first.line })} ${like} no account, and there is no default: that works only where the organization has one.`,
  ];
}
