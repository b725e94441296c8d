import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mailDraft } from "../../../src/core/handover/mail-draft.ts";
import { slice } from "../../how-much.ts";

const draft = (name: string, more = {}) =>
  mailDraft({
    to: { name, address: "ana@example.com" },
    subject: "Your access",
    text: "Olá\n",
    html: "<p>Olá",
    ...more,
  });
/** The header's fields, unfolded. */
const fields = (mail: string) => (mail.split("\r\n\r\n")[0] ?? "").replaceAll("\r\n ", " ").split("\r\n");

const READ = `
import email, email.policy, json, sys
def read(mail):
    m = email.message_from_bytes(mail.encode(), policy=email.policy.default)
    (to,) = m["To"].addresses
    return [to.display_name, to.addr_spec, m["Subject"], m["X-Unsent"], len(m.keys()), len(m.defects)] + [p.get_content() for p in m.iter_parts()]
print(json.dumps([read(mail) for mail in json.load(sys.stdin)]))
`;
const hasPython = spawnSync("python3", ["--version"]).status === 0;

const NAMES = [
  "Ana Silva",
  'Silva, "Ana" <evil@example.com>',
  "João da Conceição Gonçalves e Albuquerque de Bragança-Magalhães",
  "山田 太郎".repeat(12),
  "👩‍👩‍👧 Family",
  "=?utf-8?Q?not_encoded?=",
  "Ana\r\nBcc: everybody@example.com",
  "",
];

describe("a mail draft", () => {
  it("is opened as one that is not sent yet, to one person, with text and page", () => {
    expect(fields(draft("Ana Silva")).slice(0, 4)).toEqual([
      "X-Unsent: 1",
      "To: Ana Silva <ana@example.com>",
      "Subject: Your access",
      "MIME-Version: 1.0",
    ]);
  });

  it("keeps every line short, in ASCII, and ended as mail wants it, and nobody's name adds a field", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...NAMES)),
        fc.string({ unit: "binary" }),
        (name, subject) => {
          const mail = draft(name, { subject, html: name });
          expect(mail).toMatch(/^[\x20-\x7e\r\n]*$/);
          expect(mail.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
          for (const line of mail.split("\r\n")) expect(line.length).toBeLessThanOrEqual(100);
          expect(fields(mail)).toHaveLength(5);
        },
      ),
      { numRuns: slice(1000) },
    );
  });

  it.runIf(hasPython)("is read by Python's mail parser as it was meant", () => {
    const { stdout, stderr } = spawnSync("python3", ["-c", READ], {
      input: JSON.stringify(NAMES.map((name) => draft(name, { subject: `Für ${name}` }))),
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    const shown = NAMES.map((name) => name.replace("\r\n", "\\r\\n").replaceAll("\u200d", "<U+200D>"));
    // Python keeps the blanks between the encoded words of a name, which RFC 2047 has readers leave out.
    const withoutBlanks = (text: string) => text.replaceAll(" ", "");
    const read = (JSON.parse(stdout) as string[][]).map(([name = "", ...rest]) => [withoutBlanks(name), ...rest]);
    expect(read).toEqual(
      shown.map((name) => [withoutBlanks(name), "ana@example.com", `Für ${name}`, "1", 5, 0, "Olá\r\n", "<p>Olá"]),
    );
  });
});
