import { formulaFault } from "../../../core/aws/name-rules.ts";
import { type Place, placeText, renderProblem, sourceName } from "../../../core/errors/problem.ts";
import { newAccountProblems } from "../../../core/organization/new-account-problems.ts";
import { checkReferences } from "../../../core/settings/permission-set-references.ts";
import { unknownRegions } from "../../../core/settings/region-references.ts";
import { describedIn, type Settings, withDefaults } from "../../../core/settings/settings.ts";
import { awsPoliciesOf } from "../../../core/state/extra-policies.ts";
import type { Team } from "../../../core/team/team.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import type { Given } from "../../flags/add-command.ts";
import type { Inputs } from "../../input/inputs.ts";
import { withOptions } from "../../input/team-options.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import type { Io } from "../../terminal/io.ts";
import { checkView } from "../../views/check/view.ts";
import { type TeamAtHand, withTeam } from "../with-team.ts";
import type { TeamOptions } from "./flags.ts";

/** `onboard --emails --dry-run --offline`: everything that the files and flags alone can tell. AWS is never asked. */
export function checkOffline(given: Given<TeamOptions>, io: Io): Promise<ExitCode> {
  const { options } = given;
  const newAccounts = ({ reading, settings }: Inputs) => {
    const { defaults, accounts } = withDefaults(withOptions(settings, options), "aws");
    return newAccountProblems(reading.team, defaults.account, accounts);
  };
  const check = async ({ inputs, printer }: TeamAtHand) => {
    const { team, rows } = inputs.reading;
    printer.print(checkView, {
      version: 1,
      kind: "check",
      teamFile: sourceName(team.source),
      people: team.members.length,
      rows: rows.length,
      warnings: [...inputs.warnings, ...(await openQuestions(options, inputs))],
    });
    return EXIT.done;
  };
  return withTeam(given, io, check, newAccounts);
}

/** What only AWS can answer, so that nobody takes silence for a yes. */
async function openQuestions(
  options: TeamOptions,
  { reading, settings, settingsSource, placeInSettings }: Inputs,
): Promise<readonly string[]> {
  const complete = withOptions(settings, options);
  const given =
    options.permissionSet === undefined
      ? placeInSettings(["defaults", "permissionSet"])
      : ({ kind: "flag", flag: "--permission-set" } as const);
  const unknown = checkReferences(reading.team, complete, settingsSource, { given }).map(
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
      const { text, line, column } = cell;
      const named = `${what} ${quoted(text)}`;
      const message = `${named} (${placeText({ ...source, line, column })}) begins as a formula does: it must be in AWS already.`;
      return [named, message] as const;
    });
  return [...new Map(told.reverse()).values()].reverse();
}

function withoutAccount({ source, members }: Team): readonly string[] {
  const [first, ...others] = members.flatMap(({ grants }) => grants.filter(({ accounts }) => accounts.length === 0));
  if (first === undefined) return [];
  const like = others.length === 0 ? "names" : `and ${others.length} more name`;
  return [
    `Row ${placeText({ ...source, line: first.line })} ${like} no account, and there is no default: that works only where the organization has one.`,
  ];
}
