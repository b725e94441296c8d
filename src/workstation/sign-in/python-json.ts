/** What a cache file or cache key is made of. */
export type PlainJson = string | null | readonly string[];

/**
 * Spells an object as Python's `json.dumps` does: blanks after `:` and `,`, everything outside printable ASCII escaped.
 * The AWS CLI names registration files after this text, so one blank more would hide its file from us and ours from it.
 * https://docs.python.org/3/library/json.html#json.dumps
 */
export function pythonJson(members: Readonly<Record<string, PlainJson>>): string {
  const spelled = Object.entries(members).map(([key, value]) => `${pythonString(key)}: ${pythonValue(value)}`);
  return `{${spelled.join(", ")}}`;
}

function pythonValue(value: PlainJson): string {
  if (value === null) return "null";
  if (typeof value === "string") return pythonString(value);
  return `[${value.map(pythonString).join(", ")}]`;
}

function pythonString(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
