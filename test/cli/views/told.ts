import { createColors } from "picocolors";
import type { DocumentView } from "../../../src/cli/views/document-view.ts";
import { renderMarkdown } from "../../../src/cli/views/formats/markdown.ts";
import { renderText } from "../../../src/cli/views/formats/text.ts";

/** Where the team of a document comes from. */
export const TEAM = { kind: "file", file: "team.csv" } as const;

/** The lines of a document on a screen; in colours if they are asked for. */
export function asText<Document>(
  view: DocumentView<Document>,
  document: Document,
  width = 80,
  colors = false,
): readonly string[] {
  return renderText(view.sections(document), { width, colors: createColors(colors) });
}

/** A document as a page of Markdown. */
export function asPage<Document>(view: DocumentView<Document>, document: Document): string {
  return renderMarkdown(view.heading(document), view.sections(document));
}
