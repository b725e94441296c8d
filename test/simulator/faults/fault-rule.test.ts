import { describe, expect, it } from "vitest";
import { parseFaultRules } from "../../../src/simulator/faults/fault-rule.ts";
import { InputRefused } from "../../../src/simulator/input-refused.ts";

const throttle = { operation: "CreateUser", nth: 3, fault: "throttle" };
const slow = { fault: "slow", delay: 1.5 };

function problemsOf(text: string): readonly string[] {
  try {
    parseFaultRules(text, "faults.json");
  } catch (error) {
    if (error instanceof InputRefused) return error.problems;
    throw error;
  }
  return [];
}

describe("fault rules", () => {
  it.each([
    ["a JSON array", JSON.stringify([throttle, slow], null, 2)],
    ["JSON lines", `${JSON.stringify(throttle)}\n\n${JSON.stringify(slow)}\r\n`],
  ])("are read from %s", (_, text) => {
    expect(parseFaultRules(text, "faults.json")).toEqual([throttle, slow]);
  });

  it("may be just one, over several lines", () => {
    expect(parseFaultRules(JSON.stringify(throttle, null, 2), "faults.json")).toEqual([throttle]);
  });

  it.each([
    ["an unknown fault", [{ fault: "explode" }], ["faults.json[0].fault: "]],
    ["an unknown member", [{ ...slow, opration: "CreateUser" }], ['faults.json[0]: Unrecognized key: "opration"']],
    ["a count of nothing", [{ ...slow, nth: 0 }], ["faults.json[0].nth: "]],
    ["two schedules", [{ ...slow, nth: 1, every: 2 }], ["faults.json[0]: nth, every, from/count and probability"]],
    ["a seed for nothing", [{ ...slow, seed: 1 }], ["faults.json[0].seed: seed is only for probability"]],
    ["an error without its name", [{ fault: "error" }], ["faults.json[0].error: "]],
    ["an error's name for another fault", [{ ...slow, error: "X" }], ["faults.json[0].error: is for the fault error"]],
    ["members of no error", [{ ...slow, members: { a: "b" } }], ["faults.json[0].members: "]],
    ["every problem of every rule", [{ fault: "x" }, slow, { delay: -1 }], ["[0].fault", "[2].fault", "[2].delay"]],
  ])("refuse %s", (_, rules, expected) => {
    const problems = problemsOf(JSON.stringify(rules));
    expect(problems).toHaveLength(expected.length);
    for (const [index, part] of expected.entries()) expect(problems[index]).toContain(part);
  });

  it.each([
    ["an array that ends early", '[{"fault":"slow"}', ["faults.json: "]],
    ["the line that is not JSON", '{"fault":"slow"}\n{"fault":slow}\nnonsense', ["faults.json:2: ", "faults.json:3: "]],
    ["a rule that is no object", "[1]", ["faults.json[0]: "]],
  ])("point at %s", (_, text, expected) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(expected.length);
    for (const [index, part] of expected.entries()) expect(problems[index]).toContain(part);
  });
});
