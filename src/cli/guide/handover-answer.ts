import { isPasteString } from "../../core/handover/handover-paste-string.ts";

/** What `--handover` is given for what somebody pasted: the line of a message, what stands in it, an address or a file. */
export function handoverIn(pasted: string): string {
  const [, behind] = /--handover[\s=]+([\s\S]*)$/.exec(pasted) ?? [];
  const text = (behind ?? pasted).trim();
  const [, quotedText] = /^(?:'([^']*)'|"([^"]*)")/.exec(text)?.filter((part) => part !== undefined) ?? [];
  if (quotedText !== undefined) return isPasteString(quotedText) ? joined(quotedText) : quotedText;
  if (isPasteString(text)) return joined(text.split(/\s--?[a-z]/)[0] ?? "");
  return behind === undefined ? text : (text.split(/\s/)[0] ?? "");
}

/** Mail programs break long lines. */
function joined(text: string): string {
  return text.replace(/\s+/g, "");
}
