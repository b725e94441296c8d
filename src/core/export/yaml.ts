/** What a CloudFormation template can hold. */
export type Yaml = string | number | boolean | readonly Yaml[] | { readonly [name: string]: Yaml | undefined };

/**
 * A mapping as YAML: block style, every text in double quotes, so that nothing in it is taken for anything else (JSON's
 * strings are YAML's). https://yaml.org/spec/1.2.2/#chapter-5-character-productions
 */
export function renderYaml(mapping: { readonly [name: string]: Yaml | undefined }): string {
  return `${mappingLines(mapping).join("\n")}\n`;
}

function mappingLines(mapping: { readonly [name: string]: Yaml | undefined }): readonly string[] {
  return Object.entries(mapping).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const key = /^[A-Za-z][A-Za-z0-9]*$/.test(name) ? name : quotedText(name);
    return isNested(value) ? [`${key}:`, ...linesOf(value).map(indented)] : [`${key}: ${scalar(value)}`];
  });
}

function linesOf(value: Yaml): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Yaml[]).flatMap(itemLines);
  return mappingLines(value as { readonly [name: string]: Yaml | undefined });
}

function itemLines(item: Yaml): readonly string[] {
  if (!isNested(item)) return [`- ${scalar(item)}`];
  const [first = "", ...others] = linesOf(item);
  return [`- ${first}`, ...others.map(indented)];
}

function isNested(value: Yaml): boolean {
  return typeof value === "object" && Object.keys(value).length > 0;
}

function scalar(value: Yaml): string {
  if (typeof value === "string") return quotedText(value);
  return typeof value === "object" ? (Array.isArray(value) ? "[]" : "{}") : String(value);
}

/** JSON's string, with what YAML would not print escaped as well. */
function quotedText(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) =>
    [...Array(one.length).keys()].map((at) => `\\u${one.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

function indented(line: string): string {
  return `  ${line}`;
}
