import type { Asker } from "../../../src/cli/guide/asker.ts";

/** What somebody answers to each question, in its order: titles of choices by how they begin, or text. */
export type Script = readonly (readonly [question: string, ...answers: string[]])[];

/** Somebody who answers by a script, and what they were told meanwhile. Throws on any other question. */
export function scriptedAsker(script: Script) {
  const left = [...script];
  const said: string[] = [];
  const next = (message: string): readonly string[] => {
    const [question, ...answers] = left.shift() ?? ["no further question"];
    if (question !== message) throw new Error(`asked "${message}", where "${question}" was expected`);
    return answers;
  };
  const chosen = <Value>(choices: readonly { title: string; value: Value }[], start: string): Value => {
    const choice = choices.find(({ title }) => title.startsWith(start));
    if (choice === undefined) throw new Error(`no ${start} among ${choices.map(({ title }) => title).join(", ")}`);
    return choice.value;
  };
  const asker: Asker = {
    say: (...paragraphs) => void said.push(...paragraphs),
    one: async (message, choices) => chosen(choices, next(message)[0] ?? ""),
    many: async (message, choices) => next(message).map((start) => chosen(choices, start)),
    text: async (message, check) => {
      for (const answer of next(message)) {
        const fault = await check(answer);
        if (fault === undefined) return answer;
        said.push(fault);
      }
      throw new Error(`no answer to "${message}" was taken: ${said.at(-1)}`);
    },
  };
  return { asker, said, isOver: () => left.length === 0 };
}
