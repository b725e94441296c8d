const MARKS = [
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
] as const;

/** What the first bytes say of the encoding, if they do. Windows PowerShell's `>` writes UTF-16, and says so. */
export function byteOrderMark(bytes: Uint8Array): (typeof MARKS)[number] | undefined {
  return MARKS.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte));
}

/** The text of a file that people or their shells have written: UTF-8, or what its byte order mark says, which is no part of it. */
export function fileText(bytes: Uint8Array): string {
  return new TextDecoder(byteOrderMark(bytes)?.encoding).decode(bytes);
}
