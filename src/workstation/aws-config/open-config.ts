import { changedSections } from "./check-outcome.ts";
import { ConfigRefused } from "./config-refused.ts";
import { indexSections, type SectionIndex } from "./find-section.ts";
import { type ConfigLine, splitLines } from "./lines.ts";
import { type ConfigSection, parseLikeAwsCli } from "./parse-like-aws-cli.ts";
import { awsCliReading } from "./read-like-aws-cli.ts";
import { readLikeJsSdk } from "./read-like-js-sdk.ts";
import type { BothReadings, Client } from "./readings.ts";

/** The two parsers, as values, so that it can be counted how often they run. */
export interface ConfigParsers {
  readonly awsCli: typeof parseLikeAwsCli;
  readonly jsSdk: typeof readLikeJsSdk;
}

/** A config file cut up for editing, and what both kinds of client make of it: parsed once, and passed on. */
export interface OpenConfig {
  readonly text: string;
  readonly lines: readonly ConfigLine[];
  readonly sections: readonly ConfigSection[];
  readonly index: SectionIndex;
  readonly readings: BothReadings;
  readonly parsers: ConfigParsers;
}

/** Cuts a config file up; throws `ConfigRefused` for a file that one of the clients can't read. */
export function openConfig(
  text: string,
  parsers: ConfigParsers = { awsCli: parseLikeAwsCli, jsSdk: readLikeJsSdk },
): OpenConfig {
  const lines = splitLines(text);
  const parsed = parsers.awsCli(lines);
  if (!parsed.readable) throw new ConfigRefused(parsed);
  checkLineEnds(lines);
  const jsSdk = parsers.jsSdk(text);
  if (!jsSdk.readable) throw new ConfigRefused(jsSdk);
  const { sections } = parsed;
  const readings = { awsCli: awsCliReading(parsed), jsSdk };
  return { text, lines, sections, index: indexSections(lines, sections), readings, parsers };
}

/** An edited text, opened; `undefined` when a client can't read it, or reads other sections than these differently. */
export function outcomeOf(before: OpenConfig, edited: string, touched: ReadonlySet<string>): OpenConfig | undefined {
  const after = openedIfReadable(edited, before.parsers);
  if (after === undefined) return undefined;
  const isChanged = (client: Client) =>
    changedSections(client, before.readings[client], after.readings[client], touched).length > 0;
  return isChanged("awsCli") || isChanged("jsSdk") ? undefined : after;
}

function openedIfReadable(text: string, parsers: ConfigParsers): OpenConfig | undefined {
  try {
    return openConfig(text, parsers);
  } catch (error) {
    if (error instanceof ConfigRefused) return undefined;
    throw error;
  }
}

function checkLineEnds(lines: readonly ConfigLine[]): void {
  const line = lines.findIndex(({ eol }) => eol === "\r");
  if (line < 0) return;
  throw new ConfigRefused({
    line: line + 1,
    message: "It ends with a lone carriage return, which the AWS SDK for JavaScript does not take for a line end.",
    remedy: "Save the file with LF or CRLF line ends.",
  });
}
