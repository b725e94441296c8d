import type * as z from "zod";
import type { Immutable } from "../text/immutable.ts";
import type { driftSchema } from "./plan-schema.ts";

/**
 * What is in AWS otherwise than it was left: told apart from what the team file newly asks for. Plain JSON.
 * `changed`: a permission set of ours was changed behind our back. `outdated`: accounts run an older version of it.
 * `stranger`: somebody holds one of the plan's permission sets and is not in the team file. `gone`: so does somebody who is no more.
 * `moved`: onboard gave somebody of the team file something that their rows do not name any more.
 * `left-out`: somebody was handed over before, and is not in the team file any more.
 */
export type Drift = Immutable<z.output<typeof driftSchema>>;
