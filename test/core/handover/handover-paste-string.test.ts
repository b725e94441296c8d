import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import {
  isPasteString,
  parsePasteString,
  renderPasteString,
} from "../../../src/core/handover/handover-paste-string.ts";
import { packText } from "../../../src/core/handover/packed-text.ts";
import { quoteArgument } from "../../../src/core/text/shell-words.ts";
import { hostileHandovers, soundHandover } from "./hostile-handovers.ts";

const [ana] = soundHandover.people;
if (ana === undefined) throw new Error("nobody to hand over to");
const bo = { ...ana, email: "bo@example.com", username: "bo" };
const handover = { ...soundHandover, people: [ana, bo] };
const paste = renderPasteString(handover, bo);
/** What a person has in their mail: its format is for good. */
const SENT = "eyZADUeXgMjMqASDZOMko0JBheyS4gMrqR83AGWlI87yIwMDSwtzM1MTYyNDDGCD5Y6_EC5gnphCQkyAAye";
const wrapped = (width: number, end: string) => paste.replace(new RegExp(`.{${width}}`, "g"), `$&${end}`);
const inBase64 = (text: string) => Buffer.from(text).toString("base64url");
const says = (text: string) => parsePasteString(text).problems.map(renderProblem);

describe("a paste string", () => {
  it("holds one person's part, and is one word from ey to ye that no shell reads anything into", () => {
    expect(paste).toMatch(/^ey[A-Za-z0-9_-]+ye$/);
    for (const shell of ["posix", "powershell", "cmd"] as const) expect(quoteArgument(shell, paste)).toBe(paste);
    expect(parsePasteString(paste)).toEqual({ handover: { ...soundHandover, people: [bo] }, problems: [] });
  });

  it.each([
    ["lines of 76 characters", wrapped(76, "\r\n")],
    ["quoted-printable lines", wrapped(75, "=\r\n")],
    ["an answer's quotation marks", `> ${wrapped(70, "\n> ")}`],
    ["spaces around it", `  ${paste}\n\n`],
    ["quotation marks around it", `“${paste}”`],
    ["a code span around it", `\`${paste}\``],
    ["zero-width spaces between", wrapped(40, "\u200b")],
    ["padding", `${paste}==`],
    ["the other base64 alphabet", paste.replaceAll("-", "+").replaceAll("_", "/")],
  ])("survives %s", (_, text) => {
    expect(isPasteString(text)).toBe(true);
    expect(parsePasteString(text).handover?.people).toEqual([bo]);
  });

  it("is short enough for a line of a chat, a mail and every shell: for three accounts as for one", () => {
    const accounts = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        accountId: `${210987654321 + index * 7919104729}`,
        accountName: `${["Sandbox", "Staging", "Acme web"][index % 3]} ${index}`,
        permissionSet: "amplify-policy",
        region: "eu-central-1",
        profile: `amplify-${index}`,
      }));
    const lengthFor = (count: number) => renderPasteString(handover, { ...bo, access: accounts(count) }).length;
    expect(lengthFor(1)).toBeLessThan(200);
    expect(lengthFor(3)).toBeLessThan(300);
    expect(lengthFor(10)).toBeLessThan(700);
  });

  it("is read as it was sent, whatever became of the program since", () => {
    expect(parsePasteString(SENT).handover?.people[0]?.username).toBe("bo");
    const plain = inBase64(JSON.stringify({ ...soundHandover, people: [bo] }));
    expect(isPasteString(plain)).toBe(true);
    expect(parsePasteString(plain).handover?.people).toEqual([bo]);
  });

  it("makes no more of a hostile word than a handover may be long", () => {
    const bomb = packText(" ".repeat(5_000_000));
    expect(says(`eyZ${bomb?.toString("base64url")}ye`)).toEqual([
      '--handover: The handover string was changed on its way. Copy it again, from "ey" to its end.',
    ]);
  });

  it("says that its end is missing", () => {
    for (let length = 8; length < paste.length; length += 1) {
      expect(says(paste.slice(0, length))).toEqual([
        '--handover: The handover string ends too early: a part of it is missing. Copy it again, from "ey" to its end.',
      ]);
    }
  });

  it("says that its start is missing", () => {
    expect(says(paste.slice(3))).toEqual([
      '--handover: It does not begin with "ey" as handover strings do. Copy it again, from "ey" to its end.',
    ]);
  });

  it("says which character does not belong into it", () => {
    expect(says(`${paste.slice(0, 50)}…${paste.slice(51)}`)).toEqual([
      '--handover: It holds "…", which handover strings do not have. Copy it again, from "ey" to its end.',
    ]);
  });

  it("says that something in its middle was lost", () => {
    expect(says(paste.slice(0, 51) + paste.slice(52))).toEqual([
      '--handover: The handover string was changed on its way. Copy it again, from "ey" to its end.',
    ]);
  });

  it("is for one person", () => {
    expect(says(inBase64(JSON.stringify(handover)))).toEqual([
      "--handover: It holds 2 people; a handover string is for one. Ask your admin for yours.",
    ]);
    expect(parsePasteString(inBase64(JSON.stringify({ ...handover, people: [] }))).handover).toBeUndefined();
  });

  it("asks for consent to a start URL like a file does", () => {
    const own = renderPasteString({ ...handover, startUrl: "https://sso.acme.example/start" }, ana);
    expect(parsePasteString(own).needsConsent).toEqual({ startUrl: "https://sso.acme.example/start" });
  });

  it.each(hostileHandovers)("is refused with %s, and names no line, since it has none", (_, content, ...messages) => {
    const { handover: read, problems } = parsePasteString(inBase64(String(content)));
    expect(read).toBeUndefined();
    expect(problems.map(({ message }) => message)).toEqual(messages);
    expect(problems.every(({ place }) => place.line === undefined && place.column === undefined)).toBe(true);
  });

  it("is refused when it is far too long", () => {
    expect(says(paste + "A".repeat(3_000_000))).toEqual([
      '--handover: It is too long for a handover string. Copy it again, from "ey" to its end.',
    ]);
  });

  it.each(["onboard.handover.json", "eyes/of/ana.json", "", "ey", "{}"])("is not what %j means to be", (text) => {
    expect(isPasteString(text)).toBe(false);
  });
});
