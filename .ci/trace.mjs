// node .ci/trace.mjs [FILE]: a bug report, from FILE or standard input, with the lines of the sources in place of those of the bundle. Of
// the version that the report names: check its tag out first. Parts have a hash in their names, so no other build is mistaken for it.
import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { pathToFileURL } from "node:url";
import { bundle } from "../src/bundle/bundle.mjs";

/** `…/dist/chunks/core-plan-plan-ABCDEFGH.js:3:1024`, however it is spelled. */
const PLACE = /(?:file:\/\/)?[^\s()]*?(dist[\\/](?:\w+[\\/])+[\w.-]+\.js):(\d+):(\d+)/g;

/** A text with the places that it names in `files` (as `bundle({ maps: true })` gives them) told as those of the sources. */
export function traced(text, files) {
  const maps = new Map(files.filter(({ file }) => file.endsWith(".map")).map(({ file, text: map }) => [file, map]));
  return text.replace(PLACE, (place, file, line, column) => {
    const map = maps.get(`${file.replaceAll("\\", "/")}.map`);
    if (map === undefined) return `${place} (of another build)`;
    const entry = new SourceMap(JSON.parse(map)).findEntry(line - 1, column - 1);
    if (entry.originalSource === undefined) return place;
    return `${entry.originalSource.replace(/^(?:\.\.\/)+/, "")}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { files } = await bundle({ maps: true });
  process.stdout.write(traced(readFileSync(process.argv[2] ?? 0, "utf8"), files));
}
