import { expect, it } from "vitest";
import { fileText } from "../../../src/core/text/file-text.ts";

const TEXT = '{ "név": "é’\u{1F600}" }\r\n';
const little = Buffer.from(`\uFEFF${TEXT}`, "utf16le");

it.each([
  ["UTF-8", Buffer.from(TEXT)],
  ["UTF-8 with its mark, as Notepad writes it", Buffer.from(`\uFEFF${TEXT}`)],
  ["UTF-16, as the > of Windows PowerShell writes it", little],
  ["UTF-16 the other way round", Buffer.from(little).swap16()],
])("the text of a file is read from %s", (_, bytes) => {
  expect(fileText(bytes)).toBe(TEXT);
});

it("the text of an empty file, or of half a mark, is read as it is", () => {
  expect(fileText(Buffer.of())).toBe("");
  expect(fileText(Buffer.of(0xff))).toBe("\uFFFD");
});
