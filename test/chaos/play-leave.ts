import { writeFile } from "node:fs/promises";
import path from "node:path";
import { trespasses } from "./end-state.ts";
import { playCommand } from "./play-command.ts";
import { type Removals, removedTwice, stillThere } from "./removals.ts";
import type { Schedule } from "./schedule.ts";
import type { Stage } from "./stage.ts";
import { count, type Tally } from "./tally.ts";
import type { Wanted } from "./wanted.ts";
import type { World } from "./world-lookup.ts";

/** Nothing is given; what is to go, the world says. */
const NOTHING: Wanted = { accounts: [], users: [], groups: [], memberships: [], assignments: [], permissionSets: [] };

/** Lets people leave with the built program, killed on the way, and looks whether all of theirs is gone and nothing else. */
export async function playLeave(schedule: Schedule, stage: Stage, tally: Tally): Promise<readonly string[]> {
  const initial = stage.world();
  // Whoever has no address stays: a file names people by it.
  const leavers = Object.values(initial.users).filter(
    ({ attributes: { UserName, Emails = [] } }) => isLeaver(UserName) && Emails.length > 0,
  );
  const rows = leavers.map(({ attributes }) => `${attributes.Emails?.[0]?.Value},${attributes.UserName}`);
  if (rows.length === 0) return [];
  await writeFile(path.join(stage.folder, "leavers.csv"), `email,username\n${rows.join("\n")}\n`);
  const isDeleted = schedule.seed % 2 === 0;
  const removals = removalsOf(
    initial,
    leavers.map(({ id }) => id),
    isDeleted,
  );
  const args = ["leave", "--emails", "leavers.csv", ...(isDeleted ? ["--delete-users"] : [])];
  const told = await playCommand(schedule, stage, { args, tally, leftIn: (world) => stillThere(removals, world) });
  count(tally.removals, "runs of onboard leave", schedule.runs.length + 1);
  const final = stage.world();
  return [
    ...told,
    ...stillThere(removals, final),
    ...trespasses(initial, final, NOTHING, removals),
    ...removedTwice(final),
  ];
}

function isLeaver(userName: string): boolean {
  return userName.toLowerCase().startsWith("leaver");
}

function removalsOf({ memberships, assignments }: World, leavers: readonly string[], isDeleted: boolean): Removals {
  const isTheirs = (id: string) => leavers.includes(id);
  const keysOf = <Row>(table: Readonly<Record<string, Row>>, holderOf: (row: Row) => string) =>
    new Set(Object.entries(table).flatMap(([key, row]) => (isTheirs(holderOf(row)) ? [key] : [])));
  return {
    resources: [],
    rows: {
      users: new Set(isDeleted ? leavers : []),
      memberships: keysOf(memberships, ({ userId }) => userId),
      assignments: keysOf(assignments, ({ principalId }) => principalId),
    },
    impossible: new Set(),
  };
}
