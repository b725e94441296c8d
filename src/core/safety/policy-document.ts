import { isRecord, type JsonRecord, recordIn } from "../text/json-record.ts";

export type Statement = JsonRecord;

export interface Policy {
  readonly version: unknown;
  readonly statements: readonly Statement[];
}

/** A policy document as AWS has it, which may be anything: what cannot be read is not judged. */
export function readPolicy(text: string): Policy | undefined {
  const document = recordIn(text);
  const statements: readonly unknown[] = [document?.Statement ?? []].flat();
  return document !== undefined && statements.every(isRecord) ? { version: document.Version, statements } : undefined;
}

/** The texts of an element that takes one or several. */
export function textsIn(value: unknown): readonly string[] {
  return [value].flat().filter((item) => typeof item === "string");
}
