import { OnboardError } from "../../src/core/errors/onboard-error.ts";
import { readSettings } from "../../src/core/settings/settings-file.ts";
import { stateOf } from "../../src/core/state/kinds.ts";
import type { Resource } from "../../src/core/state/resource.ts";
import type { ChangeResult } from "../../src/core/state/result.ts";
import { readTeam } from "../../src/core/team/team-file.ts";
import { createAwsFactory } from "../../src/identity-center/calls/aws.ts";
import { carryOut } from "../../src/identity-center/carry-out.ts";
import { clockAt } from "../../src/identity-center/clock-at.ts";
import { type Prepared, prepare } from "../../src/identity-center/prepare.ts";
import { planDesired } from "../identity-center/plan-desired.ts";
import type { Schedule } from "./schedule.ts";
import { type Lookup, lookIn, type World } from "./world-lookup.ts";

/** How a run ended: with a report, with trouble before it had a plan, or with a bug. */
export type Ended =
  | {
      readonly kind: "ended";
      readonly results: readonly ChangeResult[];
      readonly converged: boolean | null;
      /** Permission sets of ours that the plan took for changed by somebody else. */
      readonly drift: readonly string[];
      /** The world at the moment in which the run ended. */
      readonly after: Lookup;
    }
  | { readonly kind: "refused"; readonly error: Error }
  | { readonly kind: "bug"; readonly error: Error };

interface SignInSurroundings {
  readonly endpoint: string;
  readonly stop: AbortController;
  readonly look: () => World;
  /** What the same plan is to take away. */
  readonly absent: readonly Resource[];
}

/** The program's own way from the team file to the report, with AWS's own clients on the wire. */
export async function runTeam(
  schedule: Schedule,
  { endpoint, stop, look, absent }: SignInSurroundings,
): Promise<Ended> {
  const { limits, team: input } = schedule;
  const { team, problems } = readTeam(Buffer.from(input.csv), { kind: "file", file: "team.csv" });
  const { settings, problems: others } = readSettings(input.settings, { kind: "file", file: "onboard.json" });
  if (problems.length + others.length > 0) throw new Error(JSON.stringify([...problems, ...others]));
  const { signal } = stop;
  const factory = createAwsFactory({
    endpoint,
    credentials: { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" },
    limits,
    signal,
  });
  try {
    const given = await prepare(
      { ...factory, ambientRegion: async () => "us-east-1" },
      {
        team,
        settings,
        defaultsSource: { kind: "file", file: "onboard.json" },
        settingsSource: { kind: "file", file: "onboard.json" },
        bootstrap: "leave",
        limits,
        clock: clockAt(new Date()),
        signal,
      },
    );
    const prepared = absent.length === 0 ? given : await withAbsent(given, absent);
    const drift = prepared.plan.drift.filter(({ kind }) => kind === "changed").map(({ message }) => message);
    const { results, converged } = await carryOut({ prepared, stop });
    return { kind: "ended", results, converged, drift, after: lookIn(look()) };
  } catch (error) {
    if (error instanceof OnboardError) return { kind: "refused", error };
    return { kind: "bug", error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** The same plan, and what it is to take away beside what it gives. */
async function withAbsent(prepared: Prepared, absent: readonly Resource[]): Promise<Prepared> {
  const desired = { ...prepared.desired, absent: stateOf([...prepared.desired.absent.values(), ...absent]) };
  return { ...prepared, plan: await planDesired({ ...prepared, desired }), desired };
}
