import { rootEmailFault } from "../../core/aws/account-rules.ts";
import { ACCOUNT_ID, IDENTITY_STORE_ID, INSTANCE_ARN, PARTITION } from "../../core/aws/ids.ts";
import { instanceNameFault } from "../../core/aws/meant-instance.ts";
import { groupNameFault, inForm, permissionSetNameFault, profileNameFault } from "../../core/aws/name-rules.ts";
import { newAccountEmailFault } from "../../core/aws/permission-set-rules.ts";
import { regionFault } from "../../core/aws/regions.ts";
import { startUrlFault } from "../../core/aws/start-url.ts";
import { typedStartUrl } from "../../core/aws/typed-start-url.ts";
import { checkFlag, type Fault, flagProblem, type Rule } from "../../core/errors/fault.ts";
import type { Problem } from "../../core/errors/problem.ts";
import { keyNameFault } from "../../core/keys/choose-keys.ts";
import { DANGER_NAMES } from "../../core/safety/danger.ts";
import { accountFault, accountText } from "../../core/team/team-cells.ts";
import { didYouMean } from "../../core/text/did-you-mean.ts";
import { listEntries } from "../../core/text/list-entries.ts";
import { shownList } from "../../core/text/shown-list.ts";
import { quoted } from "../../core/text/visible-text.ts";
import {
  type Flag,
  type Flags,
  isRepeated,
  NUMBER_KINDS,
  type OptionsOf,
  optionName,
  separatorOf,
  type ValueKindName,
  valueText,
} from "./flag.ts";

/** What was typed after the flags of a command: each value as text, a switch as true or false. */
export type TypedValues = Readonly<Record<string, unknown>>;

/** What a command is given for its flags, and all that is wrong with it. */
export interface ReadOptions<Fs extends Flags> {
  readonly options: OptionsOf<Fs>;
  readonly problems: readonly Problem[];
  /** All that is required is there: `options` is what its type says. */
  readonly isComplete: boolean;
}

/** Takes the typed values apart and looks at each flag, in the order in which `--help` names them. */
export function readOptions<Fs extends Flags>(flags: Fs, typed: TypedValues): ReadOptions<Fs> {
  const read = Object.entries(flags).map(([name, flag]) => {
    const value = typed[optionName(name)];
    return { name, flag, value, isGiven: isGiven(name, value), texts: textsOf(flag, value) };
  });
  const given = new Set(read.flatMap(({ name, isGiven }) => (isGiven ? [name] : [])));
  const options = read
    .filter(({ value }) => value !== undefined)
    .map(({ name, flag, value, texts }) => [optionName(name), texts === undefined ? value : optionOf(flag, texts)]);
  return {
    options: Object.fromEntries(options) as OptionsOf<Fs>,
    isComplete: read.every(({ flag, isGiven }) => isGiven || !flag.required),
    problems: read.flatMap(({ name, flag, isGiven, texts }) => {
      if (!isGiven) return flag.required ? [missing(name, flag)] : [];
      return [...besideProblems(name, flag, given), ...valueProblems(name, flag, texts)];
    }),
  };
}

/** A switch and the one that switches it off share an option. */
function isGiven(name: string, value: unknown): boolean {
  return name.startsWith("no-") ? value === false : value !== undefined && value !== false;
}

/** Each value of a flag as it was typed, once; nothing for a switch, and for a flag without its value. */
function textsOf(flag: Flag, typed: unknown): readonly string[] | undefined {
  if (typed === undefined || typeof typed === "boolean" || flag.value === undefined) return undefined;
  const separator = separatorOf(flag);
  const values = [typed].flat().map((value) => `${value}`);
  return separator === undefined ? [...new Set(values)] : split(values, separator);
}

function optionOf(flag: Flag, texts: readonly string[]): unknown {
  if (isRepeated(flag)) return texts;
  const isNumber = (NUMBER_KINDS as readonly (ValueKindName | undefined)[]).includes(flag.value);
  return isNumber ? Number(texts[0]) : texts[0];
}

/** Flags that say nothing without another one, or that say two things: a slip, and in a pipeline a costly one. */
function besideProblems(name: string, { onlyWith, notWith }: Flag, given: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = [];
  if (onlyWith !== undefined && !given.has(onlyWith.flag)) {
    problems.push(
      flagProblem(`--${name}`, {
        message: `This goes with --${onlyWith.flag} only: ${onlyWith.why}.`,
        remedy: `Add --${onlyWith.flag}, or leave this out.`,
      }),
    );
  }
  if (notWith !== undefined && given.has(notWith.flag)) {
    problems.push(
      flagProblem(`--${name}`, {
        message: `This does not go with --${notWith.flag}: ${notWith.why}.`,
        remedy: "Leave out one of the two.",
      }),
    );
  }
  return problems;
}

