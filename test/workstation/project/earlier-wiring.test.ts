import fc from "fast-check";
import { applyEdits, modify } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { EARLIER_WIRING } from "../../../src/workstation/project/earlier-wiring.ts";
import { SNIPPETS } from "../../../src/workstation/project/snippets.ts";

const unwire = (file: string, text: string) => EARLIER_WIRING[file]?.(text);

/** What earlier versions made of a package.json. */
function wired(text: string, script = "ampx sandbox --identifier ana --profile amplify"): string {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const formattingOptions = { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol };
  return applyEdits(text, modify(text, ["scripts", "sandbox"], script, { formattingOptions }));
}

describe("an .envrc", () => {
  it.each([
    ["export AWS_PROFILE=amplify\n", { gone: true }],
    ["use node\nexport AWS_PROFILE=amplify\n", { text: "use node\n" }],
    ["use node\r\nexport AWS_PROFILE=amplify\r\n", { text: "use node\r\n" }],
    ["# the team's AWS_PROFILE\nexport AWS_PROFILE=amplify\nuse node", { text: "# the team's AWS_PROFILE\nuse node" }],
  ])("that is %j gives back what was there before", (text, after) => {
    expect(unwire(".envrc", text)).toEqual(after);
  });

  it.each([
    "",
    "use node\n",
    "export AWS_PROFILE=a\nexport AWS_PROFILE=b\n",
    "export AWS_PROFILE=amplify # the team's\n",
    SNIPPETS.direnv.text,
    "  export AWS_PROFILE=amplify\n",
    "AWS_PROFILE=amplify\n",
    "export AWS_PROFILE=amplify\naws --profile $AWS_PROFILE sts get-caller-identity\n",
    "# export AWS_PROFILE=amplify\n",
  ])("that is %j is somebody's own", (text) => {
    expect(unwire(".envrc", text)).toBeUndefined();
  });
});

describe("a package.json", () => {
  it.each([
    ['{\n  "name": "x"\n}\n'],
    ['{\n\t"name": "x",\n\t"scripts": {\n\t\t"a": "b"\n\t},\n\t"type": "module"\n}\n'],
    ['{\r\n    "name": "x",\r\n    "scripts": {\r\n        "a": "b"\r\n    }\r\n}\r\n'],
    ['{\n  "scripts": {\n    "a": "b",\n    "c": "d"\n  },\n  "name": "x"\n}'],
  ])("%j has back every byte that it had", (text) => {
    for (const script of ["ampx sandbox --identifier ana --profile amplify", "ampx sandbox --profile amplify"]) {
      expect(unwire("package.json", wired(text, script))).toEqual({ text });
    }
  });

  it("has back every byte, whatever else is in it", () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const scripts = fc.dictionary(name, fc.string(), { minKeys: 1, maxKeys: 3 });
    const manifest = fc.record({ name, scripts, files: fc.array(name) });
    fc.assert(
      fc.property(manifest, fc.constantFrom(2, 4, "\t"), fc.boolean(), (members, indent, endsLine) => {
        const text = `${JSON.stringify(members, null, indent)}${endsLine ? "\n" : ""}`;
        expect(unwire("package.json", wired(text))).toEqual({ text });
      }),
    );
  });

  it.each([
    '{ "scripts": { "sandbox": "ampx sandbox --once" } }',
    '{ "scripts": { "sandbox": "ampx sandbox --profile a && rm x" } }',
    '{ "scripts": { "sandbox": 1 } }',
    '{ "scripts": { "dev": "ampx sandbox --profile amplify" } }',
    '{ "scripts": [] }',
    "{ broken",
    "7",
  ])("%s is somebody's own", (text) => {
    expect(unwire("package.json", text)).toBeUndefined();
  });
});
