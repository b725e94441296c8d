import type { UnreadableConfig } from "./parse-like-aws-cli.ts";
import { readLikeAwsCli } from "./read-like-aws-cli.ts";
import { readLikeJsSdk } from "./read-like-js-sdk.ts";
import type { ConfigReading } from "./reading.ts";

/** What each kind of client makes of one text, or why it can't read it at all. */
export interface Readings {
  readonly awsCli: ConfigReading | UnreadableConfig;
  readonly jsSdk: ConfigReading | UnreadableConfig;
}

/** What both kinds of client make of a text that both can read. */
export interface BothReadings extends Readings {
  readonly awsCli: ConfigReading;
  readonly jsSdk: ConfigReading;
}

/** Reads a text as each kind of client does. */
export function readLikeEach(text: string): Readings {
  return { awsCli: readLikeAwsCli(text), jsSdk: readLikeJsSdk(text) };
}

/** Reads a text as both kinds of client do; the reason when one of them can't read it at all. */
export function readLikeBoth(text: string): BothReadings | UnreadableConfig {
  const { awsCli, jsSdk } = readLikeEach(text);
  if (!awsCli.readable) return awsCli;
  return jsSdk.readable ? { awsCli, jsSdk } : jsSdk;
}
