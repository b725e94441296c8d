import { exportedProfile } from "../aws-config/exported-profile.ts";
import { splitShellWords } from "../aws-config/python-text.ts";

/** What a `credential_process` line is known to do, from its words alone: nothing of it is ever run. */
export interface ProcessVerdict {
  /** `nothing`: no credentials in the form that clients want. */
  readonly prints: "nothing" | "unknown";
  /** The words that tell: `aws sso login`. */
  readonly command: string;
  /** A command of the same tool that does. */
  readonly instead: string | undefined;
}

/** What a program's own words say about it; `undefined` where it prints credentials, or nobody knows. */
type Judge = (args: readonly string[]) => { readonly shown: string; readonly instead?: string } | undefined;

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "zsh", "dash", "ksh"]);

/**
 * What is known of the programs that people put there. The format that clients want is a JSON document with `Version: 1`:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
const JUDGES: Readonly<Record<string, Judge>> = {
  aws: ofAwsCli,
  "aws-vault": ofAwsVault,
  saml2aws: (args) => {
    if (args.includes("--credential-process")) return undefined;
    const word = wordsOf(args)[0];
    if (word === "exec" && afterDashes(args).length > 0) return undefined;
    return among(word, ["login", "exec", "script", "console", "configure", "list-roles"], {
      instead: "saml2aws login --skip-prompt --quiet --credential-process --role ROLE",
    });
  },
  granted: (args) =>
    among(wordsOf(args)[0], ["sso", "browser", "settings", "sso-tokens", "cache", "console"], {
      instead: "granted credential-process --profile NAME",
    }),
  assume: (args) =>
    args.includes("--exec") ? undefined : { shown: "", instead: "granted credential-process --profile NAME" },
  "aws-sso": (args) =>
    among(
      firstOf(args, ["exec", "eval", "login", "console", "list", "cache", "setup", "process", "credentials"]),
      ["exec", "eval", "login", "console", "list", "cache", "setup"],
      { instead: "aws-sso process --arn ARN" },
    ),
  "aws-sso-util": (args) =>
    among(wordsOf(args)[0], ["login", "logout", "configure", "console", "roles", "check", "run-as", "admin"], {
      instead: "aws-sso-util credential-process --profile NAME",
    }),
  "aws-okta": (args) =>
    among(wordsOf(args)[0], ["exec", "env", "login", "list", "add", "version"], {
      instead: "aws-okta cred-process NAME",
    }),
  "okta-aws-cli": (args) => {
    const format = optionIn(args, ["--format", "-f"]);
    if (format === undefined || format === "process-credentials") return undefined;
    return { shown: `with --format ${format}`, instead: "okta-aws-cli web --format process-credentials" };
  },
  leapp: (args) => {
    const [topic, action] = wordsOf(args);
    if (topic !== "session" || action === "generate" || action === undefined) return undefined;
    return { shown: `session ${action}`, instead: "leapp session generate ID" };
  },
  onboard: (args) => ({ shown: wordsOf(args)[0] ?? "" }),
};

/** Looks at a line as a shell would cut it up. What is not known is taken to print credentials. */
export function judgeProcess(line: string): ProcessVerdict {
  return judgeWords(wordsOfLine(line));
}

/** With the backslashes of Windows paths turned round, which a shell would take away. */
function wordsOfLine(line: string): readonly string[] {
  return splitShellWords(line.replace(/\\(?=[A-Za-z])/g, "/")) ?? [];
}

/**
 * The profile of the shared files that a program looks up to sign in for it: of the AWS CLI, granted and aws-sso-util.
 * `undefined` for every other one.
 */
export function profileOfProgram(line: string): string | undefined {
  const [program = "", ...args] = wordsOfLine(line);
  const isLookup = ["granted", "aws-sso-util"].includes(programName(program)) && args.includes("credential-process");
  return exportedProfile(line) ?? (isLookup ? optionIn(args, ["--profile", "--profile-name"]) : undefined);
}

/**
 * Whether the line means something only to a shell: the AWS SDK for JavaScript starts one for it, the AWS CLI and boto3
 * start the program itself. Quotes keep a character from the shell; `$` and backticks only the single ones.
 */
