/** The profiles of a file as plain JSON; a nested block is an object to the AWS CLI and a dotted key to the JS SDK. */
export type PlainProfiles = Readonly<
  Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>
>;

/** A file on which the clients differ, or on which it matters that they do not. */
export interface ReaderDifference {
  readonly what: string;
  readonly text: string;
  /** `null` when the AWS CLI refuses the whole file. */
  readonly awsCli: PlainProfiles | null;
  readonly jsSdk: PlainProfiles;
}

const a = { region: "a" };
const b = { region: "b" };

/** A row for each known difference between botocore and the JS SDK, and for the cases that look like one. */
export const readerDifferences: readonly ReaderDifference[] = [
  {
    what: "[default] before [profile default]",
    text: "[default]\nregion = a\n[profile default]\noutput = b\n",
    awsCli: { default: { output: "b" } },
    jsSdk: { default: { output: "b" } },
  },
  {
    what: "[default] after [profile default]",
    text: "[profile default]\noutput = b\n[default]\nregion = a\n",
    awsCli: { default: a },
    jsSdk: { default: { output: "b" } },
  },
  {
    what: "the same section twice",
    text: "[profile foo]\nregion = a\n[profile foo]\noutput = b\n",
    awsCli: null,
    jsSdk: { foo: { region: "a", output: "b" } },
  },
  { what: "the same key twice", text: "[profile foo]\nregion = a\nregion = b\n", awsCli: null, jsSdk: { foo: b } },
  {
    what: "one section in two spellings",
    text: '[profile foo]\nregion = a\n[profile "foo"]\noutput = b\n',
    awsCli: { foo: { output: "b" } },
    jsSdk: { foo: { region: "a", output: "b" } },
  },
  { what: "a name in double quotes", text: '[profile "foo"]\nregion = a\n', awsCli: { foo: a }, jsSdk: { foo: a } },
  { what: "a name in single quotes", text: "[profile 'foo']\nregion = a\n", awsCli: { foo: a }, jsSdk: { foo: a } },
  { what: "a quoted name with a blank", text: '[profile "a b"]\nregion = a\n', awsCli: { "a b": a }, jsSdk: {} },
  { what: "a bare name with a blank", text: "[profile a b]\nregion = a\n", awsCli: {}, jsSdk: {} },
  { what: "two blanks before the name", text: "[profile  foo]\nregion = a\n", awsCli: { foo: a }, jsSdk: {} },
  { what: "a tab before the name", text: "[profile\tfoo]\nregion = a\n", awsCli: { foo: a }, jsSdk: { foo: a } },
  { what: "blanks inside the brackets", text: "[ profile foo ]\nregion = a\n", awsCli: {}, jsSdk: {} },
  {
    what: "an indented header after a value",
    text: "[profile foo]\nregion = a\n  [profile bar]\nregion = b\n",
    awsCli: null,
    jsSdk: { foo: a, bar: b },
  },
  {
    what: "an indented header after a value, swallowed",
    text: "[profile foo]\nregion = a\n  [profile bar]\noutput = b\n",
    awsCli: { foo: { region: "a\n[profile bar]", output: "b" } },
    jsSdk: { foo: a, bar: { output: "b" } },
  },
  { what: "a comment behind a header", text: "[profile foo] # c\nregion = a\n", awsCli: { foo: a }, jsSdk: { foo: a } },
  {
    what: "a comment with brackets behind a header",
    text: "[profile foo] # was [bar]\nregion = a\n",
    awsCli: {},
    jsSdk: { foo: a },
  },
  { what: "a comment close behind a header", text: "[profile foo]; c\nregion = a\n", awsCli: { foo: a }, jsSdk: {} },
  {
    what: "a comment behind a value",
    text: "[profile foo]\nregion = a # c\n",
    awsCli: { foo: { region: "a # c" } },
    jsSdk: { foo: a },
  },
  {
    what: "# inside a value",
    text: "[profile foo]\nsso_start_url = https://x/start#/\n",
    awsCli: { foo: { sso_start_url: "https://x/start#/" } },
    jsSdk: { foo: { sso_start_url: "https://x/start#/" } },
  },
  {
    what: "an upper-case key",
    text: "[profile foo]\nRegion = a\n",
    awsCli: { foo: a },
    jsSdk: { foo: { Region: "a" } },
  },
  { what: "a colon between key and value", text: "[profile foo]\nregion: a\n", awsCli: { foo: a }, jsSdk: {} },
  {
    what: "a value in quotes",
    text: '[profile foo]\nregion = "a"\n',
    awsCli: { foo: { region: '"a"' } },
    jsSdk: { foo: { region: '"a"' } },
  },
  {
    what: "an indented second key",
    text: "[profile foo]\nregion = a\n  output = b\n",
    awsCli: { foo: { region: "a\noutput = b" } },
    jsSdk: { foo: { region: "a", output: "b" } },
  },
  {
    what: "a value continued on the next line",
    text: "[profile foo]\nregion = a\n  more\n",
    awsCli: { foo: { region: "a\nmore" } },
    jsSdk: { foo: a },
  },
  { what: "an empty value", text: "[profile foo]\nregion =\n", awsCli: { foo: { region: "" } }, jsSdk: {} },
  { what: "a profile without keys", text: "[profile foo]\n", awsCli: { foo: {} }, jsSdk: {} },
  { what: "a byte order mark", text: "\u{FEFF}[profile foo]\nregion = a\n", awsCli: null, jsSdk: { foo: a } },
  { what: "CRLF", text: "[profile foo]\r\nregion = a\r\n", awsCli: { foo: a }, jsSdk: { foo: a } },
  { what: "lone carriage returns", text: "[profile foo]\rregion = a\r", awsCli: { foo: a }, jsSdk: {} },
  { what: "a line of junk", text: "[profile foo]\njunk\nregion = a\n", awsCli: null, jsSdk: { foo: a } },
  {
    what: "a profile named __proto__",
    text: "[profile foo]\nregion = a\n[profile __proto__]\nregion = b\n",
    awsCli: { foo: a, ["__proto__"]: b },
    jsSdk: {},
  },
  {
    what: "[DEFAULT]",
    text: "[DEFAULT]\noutput = json\n[profile foo]\nregion = a\n",
    awsCli: { foo: { region: "a", output: "json" } },
    jsSdk: { foo: a },
  },
  {
    what: "junk below a key of [DEFAULT] that nobody reads",
    text: "[DEFAULT]\ns3 =\n  junk\n[profile foo]\ns3 = a\n",
    awsCli: { foo: { s3: "a" } },
    jsSdk: { foo: { s3: "a" } },
  },
  {
    what: "junk below a key of [DEFAULT] that leaks",
    text: "[DEFAULT]\ns3 =\n  junk\n[profile foo]\nregion = a\n",
    awsCli: null,
    jsSdk: { foo: a },
  },
  { what: "+ in a name", text: "[profile a+b]\nregion = a\n", awsCli: { "a+b": a }, jsSdk: { "a+b": a } },
  { what: "an apostrophe in a name", text: "[profile o'brien]\nregion = a\n", awsCli: {}, jsSdk: {} },
  { what: "a backslash in a name", text: "[profile a\\b]\nregion = a\n", awsCli: { ab: a }, jsSdk: {} },
  { what: "a name beyond ASCII", text: "[profile zoë]\nregion = a\n", awsCli: { zoë: a }, jsSdk: {} },
  {
    what: "a nested block",
    text: "[profile foo]\ns3 =\n  region = x\n  max = 1\nregion = a\n",
    awsCli: { foo: { s3: { region: "x", max: "1" }, region: "a" } },
    jsSdk: { foo: { "s3.region": "x", "s3.max": "1", region: "a" } },
  },
  {
    what: "a nested block in an indented section",
    text: "[profile foo]\n  s3 =\n    max = 1\n  region = a\n",
    awsCli: { foo: { s3: { max: "1" }, region: "a" } },
    jsSdk: { foo: { "s3.max": "1", "s3.region": "a" } },
  },
  { what: "a dot instead of a blank", text: "[profile.foo]\nregion = a\n", awsCli: {}, jsSdk: { foo: a } },
  { what: "a longer word than profile", text: "[profiles foo]\nregion = a\n", awsCli: { foo: a }, jsSdk: {} },
  { what: "an empty file", text: "", awsCli: {}, jsSdk: {} },
];
