import type { Plan } from "../../../core/plan/plan.ts";
import { inlineText } from "../../../core/state/ended-sessions.ts";
import { jsonText } from "../../../core/text/json-text.ts";
import type { Section } from "../section.ts";

/** A longer policy is not shown whole on a screen. */
const MOST_LINES = 20;
/** In a table of Markdown or HTML a space at the beginning would be lost. */
const NO_BREAK_SPACE = "\u{A0}";

/** The text of each inline policy that the plan writes, for whoever has to say whether it is meant. */
export function inlinePolicySections({ changes }: Pick<Plan, "changes">): readonly Section[] {
  return changes.flatMap(({ before, after }): readonly Section[] => {
    if (after?.kind !== "PermissionSet") return [];
    const text = inlineText(after);
    if (text === undefined || (before?.kind === "PermissionSet" && inlineText(before) === text)) return [];
    return policySections(`Inline policy of ${after.name}`, text);
  });
}

/** The text of a policy: all of it on a page, its beginning on a screen. */
export function policySections(title: string, text: string): readonly Section[] {
  const lines = policyLines(text);
  const section = { title, tone: "neutral" } as const;
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
}

function policyLines(policy: string): readonly string[] {
  try {
    return jsonText(JSON.parse(policy)).split("\n");
  } catch {
    // Where people are not named, what stands for a name need not be JSON.
    return [policy];
  }
}
