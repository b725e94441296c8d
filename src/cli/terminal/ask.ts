import type { Choice as PromptChoice, PromptObject } from "prompts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Io } from "./io.ts";
import { openDesk, type QuestionIo, type TextAids } from "./question-desk.ts";

/** One thing to choose. Titles and descriptions must be safe for a terminal. */
export interface Choice<Value> {
  readonly title: string;
  readonly description?: string;
  readonly value: Value;
}

/** A line of text, or what was pasted; `check` says what is wrong with it, and it is asked again. */
export async function askText(
  io: Io,
  message: string,
  initial: string | undefined,
  check: (text: string) => string | undefined | Promise<string | undefined>,
  aids: TextAids = {},
): Promise<string> {
  const wholeOf = (typed: string) => (aids.pastes?.whole(typed) ?? typed).trim();
  const question: PromptObject<"answer"> = {
    type: "text",
    name: "answer",
    message,
    ...(initial === undefined ? {} : { initial }),
    format: wholeOf,
    validate: async (text: string) => (await check(wholeOf(text || initial || ""))) ?? true,
  };
  return String(await ask(io, question, aids));
}

/** One of several; of many, found by typing. */
export async function askOne<Value>(
  io: Io,
  message: string,
  choices: readonly Choice<Value>[],
  type: "select" | "autocomplete" = "select",
): Promise<Value> {
  const suggest = async (typed: string, all: PromptChoice[]) =>
    all.filter(({ title }) => title.toLowerCase().includes(typed.trim().toLowerCase()));
  const answer = await ask(io, { type, name: "answer", message, choices: choices.map(boxed), suggest });
  return (answer as Boxed<Value>).chosen;
}

/** One or more of several; typing filters them. */
export async function askMany<Value>(
  io: Io,
  message: string,
  choices: readonly Choice<Value>[],
): Promise<readonly Value[]> {
  const answer = await ask(io, {
    type: "autocompleteMultiselect",
    name: "answer",
    message,
    choices: choices.map(boxed),
    instructions: "\nType to filter, arrows to move, space or → to choose, Enter when done.\n",
  });
  return (answer as readonly Boxed<Value>[]).map(({ chosen }) => chosen);
}

/** A value that `prompts` takes as it is: of one that is empty it would make a number or the title. */
interface Boxed<Value> {
  readonly chosen: Value;
}

function boxed<Value>({ value, ...shown }: Choice<Value>): PromptChoice & { readonly value: Boxed<Value> } {
  return { ...shown, value: { chosen: value } };
}

/** Whatever is asked; Ctrl-C is an interruption. */
export async function ask(io: Io, question: PromptObject<"answer">, aids?: TextAids): Promise<unknown> {
  const answer = await askOrLeave(io, question, aids);
  if (answer !== undefined) return answer;
  throw new OnboardError({
    kind: "interrupted",
    message: "Interrupted before anything was changed.",
    remedy: "Run the same command again when you are ready.",
  });
}

/** The same where Ctrl-C is an answer, too: `undefined`. */
export async function askOrLeave(io: QuestionIo, question: PromptObject<"answer">, aids?: TextAids): Promise<unknown> {
  const { default: prompts } = await import("prompts");
  const { close, ...desk } = openDesk(io, question, aids);
  try {
    const { answer } = await prompts({ ...question, ...desk });
    return answer;
  } finally {
    close();
  }
}
