import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { visibleText } from "../core/text/visible-text.ts";

const SECRET = /^([ +-]\s*aws_(?:secret_access_key|session_token)\s*[=:]\s*)\S.*$/i;

/**
 * The unified diff of two states of a config file, to be shown: secrets are masked and nothing invisible is let through.
 * Empty when the states are the same.
 */
export function renderConfigDiff(file: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return "";
  const [from, to] = [before, after].map((text) => (text === undefined ? "/dev/null" : file));
  const patch = createTwoFilesPatch(from ?? file, to ?? file, before ?? "", after ?? "", undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return patch.split("\n").map(shown).join("\n");
}

/** The lines that a diff takes away and adds, wherever they stand: what a person agreed to. */
export function changedLines(diff: string): string {
  const lines = diff.split("\n").filter((line) => /^[+-]/.test(line) && !/^(\+\+\+|---) /.test(line));
  return lines.join("\n");
}

function shown(line: string): string {
  const bare = line.endsWith("\r") ? line.slice(0, -1) : line;
  const parts = bare.replace(SECRET, "$1****").split("\t");
  return parts.map(visibleText).join("\t");
}
