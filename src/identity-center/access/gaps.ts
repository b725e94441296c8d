import { classify, failureOf } from "../../aws/aws-error.ts";
import type { Unread } from "../../core/access/access.ts";
import { UNREAD_KINDS, type UnreadKindName } from "../../core/access/unread-kinds.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { shownList } from "../../core/text/shown-list.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { explain } from "../calls/explain.ts";

/** What AWS does not let us read: it is told, and the reading goes on. */
const GAPS = new Set(["denied", "refused", "not-found", "unsupported"]);

/** Calls that may stay without an answer before it is the network that is missing, and not an answer. */
const MOST_UNANSWERED = 5;

/** Of the same kind, so many are named. */
const MOST_NAMED = 5;

/** What could not be read of one reading. */
export interface Gaps {
  /** What was read, or `undefined` where that is not possible, which is remembered. What stops everything is thrown. */
  orGap<Result>(kind: UnreadKindName, name: string, reading: Promise<Result>): Promise<Result | undefined>;
  /** Remembers what nobody has asked for because it is known that there is no answer. */
  add(unread: Unread): void;
  /** Each cause once, with the number and the first names. */
  list(): readonly Unread[];
}

/** No gaps yet. */
export function openGaps(): Gaps {
  const causes = new Map<string, { kind: UnreadKindName; names: string[]; reason: string; remedy: string }>();
  const others: Unread[] = [];
  let unanswered = 0;

  const remember = (kind: UnreadKindName, name: string, error: unknown) => {
    const told = explain(error, `reading ${UNREAD_KINDS[kind].words}`);
    if (!(told instanceof OnboardError)) throw told;
    const key = `${kind}|${failureOf(error).name}`;
    const cause = causes.get(key) ?? { kind, names: [], reason: told.message, remedy: told.remedy };
    cause.names.push(name);
    causes.set(key, cause);
  };

  return {
    orGap: async (kind, name, reading) => {
      try {
        return await reading;
      } catch (error) {
        const failure = classify(error);
        if (failure === "unknown-outcome") unanswered += 1;
        const isGap = GAPS.has(failure) || (failure === "unknown-outcome" && unanswered <= MOST_UNANSWERED);
        if (error instanceof OnboardError || !isGap) throw error;
        remember(kind, name, error);
        return undefined;
      }
    },
    add: (unread) => others.push(unread),
    list: () => [
      ...[...causes.values()].map(({ kind, names, reason, remedy }) => ({
        kind,
        what: `${UNREAD_KINDS[kind].words}: ${shownList([...names].sort().map(visibleText), MOST_NAMED)}`,
        reason,
        remedy,
      })),
      ...others,
    ],
  };
}
