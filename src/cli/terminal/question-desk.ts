import { emitKeypressEvents } from "node:readline";
import { PassThrough, type Readable, type Writable } from "node:stream";
import type { PromptObject } from "prompts";
import { shownList } from "../../core/text/shown-list.ts";
import { colorsFor, type Io, obeysCodes } from "./io.ts";
import { type KeptPastes, LINE_BREAK, lastOf } from "./kept-pastes.ts";
import { type Key, keyReader, type Pasted, type Press } from "./question-keys.ts";

/** A terminal, as a question needs it. */
export type QuestionIo = Pick<Io, "stdin" | "stderr" | "env">;

/** What a question for text understands beside letters. */
export interface TextAids {
  /** Takes pastes of several lines. */
  readonly pastes?: KeptPastes;
  /** What Tab makes of what was typed. */
  readonly complete?: (typed: string) => Completion;
}

/** What goes on behind what was typed, and what all could be meant. */
export interface Completion {
  readonly added: string;
  readonly candidates: readonly string[];
}

/** What `prompts` works with in place of the terminal. */
export interface QuestionDesk {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly onRender: () => void;
  close(): void;
}

/** As much of a running question as is looked at. */
interface RunningPrompt {
  msg: string;
  render(): void;
  /** What matches what was typed, where there is a choice of one. */
  readonly suggestions?: readonly unknown[];
  /** The same where there is a choice of several. */
  readonly filteredOptions?: readonly unknown[];
  readonly value: unknown;
}

/** When a letter answered a yes-or-no question, with no need for Enter. */
const answeredByLetter = new WeakMap<object, number>();

/** An Enter this soon after such a letter, or after a question has come up, was not meant for it. In milliseconds. */
const ON_THE_HEELS = { ofTheAnswer: 3_000, ofTheQuestion: 500 };

const PASTED: Readonly<Record<string, Pasted>> = {
  text: "line",
  autocomplete: "line",
  autocompleteMultiselect: "word",
};

/**
 * Stands between the terminal and one question of `prompts`, which takes whatever bytes come: only keys that mean something there get
 * through, an Enter that answers nothing is answered by what to do, and colours go where they are wanted.
 */
