import { type BothReadings, readLikeBoth } from "./check-outcome.ts";
import { ConfigRefused } from "./config-refused.ts";
import { indexSections, type SectionIndex } from "./find-section.ts";
import { type ConfigLine, splitLines } from "./lines.ts";
import { type ConfigSection, parseLikeAwsCli } from "./parse-like-aws-cli.ts";

/** A config file cut up for editing, and what both kinds of client make of it. */
export interface OpenConfig {
  readonly lines: readonly ConfigLine[];
  readonly sections: readonly ConfigSection[];
  readonly index: SectionIndex;
  readonly readings: BothReadings;
}

/** Cuts a config file up; throws `ConfigRefused` for a file that one of the clients can't read. */
export function openConfig(text: string): OpenConfig {
  const lines = splitLines(text);
  const parsed = parseLikeAwsCli(lines);
  if (!parsed.readable) throw new ConfigRefused(parsed);
  checkLineEnds(lines);
  const readings = readLikeBoth(text);
  if ("readable" in readings) throw new ConfigRefused(readings);
  return { lines, sections: parsed.sections, index: indexSections(lines, parsed.sections), readings };
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
