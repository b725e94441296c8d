import type * as z from "zod";
import type { Access, Person } from "../plan/person.ts";
import type { Immutable } from "../text/immutable.ts";
import type { Facts } from "./facts.ts";
import { isLetIn } from "./lacking.ts";
import { byRank, type Obstacle, type Stage } from "./obstacle.ts";
import { canStart } from "./states.ts";
import type { accessCheckSchema, accessChecksSchema } from "./status-schema.ts";

/**
 * What is known about one thing that a person needs. `waits`: it can only be looked at once something else is there;
 * `unknown`: nobody could tell, and it may be either.
 */
export type AccessCheck = Immutable<z.output<typeof accessCheckSchema>>;

/** A check for each thing that a person needs in an account. */
export type AccessChecks = Immutable<z.output<typeof accessChecksSchema>>;

/** What stands in the way of an access, thing by thing. */
export function checksOf(person: Person, access: Access, obstacles: readonly Obstacle[], facts: Facts): AccessChecks {
  const checkOf = (stage: Stage) => checkFor(obstacles.filter((obstacle) => obstacle.stage === stage));
  const comes = `${access.permissionSet} gets into the account with the assignment.`;
  return {
    user: checkOf("user"),
    assigned: checkOf("assigned"),
    upToDate: isLetIn(person, access, facts) ? checkOf("upToDate") : { state: "waits", reason: comes },
    bootstrapped: checkOf("bootstrapped"),
  };
}

function checkFor(obstacles: readonly Obstacle[]): AccessCheck {
  const [first] = byRank(obstacles);
  if (first === undefined) return { state: "yes" };
  const { state, rank, reason, remedy } = first;
  if (state === "waits" || rank === "follows") return { state: "waits", reason };
  return { state: canStart(state) === "unknown" ? "unknown" : "no", reason, remedy };
}
