/** A key as Node tells it. https://nodejs.org/api/readline.html#readlineemitkeypresseventsstream-interface */
export interface Key {
  readonly name?: string | undefined;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
}

/** A key that a question is given, with the character that it writes, if it writes one. */
export interface Press {
  readonly text: string | undefined;
  readonly key: Key;
}

/**
 * What may be pasted into a question: text of several lines, which comes as one press named `paste`; a line, a word, or nothing, since a
 * pasted `y` is no answer.
 */
export type Pasted = "text" | "line" | "word" | "nothing";

const NAMED = new Set([
  "return",
  "enter",
  "backspace",
  "delete",
  "tab",
  "pageup",
  "pagedown",
  "up",
  "down",
  "left",
  "right",
]);
/** With Ctrl: the start and the end of the line, and leaving. */
const WITH_CTRL = new Set(["a", "c", "d", "e"]);
const LEAVE: Press = { text: undefined, key: { name: "c", ctrl: true } };
/** What moves in the text in other words. */
const SPELLED: Readonly<Record<string, Press>> = {
  home: { text: undefined, key: { name: "a", ctrl: true } },
  end: { text: undefined, key: { name: "e", ctrl: true } },
  escape: LEAVE,
};

/**
 * Reads the keys that are pressed at one question: what writes a character, what edits, moves, answers or leaves. Whatever else a
 * keyboard or terminal sends (function keys, reports, escape sequences) is nothing, and a paste is text: no line break in it answers.
 */
export function keyReader(pasted: Pasted): (text: string | undefined, key: Key) => readonly Press[] {
  let paste: string | undefined;
  return (text, key) => {
    if (key.name === "paste-start") {
      paste = "";
      return [];
    }
    if (key.name === "paste-end") {
      const whole = paste ?? "";
      paste = undefined;
      return pressesOf(whole, pasted);
    }
    if (paste === undefined) return pressOf(text, key);
    paste += text ?? "";
    return [];
  };
}

function pressOf(text: string | undefined, { name = "", ctrl = false, meta = false }: Key): readonly Press[] {
  const spelled = SPELLED[name];
  if (spelled !== undefined) return [spelled];
  if (meta) return [];
  if (NAMED.has(name)) return [{ text: undefined, key: { name } }];
  if (ctrl) return WITH_CTRL.has(name) ? [{ text: undefined, key: { name, ctrl } }] : [];
  return text === undefined || UNSEEN.test(text) ? [] : [{ text, key: { name } }];
}

/** Control and format characters, line and paragraph separators, halves of a pair. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function pressesOf(whole: string, pasted: Pasted): readonly Press[] {
  if (pasted === "text") return [{ text: linesOf(whole), key: { name: "paste" } }];
  const line = whole.replace(/\s+/g, " ").trim();
  const kept = { line, word: line.split(" ")[0] ?? "", nothing: "" }[pasted];
  return [...kept].filter((text) => !UNSEEN.test(text)).map((text) => ({ text, key: {} }));
}

/** The text with its line breaks and tabs, and nothing else that is not seen. */
function linesOf(whole: string): string {
  const lines = whole.replace(/\r\n?/g, "\n").trim();
  return [...lines].filter((character) => /[\n\t]/.test(character) || !UNSEEN.test(character)).join("");
}
