import { peopleConcerned } from "../undo/people-concerned.ts";
import type { RecordedRun } from "../undo/recorded-run.ts";
import { labelledByNumber } from "./named-person.ts";
import { createRedactor, type TeamRedactor } from "./redactor.ts";

/** The redactor of those whom a run gave or took something: where nobody may be named they are numbered, in its order. */
export function redactorOfRun(run: Pick<RecordedRun, "changes">): TeamRedactor {
  return createRedactor(labelledByNumber(peopleConcerned(run)));
}
