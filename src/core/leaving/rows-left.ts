import { placeText } from "../errors/problem.ts";
import { placesOfPeople } from "../team/places-of-people.ts";
import type { Team } from "../team/team.ts";
import { shownList } from "../text/shown-list.ts";

/** More people than these are counted. */
const MOST_PEOPLE = 20;
/** More rows of one person than these are counted. */
const MOST_ROWS = 10;

/** The rows of team files that name people who leave, a sentence for each person: as long as they stand, a run gives the access again. */
export function rowsLeft(
  leavers: readonly { readonly email: string; readonly userName: string }[],
  teams: readonly Team[],
): readonly string[] {
  const placesOf = placesOfPeople(teams);
  const told = leavers.flatMap(({ email, userName }) => {
    const places = [...new Set(placesOf([email, userName]).map(placeText))];
    if (places.length === 0) return [];
    const where = shownList(places, MOST_ROWS);
    const these = places.length === 1 ? "this row" : "these rows";
    return [
      `${email} is in ${where}: delete ${these}, or the next run of the team gives again what ${these} say${places.length === 1 ? "s" : ""}.`,
    ];
  });
  const more = told.length - MOST_PEOPLE;
  return more > 0 ? [...told.slice(0, MOST_PEOPLE), `${more} more of them are in team files.`] : told;
}
