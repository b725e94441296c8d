import type { Source } from "../../core/errors/problem.ts";
import { blockedKeys } from "../../core/plan/blocked-keys.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { peopleLosing } from "../../core/safety/removals.ts";
import type { Prepared } from "../../identity-center/prepare.ts";
import { confirm, confirmByTyping } from "../terminal/confirm.ts";
import { type Io, isInteractive } from "../terminal/io.ts";
import { counted } from "../terminal/layout.ts";
import { refuseDangers } from "./allowed-dangers.ts";

/** A plan that is about to be carried out, and what was said of it already. */
export interface Intent {
  readonly io: Io;
  readonly prepared: Pick<Prepared, "plan">;
  /** Where the team comes from: what is shown beside a file stands on its lines. */
  readonly source: Source;
  /** The file that problems with the plan are told of, where that is another one. */
  readonly input?: Source;
  readonly options: { readonly allow?: readonly string[]; readonly yes?: boolean };
}

/** What has to be typed, and what about. */
interface Typed {
  readonly message: string;
  readonly answer: string;
  /** What the answer is, in a clause. */
  readonly what?: string;
}

/**
 * Whether a plan is to be carried out: asks, unless `--yes` says so or nothing can be done. Whoever takes access away types
 * from how many people. A danger that nobody allowed stops it before the question; but whoever deletes users may say so by
 * typing it, where there is somebody to ask.
 */
export async function isMeant({ io, prepared: { plan }, source, input = source, options }: Intent): Promise<boolean> {
  const { allow = [], yes } = options;
  const isAsked = !yes && isInteractive(io);
  const typed = isAsked ? plan.dangers.filter(({ name }) => name === "delete-users" && !allow.includes(name)) : [];
  const others = plan.dangers.filter((danger) => !typed.includes(danger));
  refuseDangers(others, allow, input);
  const { summary, changes } = plan;
  const open = summary.create + summary.update + summary.delete;
  if (open === 0 || yes) return true;
  const stuck = blockedKeys(changes);
  const people = peopleLosing(changes.filter(({ key }) => !stuck.has(key)));
  const message = questionOf(plan, open);
  // A saved plan is told of beside the team file that it came from, and has been looked at already.
  const look = input === source ? ", or --dry-run to stop after it" : "";
  const remedy = `Add --yes to carry the plan out without a question${look}.`;
  if (people === 0) return confirm(io, message, remedy);
  const questions: readonly Typed[] = [
    { message, answer: `${people}`, what: "the number of people who lose access" },
    ...typed.map(({ name, count }) => ({ message: `${counted(count, "user")} for good?`, answer: name })),
  ];
  for (const { message, answer, what } of questions) {
    const named = what === undefined ? answer : `${answer}, ${what},`;
    if (!(await confirmByTyping(io, `${message} Type ${named} to go on:`, answer, remedy))) return false;
  }
  return true;
}

function questionOf({ instance }: Plan, open: number): string {
  const { identityStoreId, region } = instance;
  return `Apply ${counted(open, "change")} to Identity Center ${identityStoreId} in ${region}?`;
}
