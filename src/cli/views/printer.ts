import type { Writable } from "node:stream";
import type { TeamRedactor } from "../../core/redaction/redactor.ts";
import { jsonText } from "../../core/text/json-text.ts";
import { schemaName } from "../../core/text/schema-address.ts";
import type { Format } from "../terminal/format.ts";
import { colorsFor, type Io, proseWidthOf, show, widthOf } from "../terminal/io.ts";
import type { Annotation } from "./annotation.ts";
import type { DocumentView } from "./document-view.ts";
import { inertInLog, renderGithubCommands } from "./formats/github-commands.ts";
import { codeQuality } from "./formats/gitlab-code-quality.ts";
import { COMMENT_BYTES, renderMarkdown } from "./formats/markdown.ts";
import { addToStepSummary } from "./formats/step-summary.ts";
import { renderText } from "./formats/text.ts";
import { inRepository } from "./repository-path.ts";
import type { Section } from "./section.ts";
import { markedAnnotations, markedSections } from "./simulation.ts";

/** Shows documents in one format. */
export interface Printer {
  /** What the command was asked for. */
  print<Document>(view: DocumentView<Document>, document: Document): void;
  /** What is shown to people on the way there: a plan that is going to be applied. */
  meanwhile<Document>(view: DocumentView<Document>, document: Document): void;
  /** The same document as a page of Markdown that a comment takes, whatever the format. */
  page<Document>(view: DocumentView<Document>, document: Document): string;
  /** What is said beside the document, before a question. */
  aside(sections: readonly Section[]): void;
  /** Where all words for people go that are no part of the result. */
  readonly words: Writable;
}

export interface PrinterOptions {
  /** Takes people out of what is shown; absent where they may be named. JSON always names them. */
  readonly redactor?: TeamRedactor | undefined;
  /** Where `github` adds the page of the job; absent: where the runner says. */
  readonly summaryFile?: string;
}

/** A document as every format takes it: told already, without people where they must not be named. */
interface Told {
  readonly document: unknown;
  readonly page: (most: number) => string;
  readonly annotations: readonly Annotation[];
}

type Output = Io & { readonly summaryFile: string | undefined };

interface FormatOutput {
  /** Where the words for people go; nowhere when the result is all that is wanted. */
  readonly words?: "stdout" | "stderr";
  /** Stands with the words, whatever they are about. */
  readonly beside?: (told: Told, output: Output) => void;
  readonly result?: (told: Told, output: Output) => void;
}

/** Another format is another of these. */
const OUTPUTS: Readonly<Record<Format, FormatOutput>> = {
  text: { words: "stdout" },
  json: { result: ({ document }, { stdout }) => show(stdout, [jsonText(document)]) },
  markdown: { result: ({ page }, { stdout }) => stdout.write(page(COMMENT_BYTES)) },
  // Annotations on the files' lines, the text in the log, and a page in the job's summary.
  github: {
    words: "stdout",
    beside: ({ document, annotations }, io) =>
      show(io.stdout, renderGithubCommands(inRepository(markedAnnotations(document, annotations), io))),
    result: ({ page }, { summaryFile }) => addToStepSummary(summaryFile, page),
  },
  // A code quality report on stdout, to be kept as an artifact, and the text for people on stderr.
  gitlab: { words: "stderr", result: ({ annotations }, io) => show(io.stdout, codeQualityLines(annotations, io)) },
};

/** The printer for a format. People are taken out of a document before any format sees it. */
export function printerFor(format: Format, io: Io, { redactor, summaryFile }: PrinterOptions = {}): Printer {
  const output = { ...io, summaryFile: summaryFile ?? io.env.GITHUB_STEP_SUMMARY };
  const { words, beside, result } = OUTPUTS[format];
  /** Where it is said already that this is a simulation. */
  const marked = new Set<Writable>();
  return {
    words: io[words ?? "stderr"],
    aside: (sections) => {
      const stream = io[words ?? "stderr"];
      show(stream, renderText(sections, { width: proseWidthOf(io), colors: colorsFor(stream, io.env) }));
    },
    print: (view, document) => {
      const named = redactor === undefined || format === "json" ? document : view.redact(document, redactor);
      const told = toldOf(view, named);
      beside?.(told, output);
      if (view.isError) showWords(view, named, "stderr");
      else if (words !== undefined) showWords(view, named, words);
      result?.(told, output);
    },
    page: (view, document) =>
      toldOf(view, redactor === undefined ? document : view.redact(document, redactor)).page(COMMENT_BYTES),
    meanwhile: (view, document) => {
      const named = redactor === undefined ? document : view.redact(document, redactor);
      beside?.(toldOf(view, named), output);
      showWords(view, named, words ?? "stderr");
    },
  };

  function showWords<Document>(view: DocumentView<Document>, document: Document, where: "stdout" | "stderr"): void {
    const stream = io[where];
    const width = view.isProse ? proseWidthOf(io) : widthOf(io);
    const follows = view.follows?.(document);
    // What goes on where a document has just ended is marked with it.
    const goesOn = follows === false && marked.has(stream);
    const sections = view.sections(document);
    const lines = renderText(goesOn ? sections : markedSections(document, sections), {
      width,
      colors: colorsFor(stream, io.env),
    });
    marked.add(stream);
    const all = follows ? ["", ...lines] : lines;
    const isLog = format === "github" || io.env.GITHUB_ACTIONS === "true";
    show(stream, isLog ? all.map(inertInLog) : all);
  }
}

function toldOf<Document>(view: DocumentView<Document>, document: Document): Told {
  return {
    document: { $schema: schemaName(view.schema), ...document, ...view.derived?.(document) },
    page: (most) => renderMarkdown(view.heading(document), markedSections(document, view.sections(document)), most),
    annotations: view.annotations(document),
  };
}

/** The report as JSON. What is about no file stands at the pipeline's own, where the flags are written. */
function codeQualityLines(annotations: readonly Annotation[], io: Pick<Io, "cwd" | "env">): readonly string[] {
  const elsewhere = io.env.CI_CONFIG_PATH || ".gitlab-ci.yml";
  return [jsonText(codeQuality(inRepository(annotations, io), elsewhere))];
}