function valueProblems(name: string, flag: Flag, texts: readonly string[] = []): readonly Problem[] {
  const { value: kind, choices } = flag;
  const rule = choices === undefined ? kind && RULES[kind] : (text: string) => choiceFault(text, choices);
  const wrong = rule === undefined ? [] : texts.flatMap((text) => checkFlag(`--${name}`, text, rule));
  return [...wrong, ...twiceProblems(name, flag, texts)];
}

/** Two values where one is meant: which of them would be as good as a guess. */
function twiceProblems(name: string, flag: Flag, texts: readonly string[]): readonly Problem[] {
  if (isRepeated(flag) || texts.length < 2) return [];
  return [
    flagProblem(`--${name}`, {
      message: `It is given ${texts.length} times: ${shownList(texts.map((text) => quoted(text)))}.`,
      remedy: "Keep one.",
    }),
  ];
}

function split(values: readonly string[], separator: string): readonly string[] {
  return values.flatMap((value) => listEntries(value, separator).map(({ text }) => text));
}

function missing(name: string, flag: Flag): Problem {
  return flagProblem(`--${name}`, {
    message: "It is needed, and it is missing.",
    remedy: `Add --${name} ${valueText(flag)}.`,
  });
}

function choiceFault(text: string, choices: readonly string[]): Fault | undefined {
  if (choices.includes(text)) return undefined;
  return {
    message: `There is no ${quoted(text)} to choose.${didYouMean(text, choices)}`,
    remedy: `Choose ${new Intl.ListFormat("en", { type: "disjunction" }).format(choices)}.`,
  };
}

/** What is wrong with a value, for the kinds of which that can be told without looking anywhere. */
const RULES: Readonly<Partial<Record<ValueKindName, Rule>>> = {
  account: (text) => accountFault(accountText(text)),
  accounts: (text) => accountFault(accountText(text)),
  "account-ids": written(ACCOUNT_ID, "123456789012 (12 digits)"),
  "new-profile": profileNameFault,
  "permission-set": permissionSetNameFault,
  "permission-sets": permissionSetNameFault,
  group: groupNameFault,
  region: regionFault,
  "start-url": (text) => startUrlFault(typedStartUrl(text)),
  /** For the shortest name that anybody can have: what is too long for that one is too long for all. */
  "address-pattern": (text) => newAccountEmailFault(text) ?? rootEmailFault(text.replaceAll("{username}", "x")),
  dangers: dangerFault,
  keys: keyNameFault,
  // What goes into an ARN must not change what the ARN means.
  "instance-arn": written(INSTANCE_ARN, "arn:aws:sso:::instance/ssoins-1234567890abcdef"),
  instance: instanceNameFault,
  "identity-store": written(IDENTITY_STORE_ID, "d-1234567890"),
  // As ampx and Gen 1's CLI take them.
  sandbox: written(/^[a-zA-Z0-9-]{1,15}$/, "ana (letters, digits and dashes, at most 15)"),
  environment: written(/^[a-z]{2,10}$/, "ana (2 to 10 lower-case letters)"),
  role: written(/^[\w+=,.@-]{1,64}$/, "OrganizationAccountAccessRole"),
  partition: written(PARTITION, "aws, aws-us-gov, aws-cn or aws-eusc"),
  port: (text) =>
    numberFault(
      text,
      (value) => Number.isInteger(value) && value >= 0 && value <= 65_535,
      "a whole number from 0 to 65535",
    ),
  count: (text) => numberFault(text, (value) => Number.isSafeInteger(value) && value >= 0, "a whole number, 0 or more"),
  percent: (text) => numberFault(text, (value) => value >= 0 && value <= 100, "a number from 0 to 100"),
  speed: (text) => numberFault(text, (value) => value > 0 && value <= 10_000, "a number above 0, at most 10000"),
};

/** A misspelled danger must not pass for a consent. */
function dangerFault(name: string): Fault | undefined {
  const known: readonly string[] = DANGER_NAMES;
  if (known.includes(name)) return undefined;
  return {
    message: `There is no danger ${quoted(name)}.${didYouMean(name, known)}`,
    remedy: `The dangers are ${known.join(", ")}.`,
  };
}

function written(form: RegExp, like: string): Rule {
  return inForm(form, "cannot be used", `Write it like ${like}.`);
}

function numberFault(text: string, isGood: (value: number) => boolean, what: string): Fault | undefined {
  if (text.trim() !== "" && isGood(Number(text))) return undefined;
  return { message: `${quoted(text)} cannot be used.`, remedy: `It must be ${what}.` };
}
