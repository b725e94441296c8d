import type { Writable } from "node:stream";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { nameScreen } from "../../core/redaction/names-held.ts";
import { namesInText } from "../../core/redaction/names-in-text.ts";
import type { Io } from "./io.ts";

/**
 * The lines of the team file by what its people are called there: addresses and user names. An account that is named after
 * somebody has a text that stands for its name.
 */
export type PeopleByLine = ReadonlyMap<string, number | string>;

/** A text without the people in it. */
type Screen = (text: string) => string;

/** What formats are made of: a user of that name must not make a machine's format unreadable. */
const FORMAT_WORDS = new Set(
  "error warning notice debug group endgroup file line col title endline endcolumn description check_name fingerprint".split(
    " ",
  ),
);
for (const word of "severity location path lines begin end positions column null true false".split(" ")) {
  FORMAT_WORDS.add(word);
}

/** Anything with an `@` in it; what stands around it in sentences, lists, tables and quotes is left out. */
const AROUND_AT = /[^\s"`“”<>()[\]{},;:|*=/\\]*@[^\s"`“”<>()[\]{},;:|*=/\\]*/g;
/** What messages call an account that is there, before its id or as a suggestion. It may be named after somebody. */
const ACCOUNT_NAME = /[^\s,:;"“”()][^,:;"“”()\n]{0,127}(?= \(\d{12}\))|(?<=Did you mean ")[^"\n]+(?=")/g;
const NAMES_ACCOUNT = / \(\d{12}\)|Did you mean "/;
/** Packages and their versions, and the addresses that our own texts have: AWS's senders and the example of one. */
const NOT_A_PERSON = /^@|^amplify-onboard@|^aws-cdk@latest$|@v?\d+(\.\d+)*$|^no-reply@|^ana\.silva@example\.com$/;

/** Whether people may be named in what is printed: on somebody's own machine yes, in a log of CI only when asked for. */
export function showsPeople(asked: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  return asked === true || env.CI === undefined;
}

/** Runs a command behind a screen through which no person's name gets, errors included. Without people there is none. */
export async function withoutPeople<Result>(
  people: PeopleByLine | undefined,
  io: Io,
  format: string,
  command: (io: Io) => Promise<Result>,
): Promise<Result> {
  if (people === undefined) return command(io);
  try {
    return await command(screenedIo(io, people, format));
  } catch (error) {
    throw screenedError(error, people);
  }
}

/**
 * The same streams, through which no person goes whom the map names, nor any other e-mail address: for logs that
 * strangers may read. `json` is what was asked for explicitly and stays as it is on stdout.
 */
function screenedIo(io: Io, people: PeopleByLine, format: string): Io {
  const screen = screenOf(people);
  return {
    ...io,
    stdout: format === "json" ? io.stdout : screened(io.stdout, screen),
    stderr: screened(io.stderr, screen),
  };
}

/** The same trouble, told without people. What is not expected trouble keeps its stack. */
function screenedError(error: unknown, people: PeopleByLine): unknown {
  const screen = screenOf(people);
  if (error instanceof OnboardError) {
    const { kind, message, remedy, aws, problems } = error;
    return new OnboardError(
      {
        kind,
        message: screen(message),
        remedy: screen(remedy),
        ...(aws === undefined ? {} : { aws: { ...aws, message: screen(aws.message) } }),
        problems: problems.map((problem) => ({
          ...problem,
          message: screen(problem.message),
          remedy: screen(problem.remedy),
        })),
      },
      { cause: error },
    );
  }
  if (!(error instanceof Error)) return error;
  const told = new Error(screen(error.message), { cause: error });
  told.stack = screen(error.stack ?? error.message);
  return told;
}

function screenOf(people: PeopleByLine): Screen {
  const lines = new Map([...people].map(([name, line]) => [name.toLowerCase(), wordsOf(line)]));
  const plain = [...lines.keys()].filter((name) => !name.includes("@") && name.length > 2 && !FORMAT_WORDS.has(name));
  const namesIn = namesInText(plain);
  const lineOf = (name: string) => lines.get(name.toLowerCase()) ?? name;
  const accountName = nameScreen(
    [...people].flatMap(([name, line]) =>
      typeof line === "number" ? [{ email: name, userName: name, label: wordsOf(line) }] : [],
    ),
  );
  return (text) => {
    const withoutNames = NAMES_ACCOUNT.test(text) ? text.replace(ACCOUNT_NAME, accountName) : text;
    const withoutAddresses = withoutNames.includes("@")
      ? withoutNames.replace(AROUND_AT, (word) => withoutAddress(word, lines))
      : withoutNames;
    return withoutAddresses
      .split("\n")
      .map((line) => withoutNamesOf(line, namesIn(line.toLowerCase()), lineOf))
      .join("\n");
  };
}

/** By a pattern of the names that are there: one of all would take a large team's time. */
function withoutNamesOf(line: string, names: readonly string[], lineOf: Screen): string {
  if (names.length === 0) return line;
  const any = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
  return line.replace(new RegExp(`(?<![\\p{L}\\p{N}_.@/-])(?:${any})(?![\\p{L}\\p{N}_@/-])`, "giu"), lineOf);
}

function wordsOf(line: number | string): string {
  return typeof line === "number" ? `line ${line}` : line;
}

/** Known people become their line; what only looks like an address, or is a broken one, is nobody's business either. */
function withoutAddress(word: string, lines: ReadonlyMap<string, string>): string {
  const [, before = "", bare = word, after = ""] = /^('*)(.*?)(['.!?…]*)$/.exec(word) ?? [];
  const line = lines.get(word.toLowerCase()) ?? lines.get(bare.toLowerCase());
  if (line !== undefined) return `${before}${line}${after}`;
  if (bare.length < 3 || NOT_A_PERSON.test(bare)) return word;
  return `${before}(address)${after}`;
}

function screened<Stream extends Writable>(stream: Stream, screen: Screen): Stream {
  const write = (chunk: unknown, ...rest: unknown[]) =>
    Reflect.apply(stream.write, stream, [typeof chunk === "string" ? screen(chunk) : chunk, ...rest]);
  return new Proxy(stream, {
    get(target, name) {
      if (name === "write") return write;
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
