import { applyEdits, modify, type ParseError, parse } from "jsonc-parser";

/** What is left of a file without what an earlier version of this program wrote into it; `gone`: nothing, so that it can go. */
export type Unwired = { readonly text: string } | { readonly gone: true };

/**
 * Files that everybody has, into which earlier versions wrote one person's profile, and how to take that out again. Each gives
 * `undefined` where nothing of it is there, or where it is not plain that it is: a person may have written the like.
 */
export const EARLIER_WIRING: Readonly<Record<string, (text: string) => Unwired | undefined>> = {
  ".envrc": unwireEnvrc,
  "package.json": unwirePackageJson,
};

/** The one line `export AWS_PROFILE=NAME`, for https://direnv.net. */
function unwireEnvrc(text: string): Unwired | undefined {
  const lines = text.split(/(?<=\n)/);
  const places = lines.flatMap((line, index) => (/AWS_PROFILE/.test(line.replace(/#.*/, "")) ? [index] : []));
  const [place = -1] = places;
  if (places.length !== 1 || !/^export AWS_PROFILE=[\w-]+\r?\n?$/.test(lines[place] ?? "")) return undefined;
  const rest = lines.toSpliced(place, 1).join("");
  return rest === "" ? { gone: true } : { text: rest };
}

/** The script `sandbox`, and the member `scripts` where it was all there is. */
function unwirePackageJson(text: string): Unwired | undefined {
  const errors: ParseError[] = [];
  const manifest: unknown = parse(text.replace(/^\u{FEFF}/u, ""), errors);
  if (errors.length > 0 || typeof manifest !== "object" || manifest === null || !("scripts" in manifest))
    return undefined;
  const { scripts } = manifest;
  if (typeof scripts !== "object" || scripts === null || !("sandbox" in scripts) || !isOurs(scripts.sandbox))
    return undefined;
  const path = Object.keys(scripts).length === 1 ? ["scripts"] : ["scripts", "sandbox"];
  return { text: applyEdits(text, modify(text, path, undefined, {})) };
}

function isOurs(script: unknown): boolean {
  return typeof script === "string" && /^ampx sandbox (--identifier [a-z0-9-]+ )?--profile [\w-]+$/.test(script);
}
