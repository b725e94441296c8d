import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { foldedPiece, nameTree, piecesOf } from "../../../src/core/redaction/name-tree.ts";

/** The names that stand at each word of a text, the longest first. */
function namesIn(text: string, names: readonly string[]): readonly string[] {
  const tree = nameTree<string>();
  for (const name of names) tree.add(name, name);
  const pieces = piecesOf(text).map(foldedPiece);
  return pieces.flatMap((_, start) => tree.startingAt(pieces, start).map(([, found]) => found));
}

describe("the names in a text", () => {
  it("are found by whole words, the longest first", () => {
    const names = ["ana", "ana silva", "sandbox-ana", "silvan", "bo", "*"];
    expect(namesIn("sandbox-ana is of ana silva * bobby", names)).toEqual([
      "sandbox-ana",
      "ana",
      "ana silva",
      "ana",
      "*",
    ]);
  });

  it("are all that stand there as words of their own, whatever they are made of", () => {
    const text = fc.array(fc.constantFrom("ana", "bo", "1", " ", "-", "@", "."), { minLength: 1, maxLength: 5 });
    const joined = text.map((parts) => parts.join("")).filter((parts) => parts.trim() === parts);
    fc.assert(
      fc.property(fc.array(joined, { maxLength: 6 }), joined, joined, (names, before, after) => {
        for (const name of names) expect(namesIn(`${before} ${name} ${after}`, names)).toContain(name);
      }),
    );
  });

  it.each([
    ["of another case", "ANA SILVA"],
    ["with a decomposed accent", "Zoe\u0308 Strau\u00df"],
    ["in capitals, which spell ß otherwise", "ZO\u00cb STRAUSS"],
    ["with a line break in between", "Ana\n  Silva"],
  ])("are the same %s", (_, text) => {
    expect(namesIn(text, ["Ana Silva", "Zo\u00eb Strau\u00df"])).toHaveLength(1);
  });

  it("are found though they are cut off", () => {
    const tree = nameTree<string>();
    tree.add("maximiliane.featherstonehaugh@example.com", "line 2");
    const cut = (text: string) => tree.cutAt(piecesOf(text).map(foldedPiece), 0)?.[1];
    expect(["maximiliane.feat…", "maximiliane…", "Maximiliane.…"].map(cut)).toEqual(["line 2", "line 2", "line 2"]);
    expect(["max…", "maximiliane.feast…", "maximiliane"].map(cut)).toEqual([undefined, undefined, undefined]);
  });

  it("are looked up a few times a word, however many there are", () => {
    const tree = nameTree<number>();
    for (let index = 0; index < 5000; index += 1) tree.add(`person.${index}@example.com`, index);
    const pieces = piecesOf("person.4999@example.com has another address. ".repeat(100)).map(foldedPiece);
    const lookUps = vi.spyOn(Map.prototype, "get");
    for (const [start] of pieces.entries()) tree.startingAt(pieces, start);
    expect(lookUps.mock.calls.length).toBeLessThan(2 * pieces.length);
    lookUps.mockRestore();
  });
});
