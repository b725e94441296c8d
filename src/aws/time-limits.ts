import { invalidInput } from "../core/errors/invalid-input.ts";
import { quoted } from "../core/text/visible-text.ts";

/** How long a call may take, in milliseconds. */
export interface TimeLimits {
  /** Until there is a connection. */
  readonly connection: number;
  /** Until the answer begins. */
  readonly firstByte: number;
  /** For one try as a whole, to the last byte of the answer. */
  readonly total: number;
  /** For all tries of a call together, pauses included. Then it is given up. */
  readonly allTries: number;
}

const VARIABLE = "ONBOARD_CALL_SECONDS";
const USUAL_SECONDS = 60;
const SHORTEST_SECONDS = 0.1;
const LONGEST_SECONDS = 600;

/** The limits of every call, from the seconds that one try may take: those of `ONBOARD_CALL_SECONDS`, else a minute. */
export function timeLimits(env: Readonly<Record<string, string | undefined>> = process.env): TimeLimits {
  const total = secondsIn(env[VARIABLE]) * 1000;
  return { connection: Math.min(5_000, total / 2), firstByte: total / 2, total, allTries: total * 4 };
}

function secondsIn(given: string | undefined): number {
  if (given === undefined || given === "") return USUAL_SECONDS;
  const seconds = Number(given);
  if (seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS) return seconds;
  throw invalidInput([
    {
      place: { kind: "environment", variable: VARIABLE },
      message: `${quoted(given)} is no number of seconds from ${SHORTEST_SECONDS} to ${LONGEST_SECONDS}.`,
      remedy: `Correct it, or leave it out: then a call may take ${USUAL_SECONDS} seconds.`,
    },
  ]);
}
