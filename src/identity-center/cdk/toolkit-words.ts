import { visibleText } from "../../core/text/visible-text.ts";

/** Characters of a program's words that are shown. */
const LONGEST = 500;

/** Lines that tell a reader nothing: stack traces, the error's members, banners, empty ones. */
const NOISE =
  /^\s*(at .+|[{}]|(type|source|cause|deploymentErrorCode|name|stackTrace|code|errno):.*|'?\[Symbol.*|Failed resources:|npm (warn|notice).*|\*+.*|)\s*,?$/i;

/**
 * Why the toolkit says that it failed, in one line that is safe to show: its reason where it gives one, else its last
 * lines. `secrets` never appear in it.
 */
export function lastWords(lines: readonly string[], secrets: readonly string[]): string {
  const failure = lines.findIndex((line) => line.includes("failed bootstrapping: "));
  const told = failure === -1 ? lines : [lines[failure]?.replace(/^.*failed bootstrapping: /, "") ?? ""].concat(rest());
  const meaningful = told.filter((line) => !NOISE.test(line)).map((line) => line.trim());
  const shown = failure === -1 ? meaningful.slice(-4) : meaningful;
  const text = secrets.reduce((said, secret) => said.replaceAll(secret, "***"), withoutPasswords(shown.join(" ")));
  const visible = visibleText(text).replace(/\s+/g, " ");
  const characters = Array.from(visible);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : visible;

  /** The reason goes on until the stack trace begins. */
  function rest(): readonly string[] {
    const after = lines.slice(failure + 1);
    const trace = after.findIndex((line) => /^\s*(at .+|\{)$/.test(line));
    return trace === -1 ? after.slice(0, 4) : after.slice(0, trace);
  }
}

/** Addresses of proxies and registries without the user name and password that may stand in them. */
function withoutPasswords(text: string): string {
  return text.replace(/\b([a-z][a-z\d+.-]*:\/\/)[^\s/]*@/gi, "$1***@");
}

/** Why npm says that it fetched nothing, in one line that is safe to show; empty when it does not say. */
export function wordsOfNpm(lines: readonly string[]): string {
  const said = lines.flatMap((line) => /^npm (?:error|ERR!) (.*)$/.exec(line)?.[1] ?? []);
  return lastWords(said.filter((line) => !/^(code|syscall|errno)\b|^\s|^$/.test(line)).slice(0, 1), []);
}

/** How far a stack is, by a line of the toolkit's: `CDKToolkit |  3/12 | 10:10:56 AM | CREATE_COMPLETE | …` */
export function progressIn(line: string): { readonly done: number; readonly total: number } | undefined {
  const [, done, total] = /\|\s*(\d{1,4})\/(\d{1,4})\s*\|/.exec(line) ?? [];
  return done === undefined || total === undefined ? undefined : { done: Number(done), total: Number(total) };
}

/** Whether a line says that CloudFormation is asked to make something from now on. */
export function isBeginning(line: string): boolean {
  return /creating CloudFormation changeset/i.test(line) || progressIn(line) !== undefined;
}

/** What was said, without what others have named in it: an ARN's words mean nothing. For recognizing, not for showing. */
export function withoutNames(said: string): string {
  return said.replace(/\barn:\S+/g, "arn");
}
