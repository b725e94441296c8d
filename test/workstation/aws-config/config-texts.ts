import fc from "fast-check";

const name = fc.constantFrom("a", "dev", "default", "corp", "a b", "a.b", "s3", "x+y", "é");
const quote = fc.constantFrom("", "", "", '"', "'");
const gap = fc.constantFrom(" ", " ", " ", " ", "\t", "  ");
const type = fc.constantFrom("profile", "profile", "profile", "sso-session", "services", "plugins", "Profile");
const after = fc.constantFrom("", "", "", "", " # c", "; c", " ; was [dev]", "  ");
const indent = fc.constantFrom("", "", "", "", "", "  ", "    ", "\t", "\u00a0");
const key = fc.constantFrom("region", "output", "s3", "Region", "sso_session", "a", "b");
const value = fc.constantFrom(
  "x",
  "eu-west-1",
  "",
  "x y",
  '"x"',
  "x # c",
  "x#c",
  "x;c",
  "https://x/start#/",
  "x = y",
  "[a]",
);
const delimiter = fc.constantFrom(" = ", " = ", " = ", "=", "  =  ", ":", "= ");
const eol = fc.constantFrom("\n", "\n", "\n", "\n", "\r\n");

const header = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(type, gap, quote, name, after).map(([t, g, q, n, c]) => `[${t}${g}${q}${n}${q}]${c}`),
  },
  { weight: 1, arbitrary: fc.constantFrom("[default]", "[profile.dev]", "[ default ]", "[DEFAULT]", "[dev]") },
);
const setting = fc.tuple(key, delimiter, value).map((parts) => parts.join(""));
const line = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(indent, header).map((parts) => parts.join("")) },
  { weight: 8, arbitrary: fc.tuple(indent, setting).map((parts) => parts.join("")) },
  { weight: 2, arbitrary: fc.tuple(indent, fc.constantFrom("# c", ";c=d", "#[dev]")).map((parts) => parts.join("")) },
  { weight: 2, arbitrary: fc.constantFrom("", "  ", "\t") },
);
const oddLine = fc.oneof(
  { weight: 12, arbitrary: line },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        indent,
        fc.constantFrom(
          "junk",
          "= x",
          "a\u{85}b=c",
          "\u{feff}",
          "[]",
          "[profile a",
          "a=\u{2028}b=c",
          "x=\u{1c}",
          "[profile __proto__]",
          "[profile a\\b]",
          "[profile o'brien]",
          "[constructor]",
          '[profile ""]',
          "[profile a b]",
          '[profile a"b c"]',
          "[profile 'a\\']",
        ),
      )
      .map((parts) => parts.join("")),
  },
);

function textOf(lines: fc.Arbitrary<string>, maxLength: number, end: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.array(fc.tuple(lines, end), { maxLength }), fc.boolean()).map(([pairs, ended]) => {
    const text = pairs.map((pair) => pair.join("")).join("");
    return ended ? text : text.replace(/\r?\n$/, "");
  });
}

/** Config files of all sorts, most of which some reader refuses or misreads. */
export const anyConfig: fc.Arbitrary<string> = textOf(
  oddLine,
  12,
  fc.oneof({ weight: 9, arbitrary: eol }, { weight: 1, arbitrary: fc.constant("\r") }),
);

const plainName = fc.constantFrom("a", "b", "dev", "default", "corp");
const plainHeader = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(plainName, fc.constantFrom("", '"', "'"), after)
      .map(([n, q, c]) => `[profile ${q}${n}${q}]${c}`),
  },
  { weight: 3, arbitrary: plainName.map((n) => `[sso-session ${n}]`) },
  { weight: 1, arbitrary: fc.constantFrom("[default]", "[plugins]", "[services a]") },
);
const block = fc
  .array(
    fc.tuple(fc.constantFrom("max", "region", "endpoint_url"), value).map(([k, v]) => `    ${k} = ${v}`),
    { minLength: 1, maxLength: 3 },
  )
  .map((lines) => ["s3 =", ...lines]);
const note = fc.constantFrom("", "# c", "; c = d", "#[dev]");
const body = fc.oneof(
  { weight: 6, arbitrary: setting.map((text) => [text]) },
  { weight: 1, arbitrary: fc.tuple(key, value).map(([k, v]) => [`${k} = ${v}`, "    continued"]) },
  { weight: 1, arbitrary: block },
  { weight: 2, arbitrary: note.map((text) => [text]) },
);
const section = fc
  .tuple(plainHeader, fc.constantFrom("", "", "", "  "), fc.array(body, { maxLength: 6 }))
  .map(([head, margin, lines]) => [head, ...lines.flat().map((text) => (text === "" ? "" : margin + text))]);

/** Config files as people have them: mostly readable, with nested blocks, comments, continued values and mixed line ends. */
export const usualConfig: fc.Arbitrary<string> = fc
  .tuple(fc.array(note), fc.array(section, { maxLength: 8 }), fc.infiniteStream(eol), fc.boolean())
  .map(([top, sections, ends, ended]) => {
    const text = [...top, ...sections.flat()].map((content) => content + String(ends.next().value)).join("");
    return ended ? text : text.replace(/\r?\n$/, "");
  });
