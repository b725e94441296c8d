import { applyEdits, modify, type ParseError, parse } from "jsonc-parser";
import { quoted } from "../../core/text/visible-text.ts";

/** What a project shall use, so that nobody deploys with another profile by accident. */
export interface Wiring {
  readonly profile: string;
  /** Told to ampx where several people work in one account. */
  readonly identifier?: string;
}

/** A file with the wiring in it, or why it was left as it is. */
export type Wired = { readonly text: string } | { readonly refused: string };

/** `.envrc` (https://direnv.net) with the profile in it. Another value of ours to be is replaced; everything else stays. */
export function wireEnvrc(text: string, { profile }: Wiring): Wired {
  const line = `export AWS_PROFILE=${profile}`;
  const lines = text.split(/(?<=\n)/);
  const places = lines.flatMap((one, index) => (/^\s*(export\s+)?AWS_PROFILE=/.test(one) ? [index] : []));
  if (places.length > 1) return { refused: "It sets AWS_PROFILE more than once." };
  const [place] = places;
  if (place === undefined) {
    const end = text.includes("\r\n") ? "\r\n" : "\n";
    const gap = text === "" || text.endsWith("\n") ? "" : end;
    return { text: `${text}${gap}${line}${end}` };
  }
  const present = lines[place] ?? "";
  const ending = /\r?\n$/.exec(present)?.[0] ?? "";
  return { text: lines.with(place, `${line}${ending}`).join("") };
}

/** `package.json` with a script `sandbox`. A script of that name which does something else is somebody's own. */
export function wirePackageJson(text: string, { profile, identifier }: Wiring): Wired {
  const errors: ParseError[] = [];
  const manifest: unknown = parse(text.replace(/^\u{FEFF}/u, ""), errors);
  if (errors.length > 0 || typeof manifest !== "object" || manifest === null) return { refused: "It is not JSON." };
  const scripts = "scripts" in manifest ? manifest.scripts : undefined;
  const present = typeof scripts === "object" && scripts !== null && "sandbox" in scripts ? scripts.sandbox : undefined;
  const command = `ampx sandbox ${identifier === undefined ? "" : `--identifier ${identifier} `}--profile ${profile}`;
  if (present === command) return { text };
  if (present !== undefined && !isOurs(present)) {
    return { refused: `Its script "sandbox" is ${quoted(String(present))}.` };
  }
  return {
    text: applyEdits(text, modify(text, ["scripts", "sandbox"], command, { formattingOptions: styleOf(text) })),
  };
}

function isOurs(script: unknown): boolean {
  return typeof script === "string" && /^ampx sandbox (--identifier [a-z0-9-]+ )?--profile [\w-]+$/.test(script);
}

function styleOf(text: string) {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  return { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol: text.includes("\r\n") ? "\r\n" : "\n" };
}
