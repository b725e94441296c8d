import { describe, expect, it } from "vitest";
import { accountNameRedactor } from "../../../src/core/redaction/account-names.ts";

const called = (email: string, line: number, userName = email) => ({
  email,
  userName,
  displayName: "",
  label: `line ${line}`,
});
const people = [
  called("ana.silva@example.com", 2),
  called("o'brien+aws@example.com", 3),
  called("bo@example.com", 4, "blarsen"),
  called("dev@example.com", 5),
  called("new@example.com", 6),
  called("x@example.com", 7),
];

describe("the name of an account or a profile without the people in it", () => {
  it.each([
    ["sandbox-ana.silva", "sandbox-line 2"],
    ["Ana.Silva", "line 2"],
    ["amplify-sandbox-ana-silva", "amplify-sandbox-line 2"],
    ["new:ana.silva", "new:line 2"],
    ["sandbox-o-brien-aws", "sandbox-line 3"],
    ["Sandbox (o'brien+aws)", "Sandbox (line 3)"],
    ["bo-blarsen", "line 4-line 4"],
    ["ana.silva and bo", "line 2 and line 4"],
    ["new:new", "new:line 6"],
    ["New Sandbox", "line 6 Sandbox"],
  ])("%j is told as %j", (name, told) => {
    expect(accountNameRedactor(people)(name)).toBe(told);
  });

  it.each(["Sandbox North", "devtools", "banana.silva", "ana.silvan", "x-ray", "123456789012", "new:web", ""])(
    "%j stays as it is",
    (name) => {
      expect(accountNameRedactor(people)(name)).toBe(name);
    },
  );

  it("stays another than every other name", () => {
    const screen = accountNameRedactor(people);
    expect([screen("of-bo"), screen("of-blarsen"), screen("of-bo")]).toEqual([
      "of-line 4",
      "of-line 4 (2)",
      "of-line 4",
    ]);
  });
});
