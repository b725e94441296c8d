import { actingAs, rivalsIn } from "../../../core/aws/rival-variables.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { type SharedFiles, textOf } from "../../../workstation/credentials/client-view.ts";
import { describeSource } from "../../../workstation/credentials/credential-source.ts";
import { credentialsIn } from "../../../workstation/credentials/credentials-in.ts";
import { drawsOn } from "../../../workstation/credentials/sign-ins-of.ts";
import type { Io } from "../../terminal/io.ts";
import type { ChosenProfile } from "./choose-profile.ts";

/** The environment of a command that acts as a profile, and what of it differs from this shell's in a way that matters. */
export interface ProfileEnvironment {
  readonly env: NodeJS.ProcessEnv;
  readonly notes: readonly string[];
}

/** Throws an `OnboardError` where no client gets credentials from the profile: then no command would. */
export function profileEnvironment({ profile }: ChosenProfile, files: SharedFiles, io: Io): ProfileEnvironment {
  const { platform } = process;
  const given = withoutOurOwn(io);
  const region = regionOf(profile, files);
  const drawn = drawsOn(profile, files);
  const env = actingAs(given, { profile, region, drawsOn: drawn }, platform);
  const { awsCli, jsSdk } = credentialsIn({ ...files, env })(profile);
  if (awsCli.kind === "none" && jsSdk.kind === "none") throw nothingBehind(profile, jsSdk.reason);
  const left = rivalsIn(given, platform, drawn).filter((name) => given[name] !== "");
  return {
    env,
    notes: [
      ...clients(),
      ...regions(),
      ...(left.length === 0 ? [] : [`Left out of its environment: ${left.join(", ")}.`]),
    ],
  };

  /** What concerns one kind of client alone: a program of the other kind works. */
  function clients(): readonly string[] {
    const lookFurther = `${commandForCaller("doctor", "--profile", profile)} tells more.`;
    if (jsSdk.kind === "none") {
      return [
        `The AWS SDK for JavaScript, and so ampx, gets no credentials from ${profile}: ${jsSdk.reason}. ${lookFurther}`,
      ];
    }
    if (awsCli.kind === "none")
      return [`The AWS CLI gets no credentials from ${profile}: ${awsCli.reason}. ${lookFurther}`];
    if (awsCli.kind === jsSdk.kind || isHandedOn()) return [];
    const [one, other] = [describeSource(awsCli), describeSource(jsSdk)];
    return [`The AWS CLI would use ${one}, and ampx ${other}. ${lookFurther}`];
  }

  /** One of the two ways of one profile: the AWS CLI hands on what it gets itself. */
  function isHandedOn(): boolean {
    return jsSdk.kind === "process" && awsCli.kind === "sso";
  }

  function regions(): readonly string[] {
    if (env.AWS_REGION === undefined) return [`${profile} names no Region, and neither does this shell.`];
    const others = ["AWS_REGION", "AWS_DEFAULT_REGION"].filter((name) => given[name] && given[name] !== env[name]);
    return others.map((name) => `${name} is ${given[name]} in this shell, and ${env[name]} for the command.`);
  }
}

/** The Region that a profile works in, as far as any client reads one there. */
function regionOf(profile: string, { config }: SharedFiles): string | undefined {
  const readings = [config.jsSdk, config.awsCli].flatMap((one) => (one.readable ? [one] : []));
  return readings.map(({ profiles }) => textOf(profiles.get(profile), "region")).find((region) => region !== undefined);
}

function withoutOurOwn({ env, ownVariables = [] }: Io): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ownVariables.includes(name)));
}

function nothingBehind(profile: string, reason: string): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `No client gets credentials from the profile ${quoted(profile, 128)}: ${reason}.`,
    remedy: `${commandForCaller("doctor", "--profile", profile)} tells more; ${commandForCaller("local")} writes profiles that work.`,
  });
}
