export type Statement = Readonly<Record<string, unknown>>;

export interface Policy {
  readonly version: unknown;
  readonly statements: readonly Statement[];
}

/** A policy document as AWS has it, which may be anything: what cannot be read is not judged. */
export function readPolicy(text: string): Policy | undefined {
  try {
    const document: unknown = JSON.parse(text);
    if (!isRecord(document)) return undefined;
    const statements = [document.Statement ?? []].flat();
    return statements.every(isRecord) ? { version: document.Version, statements } : undefined;
  } catch {
    return undefined;
  }
}

/** The texts of an element that takes one or several. */
export function textsIn(value: unknown): readonly string[] {
  return [value].flat().filter((item) => typeof item === "string");
}

export function isRecord(value: unknown): value is Statement {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