export function needsShell(line: string): boolean {
  const withoutSingle = line.replace(/'[^']*'/g, "''");
  const bare = withoutSingle.replace(/"(?:\\.|[^"\\])*"/g, '""');
  return /\$[A-Za-z_{(]|`/.test(withoutSingle) || /(^|\s)~(\/|\s|$)|[|;<>]|&&|^[A-Za-z_]\w*=/.test(bare);
}

function judgeWords(words: readonly string[]): ProcessVerdict {
  const [program = "", ...args] = words;
  const name = programName(program);
  if (SHELLS.has(name)) return ofShell(args);
  if (name === "env") {
    const inner = args.findIndex((arg) => !arg.startsWith("-") && !/^\w+=/.test(arg));
    return inner < 0 ? UNKNOWN : judgeWords(args.slice(inner));
  }
  const judge = Object.hasOwn(JUDGES, name) ? JUDGES[name] : undefined;
  const verdict = judge?.(args);
  if (verdict === undefined) return UNKNOWN;
  return { prints: "nothing", command: `${name} ${verdict.shown}`.trim(), instead: verdict.instead };
}

const UNKNOWN: ProcessVerdict = { prints: "unknown", command: "", instead: undefined };

/** Of `sh -c 'one command'` the command; of anything longer nothing is known. */
function ofShell(args: readonly string[]): ProcessVerdict {
  const at = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  const script = at < 0 ? "" : (args[at + 1] ?? "");
  return script === "" || needsShell(script) ? UNKNOWN : judgeWords(splitShellWords(script) ?? []);
}

/** Options of the AWS CLI that take a value and may stand before the command. */
const AWS_VALUES: readonly string[] = [
  "--profile",
  "--region",
  "--output",
  "--endpoint-url",
  "--query",
  "--color",
  "--ca-bundle",
  "--cli-read-timeout",
  "--cli-connect-timeout",
];

function ofAwsCli(args: readonly string[]): ReturnType<Judge> {
  const [service, operation = ""] = wordsOf(args, AWS_VALUES);
  const instead = "aws configure export-credentials --profile NAME --format process";
  if (service === "configure" && operation === "export-credentials") {
    const format = optionIn(args, ["--format"]) ?? "process";
    return format === "process" ? undefined : { shown: `configure export-credentials --format ${format}`, instead };
  }
  if (service === "sso" || service === "configure") return { shown: `${service} ${operation}`, instead };
  if (service === "login" || service === "logout") return { shown: service, instead };
  // The JSON that STS answers is another one, unless --query makes it the right one.
  if (service === "sts" && optionIn(args, ["--query"]) === undefined) return { shown: `sts ${operation}`, instead };
  return undefined;
}

function ofAwsVault(args: readonly string[]): ReturnType<Judge> {
  const [command] = wordsOf(args, ["--backend", "--duration", "-d", "--mfa-token", "-t", "--region", "--format"]);
  const instead = "aws-vault export --format=json NAME";
  if (command === "exec") {
    if (args.some((arg) => arg === "--json" || arg === "-j")) return undefined;
    const inner = afterDashes(args);
    if (inner.length > 0) return judgeWords(inner).prints === "nothing" ? { shown: "exec", instead } : undefined;
    return { shown: "exec", instead };
  }
  if (command === "export") {
    const format = optionIn(args, ["--format"]);
    return format === "json" ? undefined : { shown: `export --format ${format ?? "env"}`, instead };
  }
  return among(command, ["login", "list", "add", "remove", "rotate", "clear"], { instead });
}

function among(
  word: string | undefined,
  known: readonly string[],
  { instead }: { readonly instead: string },
): ReturnType<Judge> {
  return word !== undefined && known.includes(word) ? { shown: word, instead } : undefined;
}

/** `aws` of `/usr/local/bin/aws` and of `C:\Program Files\aws.exe`. */
function programName(program: string): string {
  const base = program.split(/[/\\]/).at(-1) ?? "";
  return base.replace(/\.(exe|cmd|bat|ps1)$/i, "").toLowerCase();
}

/** The arguments that are neither options nor, of those named, their values. */
function wordsOf(args: readonly string[], withValue: readonly string[] = []): readonly string[] {
  return args.filter((arg, index) => !arg.startsWith("-") && !withValue.includes(args[index - 1] ?? ""));
}

function firstOf(args: readonly string[], known: readonly string[]): string | undefined {
  return args.find((arg) => known.includes(arg));
}

function afterDashes(args: readonly string[]): readonly string[] {
  const at = args.indexOf("--");
  return at < 0 ? [] : args.slice(at + 1);
}

/** `process` of `--format process` and of `--format=process`. */
function optionIn(args: readonly string[], options: readonly string[]): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (options.includes(arg)) return args[index + 1];
    const option = options.find((one) => arg.startsWith(`${one}=`));
    if (option !== undefined) return arg.slice(option.length + 1);
  }
  return undefined;
}
