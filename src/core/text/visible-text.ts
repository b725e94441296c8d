/**
 * Characters that a reader cannot see or that change what is seen around them: control characters, escape sequences,
 * direction overrides, zero-width and filler characters, unpaired surrogates.
 */
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|[\u{115F}\u{1160}\u{2800}\u{3164}\u{FFA0}]|\u{34F}|\u{17B4}|\u{17B5}|[\u{180B}-\u{180F}]/u;
const everyHidden = new RegExp(hidden, "gu");

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The first hidden character of a text, if it has one. */
export function hiddenCharacter(text: string): string | undefined {
  return hidden.exec(text)?.[0];
}

/** The text with everything hidden spelled out (`\n`, `<U+200B>`), safe to print to a terminal. */
export function visibleText(text: string): string {
  return withoutHidden(text, (character) => short[character] ?? codePointName(character));
}

/** The text with something in the place of each hidden character. */
export function withoutHidden(text: string, instead: (character: string) => string): string {
  return text.replace(everyHidden, instead);
}

/** A value as it is quoted in messages: visible, in double quotes, and cut when it is long. */
export function quoted(text: string, longest = 60): string {
  const characters = Array.from(text.slice(0, 2 * longest + 2));
  const cut = characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
  return `"${visibleText(cut)}"`;
}

/** `<U+200B>`, for one character. */
function codePointName(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;
}
