import { type Place, type Problem, type Source, sourceName } from "../errors/problem.ts";
import type { Team } from "../team/team.ts";
import { didYouMean } from "../text/did-you-mean.ts";
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
      places.set(cell.text, { ...team.source, line: cell.line, column: cell.column });
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
