import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesInText } from "../../../src/core/redaction/names-in-text.ts";

describe("the names in a text", () => {
  it("are found by whole words, the longest first", () => {
    const names = namesInText(["ana", "ana silva", "sandbox-ana", "silvan", "bo", "*"]);
    expect(names("sandbox-ana is of ana silva * bobby")).toEqual(["sandbox-ana", "ana silva", "ana", "*"]);
  });

  it("are all that stand there as words of their own, whatever they are made of", () => {
    const text = fc.array(fc.constantFrom("ana", "bo", "1", " ", "-", "@", "."), { minLength: 1, maxLength: 5 });
    const joined = text.map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(joined, { maxLength: 6 }), joined, joined, (names, before, after) => {
        const found = namesInText(names);
        for (const name of names) expect(found(`${before} ${name} ${after}`)).toContain(name);
      }),
    );
  });
});
