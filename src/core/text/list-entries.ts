/** One entry of a text that lists several, as it is written, and where it begins. */
export interface ListEntry {
  readonly text: string;
  readonly offset: number;
}

/**
 * The entries between the separators of a list, without empty ones. An entry that begins with a double quote goes on to the quote
 * that closes it, whatever separators are in between: `"R&D; Labs"; Sandbox` are two.
 */
export function listEntries(list: string, separator = ";"): readonly ListEntry[] {
  const end = separator.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const entry = new RegExp(`\\s*"(?:[^"]|"")*"\\s*(?=${end}|$)|[^${end}]+`, "gy");
  const entries: ListEntry[] = [];
  for (let start = 0; start < list.length; start += 1) {
    entry.lastIndex = start;
    const written = entry.exec(list)?.[0] ?? "";
    const text = written.trim();
    if (text !== "") entries.push({ text, offset: start + written.length - written.trimStart().length });
    start += written.length;
  }
  return entries;
}

/** What an entry says: without its quotes, in which a quote is doubled and blanks at the ends are meant. */
export function entryValue(written: string): string {
  const inside = /^\s*"((?:[^"]|"")*)"\s*$/.exec(written)?.[1];
  return inside === undefined ? written.trim() : inside.replaceAll('""', '"');
}

/** A value as an entry of a list, in quotes where it would be read as something else without them. */
export function listEntry(value: string): string {
  return /;|^"|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
