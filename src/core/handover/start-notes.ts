import type { AccessReadiness } from "../readiness/readiness.ts";
import { type ReadinessState, readinessWord } from "../readiness/states.ts";
import { visibleText } from "../text/visible-text.ts";

/** What a developer is told of an account to which they can sign in and in which they cannot start yet. */
const WHAT_TO_DO: Partial<Readonly<Record<ReadinessState, string>>> = {
  "not-bootstrapped":
    "`npx ampx sandbox` stops there until your administrator has bootstrapped the account for the CDK.",
  "bootstrap-unknown":
    "If `npx ampx sandbox` says that the account is not bootstrapped, ask your administrator to bootstrap it for the CDK.",
  "set-outdated": "Your permissions there are still older ones. Your administrator is about to bring them up to date.",
  waits: "AWS is not done there yet. If something is refused, try again later.",
};

/**
 * A sentence or two for each account in which the person cannot start yet, as far as anybody knows. Commands in them stand between
 * backticks, and nothing else does.
 */
export function startNotes(access: readonly AccessReadiness[]): readonly string[] {
  return access.flatMap((one) => {
    const todo = WHAT_TO_DO[one.state];
    if (!one.signsIn || todo === undefined) return [];
    const { accountName, region } = one.access;
    return [`${visibleText(accountName).replaceAll("`", "'")}, Region ${region}: ${readinessWord(one)}. ${todo}`];
  });
}
