import { emitKeypressEvents } from "node:readline";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { type Key, keyReader, type Pasted, type Press } from "../../../src/cli/terminal/question-keys.ts";

/** What a question is given of the bytes that a terminal sends: characters, and the names of keys in angle brackets. */
async function given(bytes: string, pasted: Pasted = "line"): Promise<string> {
  const terminal = new PassThrough();
  const read = keyReader(pasted);
  const presses: Press[] = [];
  emitKeypressEvents(terminal);
  terminal.on("keypress", (text: string | undefined, key: Key) => presses.push(...read(text, key)));
  terminal.write(bytes);
  await new Promise((resolve) => setImmediate(resolve));
  return presses.map(({ text, key }) => text ?? `<${key.ctrl ? "ctrl-" : ""}${key.name}>`).join("");
}

const pasting = (text: string) => `\u001B[200~${text}\u001B[201~`;

describe("the keys of a question", () => {
  it.each([
    ["text of every script", "Zoë 東京 😀", "Zoë 東京 😀"],
    ["Enter and Backspace", "a\u007F\r", "a<backspace><return>"],
    ["arrows, and the ends of the line", "\u001B[A\u001B[D\u001B[H\u001B[F", "<up><left><ctrl-a><ctrl-e>"],
    ["Ctrl-C and Ctrl-D", "\u0003\u0004", "<ctrl-c><ctrl-d>"],
  ])("get through: %s", async (_, bytes, keys) => {
    expect(await given(bytes)).toBe(keys);
  });

  it.each([
    ["control characters", "\u0001x\u0002\u0010\u0016\u001A\u0085\u009Fy", "<ctrl-a>xy"],
    ["function keys, Insert and Shift-Tab with no name here", "\u001B[15~\u001B[2~\u001BOP\u001B[24~", ""],
    ["letters with Alt", "\u001Bb\u001Bd", ""],
    ["reports of focus", "\u001B[I\u001B[Oa", "a"],
    ["marks that nobody sees", "a\u200Bb\u202Ec\uFEFFd\u2028", "abcd"],
  ])("are nothing: %s", async (_, bytes, keys) => {
    expect(await given(bytes)).toBe(keys);
  });

  it("of a paste are its text, and no line break in it answers", async () => {
    expect(await given(pasting("  eu-west-1\r\n"))).toBe("eu-west-1");
    expect(await given(pasting("one\ntwo\tthree\u0007\u001B[31m"))).toBe("one two three");
    expect(await given(pasting("Sandbox North\n"), "word")).toBe("Sandbox");
    expect(await given(`${pasting("y\n")}n`, "nothing")).toBe("n");
  });
});
