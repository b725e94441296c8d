import { type Place, type Problem, placeAt, type Source, sourceName } from "../errors/problem.ts";
import type { Team } from "../team/team.ts";
import { closest, didYouMean, isSlip } from "../text/did-you-mean.ts";
import { quoted } from "../text/visible-text.ts";
import { describedIn, type Settings } from "./settings.ts";

/** A permission set that is assigned but not described: fine if AWS has it, otherwise the problem to report. */
export interface UndescribedPermissionSet {
  readonly name: string;
  /** For when AWS does not have it either; it points at the first place that names it. */
  readonly problem: Problem;
}

interface KnownSets {
  /** Where the default was given, if not in the settings. */
  readonly given?: Place;
  /** The names that AWS has. */
  readonly inAws?: Iterable<string>;
}

/** Names that many organizations have: AWS's predefined permission sets, and those of Control Tower. */
const WELL_KNOWN = [
  ...[
    "AdministratorAccess",
    "PowerUserAccess",
    "ReadOnlyAccess",
    "ViewOnlyAccess",
    "SecurityAudit",
    "SystemAdministrator",
  ],
  ...["DatabaseAdministrator", "NetworkAdministrator", "DataScientist", "SupportUser", "Billing"],
  ...["AWSAdministratorAccess", "AWSPowerUserAccess", "AWSReadOnlyAccess", "AWSOrganizationsFullAccess"],
  ...["AWSServiceCatalogAdminFullAccess", "AWSServiceCatalogEndUserAccess"],
];

/**
 * Those of the undescribed ones that are likely to be misspelt, as far as that can be told without AWS. Whoever has one of such a name
 * says so in the settings.
 */
export function misspeltReferences(
  undescribed: readonly UndescribedPermissionSet[],
  settings: Settings,
  settingsSource: Source,
): readonly Problem[] {
  const names = [...new Set([...describedIn(settings).keys(), ...settings.permissionSets.keys(), ...WELL_KNOWN])];
  return undescribed.flatMap(({ name, problem: { place } }) => {
    if (names.includes(name)) return [];
    const meant = closest(
      name,
      names.filter((known) => known.length >= 6 && isSlip(name, known)),
    );
    if (meant === undefined) return [];
    const message = `There is no permission set ${quoted(name)} in the settings. Did you mean ${quoted(meant)}?`;
    const remedy = `If AWS has one that is called so, add ${quoted(name)}: null to permissionSets in ${sourceName(settingsSource)}.`;
    return [{ place, message, remedy }];
  });
}

/** The permission sets that the team file or the defaults name and the settings do not describe. */
export function checkReferences(
  team: Team,
  settings: Settings,
  settingsSource: Source,
  { given = settingsSource, inAws = [] }: KnownSets = {},
): readonly UndescribedPermissionSet[] {
  const described = new Set(describedIn(settings).keys());
  const places = new Map<string, Place>();
  const { permissionSet } = settings.defaults;
  if (permissionSet !== undefined) places.set(permissionSet, given);
  for (const cell of team.members.flatMap(({ grants }) => grants.flatMap((grant) => grant.permissionSet ?? []))) {
    if (!places.has(cell.text)) {
      places.set(cell.text, placeAt(team.source, cell));
    }
  }
  return [...places]
    .filter(([name]) => !described.has(name))
    .map(([name, place]) => ({
      name,
      problem: {
        place,
        message: `There is no permission set ${quoted(name)}: neither the settings nor AWS have it.`,
        remedy: `Describe it under permissionSets in ${sourceName(settingsSource)}, or correct the name.${didYouMean(name, [...inAws, ...described])}`,
      },
    }));
}
