import stringWidth from "string-width";
import { blockedKeys } from "../../../core/plan/blocked-keys.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import { padded, shortened, wrap } from "../../terminal/layout.ts";
import type { RenderOptions } from "../../terminal/render-options.ts";
import { symbolOf } from "./words.ts";

/** The longest name that pushes the addresses to the right. */
const WIDEST_NAME = 34;

/** What the accounts that a plan makes have in common: where they go. */
export function newAccountsTitle(plan: Plan): string {
  const [unit, ...others] = new Set(accountsIn(plan).map(({ after }) => after.organizationalUnit));
  const where = unit === undefined || others.length > 0 ? "" : `, in ou:${visibleText(unit)}`;
  return `New accounts and their root addresses${where}`;
}

/** One line for each account that the plan makes; why some cannot be made is said once. */
export function newAccountLines(plan: Plan, { width, colors }: RenderOptions): readonly string[] {
  const stuck = blockedKeys(plan.changes);
  const changes = accountsIn(plan);
  const longest = Math.min(
    WIDEST_NAME,
    Math.max(0, ...changes.map(({ after }) => stringWidth(visibleText(after.name)))),
  );
  const lines = changes.map(({ change, after }) => {
    const symbol = symbolOf(change, stuck);
    const words = `${padded(visibleText(after.name), longest)}  ${visibleText(after.email)}`;
    const paint = symbol === "!" ? colors.red : colors.green;
    return `  ${paint(symbol)} ${shortened(words, width - 4)}`;
  });
  const reasons = new Set(
    changes.flatMap(({ change: { blocked } }) =>
      blocked === undefined ? [] : [`${blocked.reason} ${blocked.remedy}`],
    ),
  );
  return [
    ...lines,
    ...[...reasons].flatMap((reason) => wrap(visibleText(reason), width, "      ").map((line) => colors.red(line))),
  ];
}

function accountsIn({ changes }: Plan) {
  return changes.flatMap((change) => {
    const { action, after } = change;
    return action === "create" && after.kind === "Account" ? [{ change, after }] : [];
  });
}
