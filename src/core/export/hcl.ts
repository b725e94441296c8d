/** A piece of HCL that stands as it is: a reference, a number, a list of such. */
export interface Expression {
  readonly hcl: string;
}

/** The value of an argument; `undefined` leaves the argument out. */
export type Value = string | boolean | Expression | undefined;

export interface Block {
  /** `resource`, `import`, `name`. */
  readonly type: string;
  readonly labels?: readonly string[];
  readonly arguments?: Readonly<Record<string, Value>>;
  readonly blocks?: readonly Block[];
}

/** Blocks as Terraform formats them: arguments aligned, a line between blocks. */
export function renderHcl(blocks: readonly Block[]): string {
  return `${blocks.map((block) => rendered(block, "")).join("\n\n")}\n`;
}

/** A reference, such as `aws_identitystore_user.ana.user_id`. */
export function reference(path: string): Expression {
  return { hcl: path };
}

/** A list, an element a line where there are several. */
export function listOf(values: readonly Value[]): Expression {
  const texts = values.filter((value) => value !== undefined).map(valueText);
  return {
    hcl: texts.length < 2 ? `[${texts.join("")}]` : `[\n${texts.map((text) => `    ${text},`).join("\n")}\n  ]`,
  };
}

/** A map of texts. */
export function mapOf(values: Readonly<Record<string, string>>): Expression {
  const entries = Object.entries(values).map(([key, value]) => `    ${quotedText(key)} = ${quotedText(value)}`);
  return { hcl: entries.length === 0 ? "{}" : `{\n${entries.join("\n")}\n  }` };
}

/**
 * A text of several lines, as it is read best. What Terraform would evaluate in it is escaped; a backslash stands for itself.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#heredoc-strings
 */
export function heredoc(text: string): Expression {
  let mark = "EOT";
  while (text.split("\n").some((line) => line.trim() === mark)) mark += "_";
  return { hcl: `<<${mark}\n${inert(text)}\n${mark}` };
}

function rendered({ type, labels = [], arguments: given = {}, blocks = [] }: Block, indent: string): string {
  const head = [type, ...labels.map(quotedText)].join(" ");
  const known = Object.entries(given).filter(
    (entry): entry is [string, Exclude<Value, undefined>] => entry[1] !== undefined,
  );
  const width = Math.max(0, ...known.map(([name]) => name.length));
  const lines = known.map(([name, value]) => `${indent}  ${name.padEnd(width)} = ${valueText(value)}`);
  const inner = blocks.map((block) => rendered(block, `${indent}  `));
  const body = [...(lines.length === 0 ? [] : [lines.join("\n")]), ...inner].join("\n\n");
  return body === "" ? `${indent}${head} {}` : `${indent}${head} {\n${body}\n${indent}}`;
}

function valueText(value: Exclude<Value, undefined>): string {
  if (typeof value === "string") return quotedText(value);
  return typeof value === "boolean" ? String(value) : value.hcl;
}

/** A quoted text. https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
function quotedText(text: string): string {
  const escaped = text.replace(/["\\]/g, "\\$&").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapedCharacter);
  return `"${inert(escaped)}"`;
}

function escapedCharacter(character: string): string {
  const short = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[character];
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}

/** The text with the beginnings of templates doubled, so that they stand for themselves. */
function inert(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}
