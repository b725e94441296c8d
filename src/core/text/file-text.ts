/** What the first bytes say of the encoding. Windows PowerShell's `>` writes UTF-16, and says so. */
const MARKS = [
  { mark: [0xff, 0xfe], encoding: "utf-16le" },
  { mark: [0xfe, 0xff], encoding: "utf-16be" },
  { mark: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
] as const;

/** The text of a file that people or their shells have written: UTF-8, or what its byte order mark says, which is no part of it. */
export function fileText(bytes: Uint8Array): string {
  const found = MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  return new TextDecoder(found?.encoding).decode(bytes);
}
