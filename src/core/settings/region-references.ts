import { partitionFault } from "../aws/partitions.ts";
import { unknownRegionFault } from "../aws/regions.ts";
import type { Fault } from "../errors/fault.ts";
import { type Place, type Problem, placeAt } from "../errors/problem.ts";
import type { Team } from "../team/team.ts";
import type { RowDefaults } from "./settings.ts";

/** What of the settings counts here. */
interface WithDefaults {
  readonly defaults: Pick<RowDefaults, "region">;
}

/** A working Region that is named, where it is named first, and how many more rows name it. */
interface NamedRegion {
  readonly region: string;
  readonly place: Place;
  readonly moreRows: number;
}

/** Regions that nobody can work in from here. */
export function regionProblems(
  team: Team,
  settings: WithDefaults,
  source: Place,
  partition: string,
): readonly Problem[] {
  return faultsOf(team, settings, source, (region) => partitionFault(region, partition));
}

/** Regions that may be mistyped. */
export function unknownRegions(team: Team, settings: WithDefaults, source: Place): readonly Problem[] {
  return faultsOf(team, settings, source, unknownRegionFault);
}

function faultsOf(
  team: Team,
  { defaults }: WithDefaults,
  source: Place,
  rule: (region: string) => Fault | undefined,
): readonly Problem[] {
  return namedRegions(team, defaults.region, source).flatMap(({ region, place, moreRows }): Problem[] => {
    const fault = rule(region);
    if (fault === undefined) return [];
    const more = moreRows === 0 ? "" : ` (So ${moreRows === 1 ? "has 1 more row" : `have ${moreRows} more rows`}.)`;
    return [{ place, message: fault.message + more, remedy: fault.remedy }];
  });
}

function namedRegions(team: Team, fallback: string | undefined, source: Place): readonly NamedRegion[] {
  const named = new Map<string, NamedRegion>();
  if (fallback !== undefined) named.set(fallback, { region: fallback, place: source, moreRows: 0 });
  for (const cell of team.members.flatMap(({ grants }) => grants.flatMap(({ region = [] }) => region))) {
    const { text } = cell;
    const known = named.get(text);
    named.set(
      text,
      known === undefined
        ? { region: text, place: placeAt(team.source, cell), moreRows: 0 }
        : { ...known, moreRows: known.moreRows + 1 },
    );
  }
  return [...named.values()];
}
