import type { UnreadableConfig } from "./parse-like-aws-cli.ts";
import { meaningToAwsCli, readLikeAwsCli } from "./read-like-aws-cli.ts";
import { meaningToJsSdk, readLikeJsSdk } from "./read-like-js-sdk.ts";
import type { ConfigReading } from "./reading.ts";

/** The two kinds of client, with what messages call them. */
export const CLIENTS = {
  awsCli: { name: "the AWS CLI", meaning: meaningToAwsCli },
  jsSdk: { name: "the AWS SDK for JavaScript", meaning: meaningToJsSdk },
} as const;

export type Client = keyof typeof CLIENTS;

export const EACH_CLIENT = Object.keys(CLIENTS) as readonly Client[];

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

/** What those make of a text that can read it. */
export function readable({ awsCli, jsSdk }: Readings): readonly ConfigReading[] {
  return [awsCli, jsSdk].filter((reading) => reading.readable);
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
