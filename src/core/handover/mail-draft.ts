import { fingerprintOf } from "../text/canonical-json.ts";
import { visibleText } from "../text/visible-text.ts";

/** A mail that nobody has sent yet. */
export interface MailDraft {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  /** The same twice, for readers of either kind. */
  readonly text: string;
  readonly html: string;
  /** Further header fields of our own, in ASCII. */
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * A mail as a file that mail programs open as a draft (`X-Unsent`): RFC 5322, with names by RFC 2047 and bodies by RFC 2045. It has
 * no sender and no date, which the program that sends it fills in. No value can add a line to the header: what is not seen is spelled out.
 */
export function mailDraft({ to, subject, text, html, fields = {} }: MailDraft): string {
  const boundary = `=_onboard_${fingerprintOf([text, html]).slice(0, 24)}`;
  const head = {
    "X-Unsent": "1",
    To: `${phrase(to.name)} <${visibleText(to.address)}>`,
    Subject: headerText(subject),
    "MIME-Version": "1.0",
    "Content-Type": `multipart/alternative; boundary="${boundary}"`,
    ...fields,
  };
  return [
    ...Object.entries(head).map(([name, value]) => `${name}: ${value}`),
    "",
    ...part(boundary, "plain", text),
    ...part(boundary, "html", html),
    `--${boundary}--`,
    "",
  ].join("\r\n");
}

function part(boundary: string, kind: "plain" | "html", body: string): readonly string[] {
  const encoded = Buffer.from(body.replace(/\r?\n/g, "\r\n")).toString("base64");
  return [
    `--${boundary}`,
    `Content-Type: text/${kind}; charset=utf-8`,
    "Content-Transfer-Encoding: base64",
    "",
    ...(encoded.match(/.{1,76}/g) ?? []),
  ];
}

/** A person's name before an address: plain words as they are, all else encoded. */
function phrase(name: string): string {
  const visible = visibleText(name);
  return /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/.test(visible) && visible.length <= 60 ? visible : encodedWords(visible);
}

function headerText(text: string): string {
  const visible = visibleText(text);
  return /^[\x20-\x7e]{1,60}$/.test(visible) && !visible.includes("=?") ? visible : encodedWords(visible);
}

/** Bytes of one encoded word: with what stands around them they are at most 75 characters. */
const WORD = 45;

/** `=?utf-8?B?…?=`, as many as needed, on lines of their own. A character is never cut. https://www.rfc-editor.org/rfc/rfc2047#section-2 */
function encodedWords(text: string): string {
  const words = [""];
  for (const character of text) {
    const last = words.at(-1) ?? "";
    if (Buffer.byteLength(last + character) > WORD) words.push(character);
    else words[words.length - 1] = last + character;
  }
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString("base64")}?=`).join("\r\n ");
}
