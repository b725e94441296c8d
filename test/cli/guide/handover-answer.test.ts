import { describe, expect, it } from "vitest";
import { handoverIn } from "../../../src/cli/guide/handover-answer.ts";

const WORD = "eyZAAAAAAAAAAAAAAAAye";

describe("what was pasted for a handover", () => {
  it.each([
    ["the line of a message", `npx onboard local --handover ${WORD}`, WORD],
    ["the line with further flags", `onboard local --handover ${WORD} --email ana@example.com`, WORD],
    ["the line in quotes", `onboard local --handover='${WORD}'`, WORD],
    [
      "the line as a mail program breaks it",
      `onboard local --handover\n${WORD.slice(0, 9)}\n ${WORD.slice(9)}\n`,
      WORD,
    ],
    ["the text alone", `  ${WORD}\n`, WORD],
    ["an address", "https://example.com/onboard.handover.json", "https://example.com/onboard.handover.json"],
    ["a file with blanks", "my files/onboard.handover.json", "my files/onboard.handover.json"],
    ["a file in quotes", '"my files/onboard.handover.json"', "my files/onboard.handover.json"],
    ["a file behind the flag", "onboard local --handover ho.json --yes", "ho.json"],
    ["nothing", " \n", ""],
  ])("is taken out of it: %s", (_, pasted, handover) => {
    expect(handoverIn(pasted)).toBe(handover);
  });
});