export function openDesk(
  io: QuestionIo,
  { type, message }: PromptObject<"answer">,
  { pastes, complete }: TextAids = {},
): QuestionDesk {
  const { stdin: terminal, stderr } = io;
  const keys = new PassThrough();
  const read = keyReader(pastes === undefined ? (PASTED[String(type)] ?? "nothing") : "text");
  const openedAt = performance.now();
  let prompt: RunningPrompt | undefined;
  let hint = "";
  let isUntouched = true;
  let isOpen = true;

  const said = () => (hint === "" ? String(message) : `${message} (${hint})`);
  const refuse = (why: string) => {
    hint = why;
    prompt?.render();
  };
  const give = ({ text, key }: Press) => {
    const isEnter = key.name === "return" || key.name === "enter";
    const isFirst = isUntouched;
    isUntouched = false;
    if (isEnter && isFirst && isStray()) return refuse("Enter once more if you mean this question");
    const why = prompt === undefined ? undefined : whyNot(prompt, key, isEnter);
    if (why !== undefined) return refuse(why);
    hint = "";
    if (type === "confirm" && /^[yn]$/i.test(text ?? "")) answeredByLetter.set(terminal, performance.now());
    keys.emit("keypress", text, key);
  };
  const isStray = () => {
    const answeredAt = answeredByLetter.get(terminal);
    answeredByLetter.delete(terminal);
    if (answeredAt === undefined) return false;
    const now = performance.now();
    return now - answeredAt < ON_THE_HEELS.ofTheAnswer || now - openedAt < ON_THE_HEELS.ofTheQuestion;
  };

  const pressed: Press[] = [];
  /** What a question for text makes of a key: other keys. */
  const translated = (press: Press): readonly Press[] => {
    const { name } = press.key;
    const typed = typeof prompt?.value === "string" ? prompt.value : "";
    if (name === "tab" && complete !== undefined) {
      const { added, candidates } = complete(typed);
      if (added !== "") return [END, ...[...added].map((text) => ({ text, key: {} }))];
      refuse(candidates.length === 0 ? "nothing begins so" : shownList(candidates, MOST_CANDIDATES));
      return [];
    }
    if (pastes === undefined) return [press];
    if (name === "paste") return [{ text: pastes.shown(press.text ?? ""), key: {} }, END];
    if (name === "backspace") return Array.from({ length: lastOf(typed) }, () => press);
    // Nobody types so fast: it is a paste that the terminal does not mark.
    if ((name === "return" || name === "enter") && pressed.length > 0) return [{ text: LINE_BREAK, key: {} }];
    return [press];
  };
  let isBusy = false;
  /** One after the other: what a key leads to is known only a moment later. */
  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    for (let press = pressed.shift(); press !== undefined && isOpen; press = pressed.shift()) {
      for (const one of translated(press)) give(one);
      await new Promise((resolve) => setImmediate(resolve));
    }
    isBusy = false;
  };
  const onKey = (text: string | undefined, key: Key) => {
    pressed.push(...read(text, key));
    void work();
  };
  const onEnd = () => keys.emit("keypress", undefined, { name: "c", ctrl: true });

  const asTty = terminal as Readable & { setRawMode?: (isRaw: boolean) => void };
  const setPasteMarks = (isOn: boolean) => {
    if (obeysCodes(stderr, io.env)) stderr.write(`\u001B[?2004${isOn ? "h" : "l"}`);
  };
  emitKeypressEvents(terminal);
  terminal.on("keypress", onKey).once("end", onEnd);
  asTty.setRawMode?.(true);
  setPasteMarks(true);
  terminal.resume();
  return {
    stdin: keys,
    stdout: colorsFor(stderr, io.env).isColorSupported ? stderr : withoutColors(stderr),
    onRender(this: unknown) {
      prompt = this as RunningPrompt;
      prompt.msg = said();
    },
    close: () => {
      isOpen = false;
      terminal.off("keypress", onKey).off("end", onEnd);
      asTty.setRawMode?.(false);
      setPasteMarks(false);
      terminal.pause();
    },
  };
}

/** Moves behind all that was typed. */
const END: Press = { text: undefined, key: { name: "e", ctrl: true } };

const MOST_CANDIDATES = 4;

const MOVES = new Set(["up", "down", "left", "right", "tab", "pageup", "pagedown", "a", "e", "space"]);

/** Why a key does nothing as things are: in a list that is empty, and where nothing was chosen. */
function whyNot(
  { suggestions, filteredOptions, value }: RunningPrompt,
  { name = "", ctrl = false }: Key,
  isEnter: boolean,
): string | undefined {
  const isMove = MOVES.has(name) && (ctrl || name.length > 1);
  const options = filteredOptions ?? suggestions;
  const chosen = filteredOptions !== undefined && Array.isArray(value) ? value.filter(({ selected }) => selected) : [];
  if (options?.length === 0 && (isMove || (isEnter && chosen.length === 0))) {
    return "nothing matches what you typed; Backspace takes letters away";
  }
  return filteredOptions !== undefined && isEnter && chosen.length === 0
    ? "nothing is chosen yet; space or → chooses"
    : undefined;
}

const COLOR = new RegExp(`${"\u001B"}\\[[\\d;]*m`, "g");

/** https://no-color.org: the question without colours; what moves the cursor stays. */
function withoutColors(stream: Io["stderr"]): Writable {
  const plain = { write: (text: string) => stream.write(text.replaceAll(COLOR, "")) };
  Object.defineProperty(plain, "columns", { get: () => stream.columns });
  return plain as unknown as Writable;
}
