import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Annotation } from "../../../../src/cli/views/annotation.ts";
import { inertInLog, renderGithubCommands } from "../../../../src/cli/views/formats/github-commands.ts";
import { hostileText } from "../hostile-names.ts";

const finding: Annotation = { level: "error", check: "invalid-input", title: "Invalid input", message: "No." };

/** What the runner reads from a line: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
function readByRunner(line: string) {
  const trimmed = line.trimStart();
  const end = trimmed.indexOf("::", 2);
  if (!trimmed.startsWith("::") || end < 0) return undefined;
  const [command = "", ...rest] = trimmed.slice(2, end).split(" ");
  const unescaped = (text: string, escapes: readonly (readonly [string, string])[]) =>
    escapes.reduce((done, [from, to]) => done.replaceAll(from, to), text);
  const data = [
    ["%0D", "\r"],
    ["%0A", "\n"],
    ["%25", "%"],
  ] as const;
  const property = [
    ["%0D", "\r"],
    ["%0A", "\n"],
    ["%3A", ":"],
    ["%2C", ","],
    ["%25", "%"],
  ] as const;
  const properties = rest
    .join(" ")
    .split(",")
    .map((pair): [string, string] => {
      const [name = "", ...value] = pair.split("=");
      return [name, unescaped(value.join("="), property)];
    });
  return { command, properties: Object.fromEntries(properties), message: unescaped(trimmed.slice(end + 2), data) };
}

describe("workflow commands", () => {
  it("point to file, line and column", () => {
    expect(renderGithubCommands([{ ...finding, file: "teams/team.csv", line: 12, column: 5 }])).toEqual([
      "::error file=teams/team.csv,line=12,col=5,title=Invalid input::No.",
    ]);
  });

  it("go without a place where there is none", () => {
    expect(renderGithubCommands([{ ...finding, level: "warning" }])).toEqual(["::warning title=Invalid input::No."]);
  });

  it("are read by the runner as they were meant, whatever is in them", () => {
    const anything = fc.oneof(
      hostileText,
      fc.string({ unit: "grapheme-ascii" }),
      fc.constantFrom("50%25", "a,b:c=d", "::error::x"),
    );
    fc.assert(
      fc.property(anything, anything, anything, (file, title, message) => {
        const lines = renderGithubCommands([{ ...finding, file, line: 3, title, message }]);
        expect(lines).toHaveLength(1);
        expect(readByRunner(lines[0] ?? "")).toEqual({
          command: "error",
          properties: { file, line: "3", title },
          message,
        });
      }),
    );
  });

  it("never hold a line break", () => {
    expect(renderGithubCommands([{ ...finding, message: "a\r\n::set-env name=X::y" }])).toEqual([
      "::error title=Invalid input::a\\r\\n::set-env name=X::y",
    ]);
  });

  it("are ten of a level, as many as GitHub shows, the last one saying how many more there are", () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ ...finding, message: `${index}` }));
    const lines = renderGithubCommands([...many, { ...finding, level: "notice" }]);
    expect(lines).toHaveLength(11);
    expect(lines[9]).toBe("::error title=onboard::And 16 more: see the log.");
    expect(lines[10]).toMatch(/^::notice/);
  });
});

describe("a line of the log", () => {
  it("is no command, whatever it holds", () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom("", "  ", "\t"), (text, indent) => {
        const line = inertInLog(indent + text);
        expect(readByRunner(line)).toBeUndefined();
        expect(line).not.toContain("##[");
      }),
    );
  });

  it("stays as it is when it is none", () => {
    expect(inertInLog("  ana@example.com  + user “Ana::Silva”")).toBe("  ana@example.com  + user “Ana::Silva”");
  });
});
