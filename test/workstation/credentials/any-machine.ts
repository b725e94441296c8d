import fc from "fast-check";
import type { MachineFiles } from "./asked-machine.ts";

/** The profiles that generated machines have, or lack. */
const PROFILE_NAMES = ["default", "a", "b", "c"] as const;

/** All that is asked of a generated machine. */
export const ASKED: readonly string[] = [...PROFILE_NAMES, "--profile a", "--profile default", "shell"];

/** Files that generated profiles name; the same paths on every machine. */
export interface SharedPaths {
  readonly process: string;
  readonly token: string;
}

/** A value in the spellings that leave something of theirs in it. */
const spelledAs = (value: string) => [value, `"${value}"`, `${value}#mine`];

/** Sessions and portals that some generated machine signs in to. */
export const SIGNED_IN: readonly string[] = [
  "corp",
  "part",
  "my org",
  "https://a.awsapps.com/start",
  "https://b.awsapps.com/start/#/",
].flatMap(spelledAs);

const ANA = "arn:aws:iam::111111111111:user/ana";

/** Sessions of the console's sign-in. */
export const LOGGED_IN: readonly string[] = spelledAs(ANA);

const LOGIN = `login_session = ${ANA}`;

const name = fc.constantFrom(...PROFILE_NAMES);
const session = fc.constantFrom("corp", "gone", "part", "my org");

/** Lines of profiles in which ways to get credentials are complete, half there, and on top of each other. */
function profileLines(paths: SharedPaths): fc.Arbitrary<readonly string[]> {
  const way = fc.oneof(
    fc.constantFrom<readonly string[]>(
      ["aws_access_key_id = AKIAONE", "aws_secret_access_key = one"],
      ["aws_access_key_id = AKIATWO", "aws_secret_access_key = two", "aws_session_token = t"],
      ["aws_access_key_id = AKIAHALF"],
      ["aws_secret_access_key = half"],
      ["aws_access_key_id =", "aws_secret_access_key ="],
      ["sso_account_id = 111111111111", "sso_role_name = Dev"],
      ["sso_account_id = 111111111111"],
      ["sso_role_name = Dev"],
      ["sso_start_url = https://a.awsapps.com/start", "sso_region = us-east-1"],
      ["sso_start_url = https://b.awsapps.com/start/#/"],
      ["sso_region = eu-west-1"],
      [`credential_process = cat ${paths.process}`],
      [LOGIN],
      [`web_identity_token_file = ${paths.token}`],
      ["role_arn = arn:aws:iam::222222222222:role/Ops"],
      ["credential_source = Environment"],
      ["credential_source = EcsContainer"],
      ["credential_source = Ec2InstanceMetadata"],
      ["credential_source = Elsewhere"],
      ["mfa_serial = arn:aws:iam::111111111111:mfa/ana"],
      ["region = eu-west-1"],
      ["s3 =", "  addressing_style = path"],
    ),
    name.map((source) => [`source_profile = ${source}`]),
    name.map((source) => ["role_arn = arn:aws:iam::333333333333:role/Far", `source_profile = ${source}`]),
    session.map((one) => [`sso_session = ${one}`]),
    session.map((one) => [`sso_session = ${one}`, "sso_account_id = 111111111111", "sso_role_name = Dev"]),
  );
  return fc.array(way, { maxLength: 3 }).map((ways) => withoutRepeats(ways.flat()));
}

