import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wireEnvrc, wirePackageJson } from "../../../src/workstation/project/wire-project.ts";

const wiring = { profile: "amplify" };
const apart = { profile: "amplify", identifier: "ana" };
const textOf = (wired: ReturnType<typeof wireEnvrc>) => ("text" in wired ? wired.text : wired.refused);

describe("an .envrc", () => {
  it.each([
    ["", "export AWS_PROFILE=amplify\n"],
    ["use node\n", "use node\nexport AWS_PROFILE=amplify\n"],
    ["use node", "use node\nexport AWS_PROFILE=amplify\n"],
    ["use node\r\n", "use node\r\nexport AWS_PROFILE=amplify\r\n"],
    ["a\nexport AWS_PROFILE=old # mine\nb\n", "a\nexport AWS_PROFILE=amplify\nb\n"],
    ["AWS_PROFILE=old", "export AWS_PROFILE=amplify"],
    ["# export AWS_PROFILE=x\n", "# export AWS_PROFILE=x\nexport AWS_PROFILE=amplify\n"],
  ])("that is %j becomes %j", (before, after) => {
    expect(wireEnvrc(before, wiring)).toEqual({ text: after });
  });

  it("is left alone when it is not plain which line counts", () => {
    const text = "export AWS_PROFILE=a\nexport AWS_PROFILE=b\n";
    expect(wireEnvrc(text, wiring)).toEqual({ refused: "It sets AWS_PROFILE more than once." });
  });

  it("keeps every other line, and does not change the second time", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("use node", "", "# x", "AWS_PROFILE=z", "export B=1")), (lines) => {
        const wired = wireEnvrc(lines.join("\n"), wiring);
        if ("refused" in wired) return;
        expect(wireEnvrc(wired.text, wiring)).toEqual(wired);
        const others = (text: string) =>
          text.split("\n").filter((line) => line !== "" && !line.includes("AWS_PROFILE"));
        expect(others(wired.text)).toEqual(others(lines.join("\n")));
      }),
    );
  });
});

describe("a package.json", () => {
  it("gets a script, in the style that the file has", () => {
    expect(textOf(wirePackageJson('{\n\t"name": "x",\n\t"scripts": {\n\t\t"a": "b"\n\t}\n}\n', apart))).toBe(
      '{\n\t"name": "x",\n\t"scripts": {\n\t\t"a": "b",\n\t\t"sandbox": "ampx sandbox --identifier ana --profile amplify"\n\t}\n}\n',
    );
    expect(textOf(wirePackageJson('{\r\n    "name": "x"\r\n}\r\n', wiring))).toBe(
      '{\r\n    "name": "x",\r\n    "scripts": {\r\n        "sandbox": "ampx sandbox --profile amplify"\r\n    }\r\n}\r\n',
    );
  });

  it("has our own script brought up to date, and does not change the second time", () => {
    const once = textOf(wirePackageJson('{ "scripts": { "sandbox": "ampx sandbox --profile old" } }', apart));
    expect(JSON.parse(once)).toEqual({ scripts: { sandbox: "ampx sandbox --identifier ana --profile amplify" } });
    expect(textOf(wirePackageJson(once, apart))).toBe(once);
  });

  it.each([
    ['{ "scripts": { "sandbox": "ampx sandbox --once" } }', 'Its script "sandbox" is "ampx sandbox --once".'],
    ['{ "scripts": { "sandbox": 1 } }', 'Its script "sandbox" is "1".'],
    ["{ broken", "It is not JSON."],
    ["7", "It is not JSON."],
  ])("%s is left alone", (text, why) => {
    expect(wirePackageJson(text, wiring)).toEqual({ refused: why });
  });
});
