import path from "node:path";

/** A command line with words of ours in it, which are told. */
export interface Completed {
  readonly words: readonly string[];
  readonly added: readonly string[];
}

/**
 * Completes a command line of ampx with what this person uses here; any other comes back as it is. ampx reads no variable for the
 * identifier, and takes the name of the operating system's user instead; it reads `--profile` as two words only where it deploys
 * (`--profile=NAME` reaches its other clients alone), so that a `.env` that a tool puts in between cannot win.
 */
export function completeAmpx(
  words: readonly string[],
  { profile, identifier }: { readonly profile: string; readonly identifier?: string | undefined },
): Completed {
  const found = ampxIn(words);
  const takes = found === undefined ? undefined : TAKES[words[found.subcommand] ?? ""];
  if (found === undefined || takes === undefined) return { words, added: [] };
  const given = words.slice(found.program);
  const added = [
    ...(takes.includes("identifier") && identifier !== undefined && !has(given, "identifier")
      ? ["--identifier", identifier]
      : []),
    ...(takes.includes("profile") && !has(given, "profile") ? ["--profile", profile] : []),
  ];
  const at = found.subcommand + 1;
  return { words: [...words.slice(0, at), ...added, ...words.slice(at)], added };
}

/** Whether ampx would deploy, or look for, the sandbox of the operating system's user all the same: it has no `--identifier` there. */
export function ignoresIdentifier(words: readonly string[]): boolean {
  const found = ampxIn(words);
  if (found === undefined || words[found.subcommand] !== "generate") return false;
  const rest = words.slice(found.subcommand);
  const isOfBackend = ["outputs", "graphql-client-code", "forms", "schema-from-database"].some((one) =>
    rest.includes(one),
  );
  return isOfBackend && !["stack", "branch", "app-id", "help"].some((flag) => has(rest, flag));
}

/** The profile that a command names itself, in the programs whose `--profile` it is. */
export function profileNamedIn(words: readonly string[]): string | undefined {
  const start = ampxIn(words)?.program ?? (["aws", "cdk"].includes(programName(words[0])) ? 0 : undefined);
  if (start === undefined) return undefined;
  const own = words.slice(start + 1);
  const end = own.indexOf("--");
  const read = end < 0 ? own : own.slice(0, end);
  const index = read.findLastIndex((word) => word === "--profile" || word.startsWith("--profile="));
  const word = read[index];
  return word === "--profile" ? read[index + 1] : word?.slice("--profile=".length);
}

/** Whether it is Amplify Gen 1's CLI, which knows no `sso_session`. */
export function isGen1(words: readonly string[]): boolean {
  const direct = programName(words[0]);
  const started = direct === "npx" ? programName(words[skipFlags(words, 1, LAUNCHERS.npx?.valued ?? [])]) : direct;
  return started === "amplify";
}

/** Where ampx and its first word stand in a command line; `undefined` where it starts something else. */
export function ampxIn(
  words: readonly string[],
): { readonly program: number; readonly subcommand: number } | undefined {
  for (let at = 0; at < words.length; ) {
    if (programName(words[at]) === "ampx") {
      const subcommand = skipFlags(words, at + 1, []);
      return { program: at, subcommand };
    }
    const next = behindLauncher(words, at);
    if (next === undefined) return undefined;
    at = next;
  }
  return undefined;
}

/** Which of ampx's commands take which: 1.10 of @aws-amplify/backend-cli. `deploy --identifier` is another thing. */
const TAKES: Readonly<Record<string, readonly ("identifier" | "profile")[]>> = {
  sandbox: ["identifier", "profile"],
  generate: ["profile"],
  deploy: ["profile"],
};

interface Launcher {
  /** Words between it and the program, of which one may stand there: `pnpm exec ampx`. */
  readonly words: readonly string[];
  /** Flags of it that take the next word. */
  readonly valued: readonly string[];
  /** The program stands behind `--` only: what is before it is the launcher's own. */
  readonly behindDashes?: true;
}

/** What starts other programs, with arguments that reach them whole. */
const LAUNCHERS: Readonly<Record<string, Launcher>> = {
  npx: { words: [], valued: ["-p", "--package", "-w", "--workspace"] },
  pnpx: { words: [], valued: ["-p", "--package"] },
  bunx: { words: [], valued: ["-p", "--package"] },
  npm: { words: ["exec", "x"], valued: ["-p", "--package", "-w", "--workspace"], behindDashes: true },
  pnpm: { words: ["exec", "dlx"], valued: ["-C", "--dir", "-F", "--filter"] },
  yarn: { words: ["run", "exec", "dlx"], valued: ["--cwd", "-p", "--package"] },
  bun: { words: ["run", "x"], valued: ["--cwd"] },
  node: { words: [], valued: ["--import", "-r", "--require", "--loader", "--env-file"] },
  dotenvx: { words: ["run"], valued: ["-f", "-e", "--env-file"], behindDashes: true },
  dotenv: { words: [], valued: ["-e", "-c"], behindDashes: true },
};

function behindLauncher(words: readonly string[], at: number): number | undefined {
  const name = programName(words[at]);
  if (!Object.hasOwn(LAUNCHERS, name)) return undefined;
  const { words: between, valued, behindDashes } = LAUNCHERS[name] as Launcher;
  let next = skipFlags(words, at + 1, valued);
  if (between.includes(words[next] ?? "")) next = skipFlags(words, next + 1, valued);
  const isBehindDashes = words[next - 1] === "--" && next - 1 > at;
  return behindDashes && !isBehindDashes ? undefined : next;
}

/** The first word from there that is no flag, and no flag's value; `--` ends the flags. */
function skipFlags(words: readonly string[], from: number, valued: readonly string[]): number {
  for (let at = from; ; ) {
    const word = words[at] ?? "";
    if (word === "--") return at + 1;
    if (!word.startsWith("-")) return at;
    at += valued.includes(word) ? 2 : 1;
  }
}

/** `ampx` of `./node_modules/.bin/ampx.cmd`, and of `@aws-amplify/backend-cli/lib/ampx.js`. */
function programName(word = ""): string {
  return path.win32
    .basename(word)
    .toLowerCase()
    .replace(/\.(?:cmd|exe|ps1|bat|[cm]?js)$/, "");
}

function has(words: readonly string[], flag: string): boolean {
  return words.some((word) => word === `--${flag}` || word.startsWith(`--${flag}=`));
}