function withoutRepeats(lines: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    const key = line.split(" =")[0] ?? "";
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Whether a program runs is another matter than whether a client would run it. */
function isProgram(line: string): boolean {
  return line.startsWith("credential_process");
}

/** How people spell a line of `key = value`; mostly as every client reads it. */
const spelling = fc.oneof(
  { weight: 30, arbitrary: fc.constant((line: string) => line) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<(line: string) => string>(
      (line) => line.replace(" = ", "="),
      (line) => line.replace(" = ", ": "),
      (line) => line.replace(" =", ":"),
      (line) => line.replace(/^\w+/, (key) => key.toUpperCase()),
      (line) => line.replace(/^\w/, (letter) => letter.toUpperCase()),
      (line) => `${line} # mine`,
      (line) => `${line} ; mine`,
      (line) => (isProgram(line) ? line : `${line}#mine`),
      (line) => `  ${line}`,
      (line) => `\t${line}`,
      (line) => `# ${line}`,
      (line) => `${line}  `,
      (line) => (isProgram(line) ? line : line.replace(/= (.+)/, '= "$1"')),
    ),
  },
);

function spelled(lines: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc.tuple(...lines.map((line) => spelling.map((spell) => spell(line))));
}

/** Headers that somebody takes for the profile's; the plain one counts as often as all others. */
function headerOf(profile: string, plain: string): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(`[${plain}]`) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        `[profile ${profile}]`,
        `[profile "${profile}"]`,
        `[profile '${profile}']`,
        `[profile  ${profile}]`,
        `[profile\t${profile}]`,
        `[ ${plain} ]`,
        `["${plain}"]`,
        `[${plain}] # mine`,
        `[${plain}]; mine`,
        `  [${plain}]`,
        `[${profile}]`,
        `[Profile ${profile}]`,
      ),
    },
  );
}

const PORTALS = fc
  .tuple(
    fc.constantFrom("sso-session corp", 'sso-session "corp"', "sso-session  corp", "SSO-session corp"),
    fc.constantFrom("sso-session my org", 'sso-session "my org"', "sso-session 'my org'"),
    spelled(["sso_start_url = https://a.awsapps.com/start", "sso_region = us-east-1"]),
  )
  .map(([corp, spaced, lines]) =>
    [
      `[${corp}]`,
      ...lines,
      "[sso-session part]",
      "sso_region = us-east-1",
      `[${spaced}]`,
      "sso_start_url = https://a.awsapps.com/start",
      "sso_region = us-east-1",
    ].join("\n"),
  );

/** Machines with a few profiles in both files, some of them misspelled, some with credentials in the shell. */
export function anyMachine(paths: SharedPaths): fc.Arbitrary<MachineFiles> {
  const lines = profileLines(paths).chain(spelled);
  const profiles = (plain: (profile: string) => string) =>
    fc
      .uniqueArray(name, { maxLength: 4 })
      .chain((names) => fc.tuple(...names.map((one) => fc.tuple(headerOf(one, plain(one)), lines))))
      .map((all) => all.map(([header, body]) => [header, ...body, ""].join("\n")).join(""));
  const config = fc
    .tuple(
      PORTALS,
      profiles((profile) => (profile === "default" ? profile : `profile ${profile}`)),
    )
    .map(([portals, all]) => `${portals}\n${all}`);
  const credentials = profiles((profile) => profile);
  const end = fc.constantFrom("\n", "\n", "\n", "\r\n");
  return fc.record({ config, credentials, env: environment(paths), end }).map((one) => ({
    config: one.config.replaceAll("\n", one.end),
    credentials: one.credentials.replaceAll("\n", one.end),
    env: one.env,
  }));
}

function environment(paths: SharedPaths): fc.Arbitrary<Readonly<Record<string, string>>> {
  const credentials = fc.constantFrom<Readonly<Record<string, string>>>(
    {},
    {},
    {},
    { AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "secret" },
    { AWS_ACCESS_KEY_ID: "AKIASHELL" },
    { AWS_SECRET_ACCESS_KEY: "secret" },
    { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
    { AWS_WEB_IDENTITY_TOKEN_FILE: paths.token, AWS_ROLE_ARN: "arn:aws:iam::444444444444:role/Pod" },
    { AWS_WEB_IDENTITY_TOKEN_FILE: paths.token },
    { AWS_ROLE_ARN: "arn:aws:iam::444444444444:role/Pod" },
    { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1/" },
  );
  const named = fc.constantFrom<Readonly<Record<string, string>>>(
    {},
    {},
    { AWS_PROFILE: "a" },
    { AWS_PROFILE: "default" },
    { AWS_PROFILE: "" },
    { AWS_DEFAULT_PROFILE: "b" },
    { AWS_DEFAULT_PROFILE: "b", AWS_PROFILE: "a" },
  );
  return fc.tuple(credentials, named).map(([one, two]) => ({ ...one, ...two }));
}
