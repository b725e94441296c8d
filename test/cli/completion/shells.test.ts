import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerFor, COMPLETED_SHELLS, wordsToCursor } from "../../../src/cli/completion/shells.ts";
import { hiddenCharacter } from "../../../src/core/text/visible-text.ts";

const answer = (shell: (typeof COMPLETED_SHELLS)[number], handed: readonly string[], ...values: readonly string[]) =>
  answerFor(shell, handed, { besides: "nothing", entries: values.map((value) => ({ value })) });

describe("the words that bash has typed", () => {
  it.each([
    ["onboard st", [], "st"],
    ["AWS_PROFILE=x onboard status --account Sand", ["status", "--account"], "Sand"],
    ["onboard --account Sandbox\\ No", ["--account"], "Sandbox No"],
    ["onboard --account 'Sandbox No", ["--account"], "Sandbox No"],
    ['onboard --account "a\\$b\\c', ["--account"], "a$b\\c"],
    ["onboard  status ", ["status"], ""],
    ["onboard --account '' x", ["--account", ""], "x"],
  ])("%s", (line, words, current) => {
    expect(wordsToCursor("bash", [line, ""])).toEqual({ words, current });
  });
});

describe("what bash puts into the line", () => {
  it.each([
    ["onboard --account Sand", "Sand", "Sandbox North", "Sandbox\\ North"],
    ["onboard --account=Sand", "Sand", "--account=Sandbox North", "Sandbox\\ North"],
    ["onboard --account 'Sand", "Sand", "Sandbox North", "Sandbox North"],
    ["onboard --account 'Sand", "Sand", "Sand'x", undefined],
    ['onboard --account "Sand', "Sand", 'Sand$(x)"`', 'Sand\\$(x)\\"\\`'],
    ['onboard --account "Sand', "Sand", "Sand!x", undefined],
    ["onboard --emails ana@ex", "@ex", "ana@example.com", "@example.com"],
    ["onboard --profile ~", "~", "~root", "\\~root"],
  ])("%s (%s) of %s", (line, replaced, value, inserted) => {
    expect(answer("bash", [line, replaced], value)).toBe(
      inserted === undefined ? "nothing\n" : `nothing\n${inserted}\n`,
    );
  });

  it("is that value for bash itself, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 30 }), (value) => {
        fc.pre(hiddenCharacter(value) === undefined);
        const [, inserted = ""] = answer("bash", ["onboard ", ""], value).split("\n");
        expect(execFileSync("bash", ["-c", `printf %s ${inserted}`]).toString()).toBe(value);
      }),
      { numRuns: 20 },
    );
  });
});

describe("in every shell", () => {
  it.each(COMPLETED_SHELLS)("%s is offered nothing that a terminal would obey, and no second line", (shell) => {
    const handed = shell === "powershell" ? [Buffer.from("").toString("base64")] : [""];
    expect(answer(shell, handed, "a\u001b[2Jb", "a\nb", "a\tb", "a\u202eb", "x".repeat(251))).toBe("nothing\n");
  });

  it("PowerShell gets words in its own quotes", () => {
    const packed = Buffer.from("status\0--account\0").toString("base64");
    expect(wordsToCursor("powershell", [packed])).toEqual({ words: ["status", "--account"], current: "" });
    expect(answer("powershell", [packed], "it's $(x)")).toBe("nothing\n'it''s $(x)'\n");
  });

  it("is offered none of too many", () => {
    const many = Array.from({ length: 2001 }, (_, index) => `a${index}`);
    expect(answer("zsh", [""], ...many)).toBe("nothing\n");
  });
});
