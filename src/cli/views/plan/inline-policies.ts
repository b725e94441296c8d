import type { Plan } from "../../../core/plan/plan.ts";
import { jsonText } from "../../../core/text/json-text.ts";
import type { Section } from "../section.ts";

/** A longer policy is not shown whole on a screen. */
const MOST_LINES = 20;
/** In a table of Markdown or HTML a space at the beginning would be lost. */
const NO_BREAK_SPACE = "\u{A0}";

/** The text of each inline policy that the plan writes, for whoever has to say whether it is meant. */
export function inlinePolicySections({ changes }: Pick<Plan, "changes">): readonly Section[] {
  return changes.flatMap(({ before, after }): readonly Section[] => {
    if (after?.kind !== "PermissionSet" || after.inlinePolicy === undefined) return [];
    if (before?.kind === "PermissionSet" && before.inlinePolicy === after.inlinePolicy) return [];
    const lines = policyLines(after.inlinePolicy);
    const section = { title: `Inline policy of ${after.name}`, tone: "neutral" } as const;
    return [
      {
        ...section,
        only: "screen",
        rows: lines.map((line) => ({ cells: [line], unbroken: true })),
        fold: MOST_LINES,
        more: " lines: --format json or markdown has them all",
      },
      {
        ...section,
        only: "page",
        page: "folded",
        columns: [{ title: "Policy", as: "name" }],
        rows: lines.map((line) => ({ cells: [line.replace(/^ +/, (spaces) => NO_BREAK_SPACE.repeat(spaces.length))] })),
      },
    ];
  });
}

function policyLines(policy: string): readonly string[] {
  try {
    return jsonText(JSON.parse(policy)).split("\n");
  } catch {
    // Where people are not named, what stands for a name need not be JSON.
    return [policy];
  }
}
