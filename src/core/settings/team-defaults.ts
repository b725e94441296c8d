import type { FileDefaults } from "../team/several-files.ts";
import type { TeamCell } from "../team/team.ts";
import { accountText } from "../team/team-cells.ts";
import type { RowDefaults, TeamSettings } from "./settings.ts";
import type { SettingsPlaces } from "./settings-file.ts";

/** By flags above the settings it may be said for rows of all files. */
type Above = Partial<RowDefaults>;

const COLUMNS = [
  ["permissionSet", "permission_set"],
  ["group", "group"],
  ["region", "region"],
  ["profile", "profile"],
  ["until", "until"],
] as const;

/** What the settings say for the rows of the team file that stands there among them, as cells that stand in the settings. */
export function teamDefaults(team: TeamSettings, index: number, placeOf: SettingsPlaces, above: Above): FileDefaults {
  const cell = (member: keyof TeamSettings, text: string): TeamCell => {
    const { line = 1, column = 1, ...source } = placeOf(["teams", index, member], text);
    return { text, line, column, source };
  };
  const accounts = above.account === undefined ? (team.account ?? []) : [];
  const cells = COLUMNS.flatMap(([member, column]) => {
    const text = team[member];
    const isSaidAbove = member !== "until" && above[member] !== undefined;
    return text === undefined || isSaidAbove ? [] : [[column, cell(member, text)] as const];
  });
  return {
    accounts: accounts.map((text) => ({ ...cell("account", text), text: accountText(text) })),
    cells: Object.fromEntries(cells),
  };
}
