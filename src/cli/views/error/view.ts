import type { ErrorDocument } from "../../../core/documents/error-schema.ts";
import type { ErrorKind, OnboardError } from "../../../core/errors/onboard-error.ts";
import { type Problem, renderProblem, sourceName } from "../../../core/errors/problem.ts";
import { simulatedIf } from "../../../core/text/simulated.ts";
import type { Io } from "../../terminal/io.ts";
import type { Annotation } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";
import { inRepository } from "../repository-path.ts";
import type { Row } from "../section.ts";

/** More problems than this say the same thing; the first ones are the ones to fix. */
const MOST_PROBLEMS = 50;

/** What `--format json` prints of an error. */
export function errorDocument({ kind, message, remedy, aws, problems, simulated }: OnboardError): ErrorDocument {
  const told = { kind, message, remedy, ...(aws === undefined ? {} : { aws }) };
  return { version: 1, kind: "error", ...simulatedIf(simulated), error: told, problems };
}

/**
 * How an error is told: in words on stderr whatever the format, and once more in the format. It was told without people
 * before. A page has paths as the repository has them.
 */
export function errorView(place: Pick<Io, "cwd" | "env">): DocumentView<ErrorDocument> {
  return {
    schema: "error",
    heading: ({ error }) => `onboard: ${error.message}`,
    sections: (document) => [
      {
        tone: "danger",
        only: "screen",
        rows: document.problems.map((problem) => ({ cells: [renderProblem(problem)], unbroken: true })),
        fold: MOST_PROBLEMS,
      },
      { tone: "danger", only: "screen", attached: true, indent: 0, rows: wordsOf(document.error) },
      {
        title: "Problems",
        tone: "danger",
        only: "page",
        columns: [{ title: "Where", as: "name" }, { title: "What, and what to do" }],
        rows: inRepository(errorAnnotations(document), place).map((one) => ({ cells: [placeOf(one), one.message] })),
      },
    ],
    annotations: errorAnnotations,
    redact: (document) => document,
    isError: true,
  };
}

function wordsOf({ message, remedy, aws }: ErrorDocument["error"]): readonly Row[] {
  return [
    { cells: [message], tone: "danger" },
    { cells: [remedy] },
    ...(aws === undefined ? [] : [{ cells: [awsWords(aws)], tone: "quiet", unbroken: true } as const]),
  ];
}

function awsWords({ name, code, operation, requestId }: NonNullable<ErrorDocument["error"]["aws"]>): string {
  const parts = [name, code, operation, requestId === undefined ? undefined : `request ${requestId}`];
  return `(${parts.filter((part) => part !== undefined).join(", ")})`;
}

/** Every problem of the input where it stands; an error without any, as itself. */
export function errorAnnotations({ error, problems }: ErrorDocument): readonly Annotation[] {
  const { kind, message, remedy } = error;
  if (problems.length > 0) return problems.map((problem) => problemAnnotation(kind, problem));
  return [{ level: "error", check: kind, title: "onboard", message: `${message} ${remedy}` }];
}

/** What an error with problems is called above each of them. */
const TITLES: Readonly<Partial<Record<ErrorKind, string>>> = {
  "invalid-input": "Invalid input",
  "outdated-plan": "The plan is out of date",
};

function problemAnnotation(kind: ErrorKind, { place, message, remedy }: Problem): Annotation {
  const annotation = { level: "error", check: kind, title: TITLES[kind] ?? "onboard" } as const;
  if (place.kind !== "file") return { ...annotation, message: `${sourceName(place)}: ${message} ${remedy}` };
  const { kind: _file, ...position } = place;
  return { ...annotation, message: `${message} ${remedy}`, ...position };
}

function placeOf({ file, line, column, title }: Annotation): string {
  const place = [file, line, column].filter((part) => part !== undefined);
  return place.length === 0 ? title : place.join(":");
}
