/**
 * Finds which of many names a text may hold, the longest first, without looking for each of them. Names and text are in small
 * letters. A name counts only where it is not part of a longer word.
 */
export function namesInText(names: Iterable<string>): (text: string) => readonly string[] {
  const all = [...new Set(names)];
  const uses = new Map<string, number>();
  for (const word of all.flatMap(wordsOf)) uses.set(word, (uses.get(word) ?? 0) + 1);
  const byWord = new Map<string, string[]>();
  for (const name of all) {
    // A name is looked for where its rarest word is; one that has none is looked for everywhere.
    const [rarest = ""] = wordsOf(name).sort((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0));
    const others = byWord.get(rarest);
    if (others === undefined) byWord.set(rarest, [name]);
    else others.push(name);
  }
  return (text) =>
    ["", ...new Set(wordsOf(text))]
      .flatMap((word) => byWord.get(word) ?? [])
      .filter((name) => text.includes(name))
      .sort((a, b) => b.length - a.length);
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
