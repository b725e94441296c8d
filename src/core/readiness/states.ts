/**
 * How it stands with a person and an account, the worst first. That somebody has no password yet is none of these: no
 * API tells.
 */
export const READINESS_STATES = [
  "cannot-sign-in",
  "disabled",
  "not-assigned",
  "set-outdated",
  "waits",
  "not-bootstrapped",
  "unknown",
  "bootstrap-unknown",
  "ready",
] as const;

export type ReadinessState = (typeof READINESS_STATES)[number];

const WORDS = {
  ready: "ready",
  waits: "waits for AWS",
  "cannot-sign-in": "cannot sign in",
  disabled: "disabled",
  "not-assigned": "not assigned",
  "set-outdated": "set outdated",
  "not-bootstrapped": "not bootstrapped",
  "bootstrap-unknown": "bootstrap unknown",
  unknown: "unknown",
} as const satisfies Record<ReadinessState, string>;

/** What a state is called wherever it is told: `ready`, `not assigned`, `assigned, not bootstrapped`. */
export function readinessWord({
  state,
  signsIn,
}: {
  readonly state: ReadinessState;
  readonly signsIn: boolean;
}): string {
  return signsIn && state !== "ready" ? `assigned, ${WORDS[state]}` : WORDS[state];
}

/** Whether somebody can start: it is so, it is not, or nobody could tell. */
export type CanStart = "yes" | "no" | "unknown";

/** What a state comes to. */
export function canStart(state: ReadinessState): CanStart {
  if (state === "ready") return "yes";
  return state === "unknown" || state === "bootstrap-unknown" ? "unknown" : "no";
}

/** The state that comes first in the order of states: the whole is no better than its worst part. */
export function worstState(states: readonly ReadinessState[]): ReadinessState | undefined {
  return READINESS_STATES.find((state) => states.includes(state));
}
