import { type HostileHandover, soundHandover } from "./hostile-handovers.ts";

const raw = JSON.stringify(soundHandover);
const utf16 = (mark: readonly number[], text: string) =>
  Uint8Array.from([...mark, ...new Uint8Array(Buffer.from(text, "utf16le"))]);

/** What strangers, editors and mail programs make of the text of a handover. */
export const brokenHandovers: readonly HostileHandover[] = [
  [
    "half a surrogate pair",
    raw.replace('"Sandbox North"', '"\\ud800"'),
    '"accountName" is "<U+D800>", which holds the invisible character "<U+D800>".',
  ],
  ["a member twice", raw.replace('"session":', '"session":"evil","session":'), '"session" is here twice.'],
  ["__proto__", raw.replace("{", '{"__proto__":{"isAdmin":true},'), 'There is no member "__proto__".'],
  [
    "constructor and __proto__ deeper down",
    raw.replace('{"email"', '{"constructor":1,"__proto__":[],"email"'),
    'There is no member "constructor".',
    'There is no member "__proto__".',
  ],
  [
    "a misspelt member",
    raw.replace('"startUrl"', '"startURL"'),
    '"startUrl" is missing.',
    'There is no member "startURL".',
  ],
  ["a missing member", raw.replace('"version":1,', ""), '"version" is missing.'],
  [
    "a version beyond all numbers",
    raw.replace(":1,", ":1e999,"),
    "This handover is of version Infinity, and this program reads version 1.",
  ],
  ["NaN for a version", raw.replace(":1,", ":NaN,"), "This is not JSON: invalid symbol."],
  ["a version with a leading zero", raw.replace(":1,", ":01,"), "This is not JSON: comma expected."],
  ["a version in hexadecimal", raw.replace(":1,", ":0x1,"), "This is not JSON: invalid symbol."],
  ["a bare line break in a text", raw.replace("Sandbox", "Sand\nbox"), "This is not JSON: unexpected end of string."],
  ["a comment", `// yours\n${raw}`, "This is not JSON: invalid comment token."],
  ["a comma too many", raw.replace(/\}$/, ",}"), "This is not JSON: property name expected."],
  ["something after its end", `${raw}{}`, "This is not JSON: end of file expected."],
  ["a list", "[]", "The handover must be an object, not a list."],
  ["null", "null", "The handover must be an object, not null."],
  ["half a file", raw.slice(0, 200), "This is not JSON: unexpected end of string."],
  ["nothing", " \n", "There is nothing in it."],
  ["an AWS config file", "[profile evil]\ncredential_process = /tmp/evil\n", "This is not JSON: invalid symbol."],
  ["a web page", "<!doctype html><title>Sign in</title>", "This is not JSON: invalid symbol."],
  ["a byte order mark", `\uFEFF${raw}`, "It begins with a byte order mark, so an editor has changed it."],
  ["UTF-16", utf16([0xff, 0xfe], raw), "This is not UTF-8 text; it may be UTF-16."],
  ["UTF-16 without a mark", utf16([], raw), "This is not UTF-8 text; it may be UTF-16."],
  ["bytes that are no text", Uint8Array.from([0x7b, 0xff, 0xfe, 0x80, 0x7d]), "This is not UTF-8 text."],
  [
    "10 MB",
    JSON.stringify({ ...soundHandover, session: "a".repeat(10_000_000) }),
    "This is larger than 1 MB, and a handover is not.",
  ],
  [
    "JSON nested a hundred thousand deep",
    "[".repeat(100_000) + "]".repeat(100_000),
    "This is nested too deeply for a handover.",
  ],
  [
    "nesting hidden behind stray brackets",
    `[${"},".repeat(100_000)}${"[".repeat(100_000)}`,
    "This is nested too deeply for a handover.",
  ],
  [
    "more people than there can be",
    `${raw.slice(0, -2)}${",{}".repeat(50_000)}]}`,
    '"people" has 50001 entries; more than 50000 cannot be meant.',
  ],
];
