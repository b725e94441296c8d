import type { PersonReadiness, Verdict } from "./readiness.ts";
import { READINESS_STATES, readinessWord } from "./states.ts";

/** `Not assigned: Access denied. Ask for it.` Only `Ready` where nothing is missing. */
export function verdictWords(verdict: Verdict): string {
  const word = readinessWord(verdict);
  const why = reasonAndRemedy(verdict);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}${why === "" ? "" : `: ${why}`}`;
}

/** Why somebody cannot start, and what to do about it, as sentences; empty for whoever can. */
export function reasonAndRemedy({ reason = "", remedy = "" }: Verdict): string {
  return `${reason.replace(/[^.!?]$/, "$&.")} ${remedy}`.trim();
}

/**
 * How many people can start, and how it stands with the others, each called what they are called everywhere:
 * `3 of 12 people ready; 1 in some of their accounts only; 8 assigned, not bootstrapped`.
 */
export function headcount(people: readonly PersonHead[], canStart = "ready"): string {
  const ready = people.filter(({ state }) => state === "ready").length;
  const partly = people.filter(isPartly);
  const others = READINESS_STATES.flatMap((state) =>
    [true, false].flatMap((signsIn) => {
      const those = people.filter((one) => one.state === state && one.signsIn === signsIn && !isPartly(one));
      return state === "ready" || those.length === 0 ? [] : [`${those.length} ${readinessWord({ state, signsIn })}`];
    }),
  );
  return [
    `${ready} of ${people.length} ${people.length === 1 ? "person" : "people"} ${canStart}`,
    ...(partly.length === 0 ? [] : [`${partly.length} in some of their accounts only`]),
    ...others,
  ].join("; ");
}

type PersonHead = Pick<PersonReadiness, "state" | "signsIn"> & {
  readonly access: readonly Pick<Verdict, "state">[];
};

function isPartly({ state, access }: PersonHead): boolean {
  return state !== "ready" && access.some((one) => one.state === "ready");
}
