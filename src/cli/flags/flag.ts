/** What a flag's value is: what is checked of it, and what a shell can complete it from. */
export interface ValueKind {
  /** As `--help` shows it: `<file>`. */
  readonly placeholder: string;
  readonly takes?: "files" | "folders" | "team" | "accounts" | "profiles" | "people";
  /** What separates several values in one; a flag of such a kind may be repeated, too. */
  readonly separator?: "," | ";";
  /** A flag of such a kind may be repeated; each of its values is taken as it is typed. */
  readonly isRepeated?: true;
}

export const VALUE_KINDS = {
  file: { placeholder: "file", takes: "files" },
  /** A team file, or several, or addresses. */
  team: { placeholder: "file", takes: "team", isRepeated: true },
  files: { placeholder: "file", takes: "files", separator: ";" },
  folder: { placeholder: "folder", takes: "folders" },
  handover: { placeholder: "file|url|text", takes: "files" },
  /** As the team file names them: an id, a name, `ou:Path`, `new`, `new:NAME`. */
  account: { placeholder: "id|name", takes: "accounts" },
  accounts: { placeholder: "id|name", takes: "accounts", separator: ";" },
  /** As the access portal names them. */
  "offered-accounts": { placeholder: "id|name", takes: "accounts", separator: ";" },
  "account-ids": { placeholder: "id", takes: "accounts", separator: ";" },
  profile: { placeholder: "name", takes: "profiles" },
  /** The name of a profile or session that is to be written. */
  "new-profile": { placeholder: "name" },
  person: { placeholder: "address", takes: "people" },
  "user-name": { placeholder: "name" },
  "permission-set": { placeholder: "name" },
  "permission-sets": { placeholder: "name", separator: ";" },
  group: { placeholder: "name" },
  groups: { placeholder: "name", separator: ";" },
  region: { placeholder: "region" },
  "start-url": { placeholder: "url" },
  "address-pattern": { placeholder: "pattern" },
  dangers: { placeholder: "danger", separator: "," },
  keys: { placeholder: "key", separator: ";" },
  "instance-arn": { placeholder: "arn" },
  /** One of those that are there: by its ARN, id, identity store or name. */
  instance: { placeholder: "id|name" },
  "identity-store": { placeholder: "id" },
  role: { placeholder: "name" },
  partition: { placeholder: "partition" },
  port: { placeholder: "port" },
  speed: { placeholder: "n" },
  count: { placeholder: "n" },
  percent: { placeholder: "n" },
  /** One of `choices`. */
  format: { placeholder: "format" },
  task: { placeholder: "task" },
  pipeline: { placeholder: "system" },
  shell: { placeholder: "shell" },
  tool: { placeholder: "tool" },
  sandbox: { placeholder: "name" },
  environment: { placeholder: "name" },
} as const satisfies Readonly<Record<string, ValueKind>>;

/** Those whose option is a number. */
export const NUMBER_KINDS = ["port", "speed", "count", "percent"] as const;

export type ValueKindName = keyof typeof VALUE_KINDS;

/** What the flags of a help are grouped by, in this order, and what each group is called there. */
export const FLAG_GROUPS = {
  team: "For whom, and where",
  action: "What to do",
  consent: "Consent",
  aws: "AWS",
  machine: "This machine",
  output: "Output",
} as const;

export type FlagGroup = keyof typeof FLAG_GROUPS;

/** All there is to know about a flag. Its name is its key among the flags of a command. */
export interface Flag {
  readonly group: FlagGroup;
  readonly short?: string;
  /** Absent: the flag is a switch. */
  readonly value?: ValueKindName;
  /** The value may be left out: the option is `true` then. */
  readonly valueIsOptional?: true;
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly required?: true;
  /** The variable that counts as the flag does where that is not given. */
  readonly env?: string;
  /** It says nothing without that flag. */
  readonly onlyWith?: Beside;
  /** It says the opposite of that flag, or nothing beside it. */
  readonly notWith?: Beside;
  /** In half a sentence, for `--help`. */
  readonly help: string;
  /** What the reference says beyond that, in Markdown. */
  readonly details?: string;
}

/** Another flag, and why it matters, as a clause. */
export interface Beside {
  readonly flag: string;
  readonly why: string;
}

/** The flags of a command by their names without the dashes. `no-x` is a switch that makes the option `x` false. */
export type Flags = Readonly<Record<string, Flag>>;

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

type OptionName<Name> = Name extends `no-${infer Switch}` ? Camel<Switch> : Name extends string ? Camel<Name> : never;

type Many = {
  [Kind in ValueKindName]: (typeof VALUE_KINDS)[Kind] extends { separator: string } | { isRepeated: true }
    ? Kind
    : never;
}[ValueKindName];

type NumberKind = (typeof NUMBER_KINDS)[number];

type ValueOf<F> = F extends { choices: readonly (infer Choice)[] }
  ? Choice
  : F extends { value: Many }
    ? readonly string[]
    : F extends { value: NumberKind }
      ? number
      : F extends { value: string; valueIsOptional: true }
        ? string | true
        : F extends { value: string }
          ? string
          : boolean;

/** The flags whose option is always there: one that is needed, one with a default, and one that only switches off. */
type AlwaysGiven<Fs> = {
  [Name in keyof Fs]: Fs[Name] extends { required: true } | { default: string }
    ? Name
    : Name extends `no-${infer Switch}`
      ? Switch extends keyof Fs
        ? never
        : Name
      : never;
}[keyof Fs];

/** What a command is given, for its flags. */
export type OptionsOf<Fs> = {
  readonly [Name in AlwaysGiven<Fs> as OptionName<Name>]: ValueOf<Fs[Name]>;
} & { readonly [Name in Exclude<keyof Fs, AlwaysGiven<Fs>> as OptionName<Name>]?: ValueOf<Fs[Name]> };

/** The name under which a command finds a flag's value. */
export function optionName(flag: string): string {
  return flag.replace(/^no-/, "").replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The placeholder of a flag's value, in brackets; nothing for a switch. */
export function valueText({ value, valueIsOptional }: Flag): string {
  if (value === undefined) return "";
  const { placeholder } = VALUE_KINDS[value];
  return valueIsOptional ? `[${placeholder}]` : `<${placeholder}>`;
}

/** What `--help` says of a flag. */
export function helpOf(flag: Flag): string {
  const when = flag.onlyWith === undefined ? "" : `with --${flag.onlyWith.flag}: `;
  return `${when}${flag.help}${isRepeated(flag) ? "; may be repeated" : ""}`;
}

/** Several values may be given with this between them. */
export function separatorOf(flag: Flag): string | undefined {
  return kindOf(flag)?.separator;
}

/** The flag may be given several times. */
export function isRepeated(flag: Flag): boolean {
  return separatorOf(flag) !== undefined || kindOf(flag)?.isRepeated === true;
}

function kindOf({ value }: Flag): ValueKind | undefined {
  return value === undefined ? undefined : VALUE_KINDS[value];
}
