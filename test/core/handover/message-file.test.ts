import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMessageFor, markedMessage, messageFileNames } from "../../../src/core/handover/message-file.ts";

const fileFor = (userName: string, ...taken: readonly string[]): string => {
  for (const name of messageFileNames(userName)) if (!taken.includes(name)) return name;
  return "";
};

describe("the file of a message", () => {
  it("is named after the user", () => {
    expect(fileFor("Ana.Silva@example.com")).toBe("ana.silva@example.com");
  });

  it.each([
    ["../../etc/passwd", "etc-passwd"],
    ["...", "person"],
    ["名前", "person"],
    ["-", "person"],
    ["--help", "help"],
    ["ana.", "ana"],
    [".bashrc", "bashrc"],
  ])("stays in its folder and has a name, whatever the user name holds: %s", (userName, name) => {
    expect(fileFor(userName)).toBe(name);
  });

  it.each(["con", "NUL", "aux", "prn", "COM1", "lpt9", "con.silva@example.com", "nul."])(
    "is no device of Windows: %s",
    (userName) => {
      expect(fileFor(userName)).toMatch(/^person-/);
    },
  );

  it("is a name for every file system, and never that of a device, for any user name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 128 }), fc.nat(3), (userName, count) => {
        const names = messageFileNames(userName);
        for (let skipped = 0; skipped < count; skipped += 1) names.next();
        const name = String(names.next().value);
        expect(name).toMatch(/^[a-z0-9@_+](?:[a-z0-9@._+-]*[a-z0-9@_+])?$/);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/);
      }),
    );
  });

  it("has a number when somebody else's file has its name", () => {
    expect(fileFor("a/b", "a-b", "a-b-2")).toBe("a-b-3");
  });
});

describe("a message", () => {
  it("says whose it is without naming them, and is known again as theirs and nobody else's", () => {
    const text = markedMessage("Hello\n", "Ana@example.com");
    expect(text).not.toContain("Ana");
    expect(isMessageFor("ana@example.com", text)).toBe(true);
    expect(isMessageFor("bo@example.com", text)).toBe(false);
    expect(isMessageFor("ana@example.com", "Hello\n")).toBe(false);
    expect(isMessageFor("ana@example.com", `${text}my own notes\n`)).toBe(false);
  });
});
