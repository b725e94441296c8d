import type { Fault } from "../errors/fault.ts";
import { quoted } from "../text/visible-text.ts";
import { formulaFault } from "./name-rules.ts";

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+([A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})$/i;
const WRITE_ONE = 'Write one address like "ana.silva@example.com".';

/**
 * Whether the text is one plain mail address, the kind that mail systems deliver to everywhere: ASCII, no comments, no
 * quoted part, a domain with a dot. Identity Center itself checks nothing, and a wrong address can't be sent a code.
 */
export function emailFault(text: string): Fault | undefined {
  const formula = text.startsWith("@") ? undefined : formulaFault(text);
  if (formula !== undefined) return formula;
  if (text.length <= 254 && LOCAL.test(localPart(text)) && DOMAIN.test(domainPart(text))) return longLocalPart(text);
  return firstFault(text);
}

/** What stands before the last `@`. */
export function localPart(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf("@")));
}

function domainPart(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

function longLocalPart(text: string): Fault | undefined {
  if (localPart(text).length <= 64) return undefined;
  return { message: `${quoted(text)} has more than 64 characters before the "@".`, remedy: WRITE_ONE };
}

function firstFault(text: string): Fault {
  const shown = quoted(text);
  const at = text.split("@").length - 1;
  const inside = /<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>/i.exec(text)?.[1];
  const trimmed = text.replace(/^(mailto:|[<(['"])+|[>)\]'".,;:!]+$/gi, "");

  if (inside !== undefined && at === 1) {
    return { message: `${shown} is more than an address.`, remedy: `Write only ${quoted(inside)}.` };
  }
  if (trimmed !== text && emailFault(trimmed) === undefined) {
    return { message: `${shown} is more than an address.`, remedy: `Write only ${quoted(trimmed)}.` };
  }
  if (at === 0) return { message: `${shown} is not an e-mail address: it has no "@".`, remedy: WRITE_ONE };
  if (at > 1 && /[\s,;/]/.test(text)) {
    return { message: `${shown} holds ${at} addresses.`, remedy: "Give each person a row and one address." };
  }
  if (at > 1) return { message: `${shown} is not an e-mail address: it has ${at} "@".`, remedy: WRITE_ONE };
  return { message: `${shown} is not an e-mail address: ${onePartFault(text)}.`, remedy: WRITE_ONE };
}

function onePartFault(text: string): string {
  const local = localPart(text);
  const domain = domainPart(text);
  const foreign = /[^\x21-\x7E]/u.exec(text.replaceAll(" ", ""))?.[0];
  if (text.includes(" ")) return "it has a space";
  if (local === "") return 'nothing stands before the "@"';
  if (domain === "") return 'it has no domain after the "@"';
  if (foreign !== undefined) return `${quoted(foreign)} is not an ASCII letter, perhaps one that looks like it`;
  if (text.length > 254) return "it has more than 254 characters";
  if (!LOCAL.test(local)) return `${quoted(local)} cannot stand before the "@"`;
  if (!domain.includes(".")) return `its domain ${quoted(domain)} has no dot`;
  return `its domain ${quoted(domain)} is not a domain name`;
}
