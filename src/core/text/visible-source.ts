import type { Source } from "../errors/problem.ts";
import { visibleText } from "./visible-text.ts";

/** The same source with its name made visible: whoever names a file may put into it what a terminal obeys. */
export function visibleSource(source: Source): Source {
  if (source.kind === "file") return { kind: "file", file: visibleText(source.file) };
  return source.kind === "url" ? { kind: "url", url: visibleText(source.url) } : source;
}
