import type { Node } from "jsonc-parser";
import type * as z from "zod";
import { type FaultAt, memberOffset, offsetOf } from "../text/json-members.ts";
import { quoted, visibleText } from "../text/visible-text.ts";

type Issue = z.core.$ZodIssue;

/** Nobody writes a plan file by hand, so there is one thing to do about all that is wrong with one. */
export const REVIEWED_ANEW = "Make the plan anew with --dry-run --out, and have that reviewed.";

/** What the schema found wrong with a plan file, in words, each at its place. */
export function planFileIssues(issues: readonly Issue[], tree: Node): readonly FaultAt[] {
  return issues.flatMap((issue): readonly FaultAt[] => {
    const at = (message: string, offset?: number): FaultAt => [
      offset ?? offsetOf(tree, issue.path),
      { message, remedy: REVIEWED_ANEW },
    ];
    const subject = subjectOf(issue.path);
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) =>
          at(`There is no member ${quoted(key)} in ${subject}.`, memberOffset(tree, issue.path, key)),
        );
      case "custom":
        return [at(`${subject}: ${visibleText(issue.message)}`)];
      case "invalid_type":
        return [at(`${subject} is missing or is not of the kind ${issue.expected}.`)];
      case "invalid_value":
        return [at(`${subject} must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}.`)];
      case "too_big":
        return [at(`${subject} is more than ${issue.maximum}.`)];
      case "too_small":
        return [at(`${subject} is less than ${issue.minimum}.`)];
      default:
        return [at(`${subject} is nothing that onboard writes there.`)];
    }
  });
}

/** `desired[3].email`, as people and programs both write it. */
function subjectOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the file";
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${visibleText(String(step))}`));
  return steps.join("").replace(/^\./, "");
}
