import { useProfile } from "../../aws/ambient-profile.ts";
import { callsStandIn } from "../../aws/stand-in.ts";
import { refuse } from "../../core/errors/invalid-input.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { AwsOptions } from "../../identity-center/calls/aws.ts";
import type { Interruption } from "../terminal/interruption.ts";
import type { Io } from "../terminal/io.ts";
import { SIMULATED_SPEED, startEmbeddedSimulator } from "./embedded-simulator.ts";
import { type SignInDesk, signInDesk } from "./sign-in-again.ts";
import { waitingLine } from "./waiting-line.ts";

/** Where calls go: AWS as the environment says, or an embedded simulator. */
export interface Target {
  readonly options: Pick<AwsOptions, "endpoint" | "credentials" | "signInAgain" | "onWaiting">;
  /** Who asks for a new sign-in while a run is on; absent where nobody can be asked. */
  readonly signIn?: SignInDesk;
  /** The Region to start from, when the target knows it. */
  readonly region?: string;
  /** It is not AWS that answers: everything that is shown and written says so. */
  readonly simulated: boolean;
  /** What multiplies AWS's rates here; 1 at AWS. */
  readonly speed: number;
  close(): Promise<void>;
}

/** Does something at the target that the flags name, until it is done or interrupted. */
export async function atTarget<Result>(
  { simulate, profile }: { readonly simulate?: string | true; readonly profile?: string },
  io: Io,
  interruption: Interruption,
  work: (target: Target, interruption: Interruption) => Promise<Result>,
): Promise<Result> {
  const target = simulate === undefined ? await awsTarget(profile, io) : await simulatedTarget(simulate, io);
  try {
    return await work(target, interruption);
  } catch (error) {
    if (!(error instanceof OnboardError)) throw error;
    const told = simulate === undefined ? await withSignIn(error, profile, io) : error;
    throw target.simulated ? told.inSimulation() : told;
  } finally {
    interruption.release();
    await target.close();
  }
}

/** An end for want of credentials says how this profile gets them: what signs one in does not help another. */
async function withSignIn(error: OnboardError, profile: string | undefined, io: Io): Promise<OnboardError> {
  if (error.kind !== "signed-out") return error;
  const { signInRemedyFor } = await import("./sign-in-remedy-for.ts");
  const remedy = await signInRemedyFor(profile, io);
  if (remedy === undefined) return error;
  return error.withRemedy(`${remedy.sentence} Then run the same command again: nothing that was done is lost.`);
}

/** The AWS that the credentials of the environment or of a profile reach. A profile that is named counts above keys. */
async function awsTarget(profile: string | undefined, io: Io): Promise<Target> {
  if ((profile ?? io.env.AWS_PROFILE) !== undefined) {
    const { profileProblems } = await import("./profile-there.ts");
    refuse(await profileProblems(profile, io));
  }
  useProfile(profile);
  const signIn = signInDesk(io, profile);
  return {
    options: { onWaiting: waitingLine(io), ...(signIn === undefined ? {} : { signInAgain: signIn.ask }) },
    ...(signIn === undefined ? {} : { signIn }),
    simulated: await callsStandIn("admin"),
    speed: 1,
    close: async () => undefined,
  };
}

/** The embedded simulator. */
async function simulatedTarget(file: string | true, io: Io): Promise<Target> {
  const simulator = await startEmbeddedSimulator(file, io);
  return {
    options: {
      endpoint: simulator.url,
      credentials: { accessKeyId: "simulator", secretAccessKey: "simulator" },
      onWaiting: waitingLine(io),
    },
    region: simulator.region,
    simulated: true,
    speed: SIMULATED_SPEED,
    close: () => simulator.close(),
  };
}
