import type { TeamRedactor } from "../../core/redaction/redactor.ts";
import type { DocumentName } from "../../core/text/schema-address.ts";
import type { Annotation } from "./annotation.ts";
import type { Section } from "./section.ts";

/** How one kind of document is told: everything that a format needs, whatever the format is. */
export interface DocumentView<Document> {
  readonly schema: DocumentName;
  /** The headline of a page. */
  readonly heading: (document: Document) => string;
  readonly sections: (document: Document) => readonly Section[];
  /** What JSON has beside the document's own members: it follows from them. */
  readonly derived?: (document: Document) => object;
  readonly annotations: (document: Document) => readonly Annotation[];
  /** The same document without the people in it: each is called by their row in the team file. */
  readonly redact: (document: Document, redactor: TeamRedactor) => Document;
  /** It is read rather than compared: lines no longer than those of a page. */
  readonly isProse?: true;
  /** The words go to stderr in every format: nothing that was asked for came about. */
  readonly isError?: true;
  /** Whether it follows other text on a screen, as a part of its own; `false` where it goes on with that text. */
  readonly follows?: (document: Document) => boolean;
}
