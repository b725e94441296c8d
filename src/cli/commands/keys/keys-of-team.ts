import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { type AccountKeys, isActive, withInactive } from "../../../core/keys/access-key.ts";
import { type ChosenKey, chooseKeys } from "../../../core/keys/choose-keys.ts";
import type { KeysOfTeam } from "../../../core/keys/keys-schema.ts";
import type { TeamRedactor } from "../../../core/redaction/redactor.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { createAwsFactory } from "../../../identity-center/calls/aws.ts";
import { type Deactivation, deactivateAccessKey } from "../../../identity-center/iam-users/deactivate-access-key.ts";
import { type FoundKeys, lookForKeys } from "../../../identity-center/iam-users/look-for-keys.ts";
import { type Inputs, readInputs } from "../../input/inputs.ts";
import { invalidInput } from "../../input/invalid-input.ts";
import { teamRedactor } from "../../input/team-redactor.ts";
import { awsTarget, simulatedTarget } from "../../target/target.ts";
import { limitsAt } from "../../target/target-limits.ts";
import { confirm } from "../../terminal/confirm.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import { type Interruption, onInterrupt } from "../../terminal/interruption.ts";
import { type Io, isInteractive } from "../../terminal/io.ts";
import { counted } from "../../terminal/layout.ts";
import { withoutPeople } from "../../terminal/redacted-io.ts";
import type { DocumentView } from "../../views/document-view.ts";
import { intentSection } from "../../views/keys/deactivations.ts";
import { teamKeysDocument } from "../../views/keys/documents.ts";
import { teamKeysView } from "../../views/keys/team-view.ts";
import { type Printer, printerFor } from "../../views/printer.ts";
import type { TeamKeysOptions } from "./flags.ts";

/** `onboard keys --emails`: the IAM users' keys in the team's accounts; with `--deactivate` those named are switched off. */
export async function keysOfTeam(options: TeamKeysOptions, io: Io): Promise<ExitCode> {
  const inputs = await readInputs(options.emails, options.settings, io);
  const redactor = teamRedactor(inputs, options, io.env);
  const format = chooseFormat(options.format, io.env);
  return withoutPeople(redactor, io, format, async (shown) => {
    if (inputs.problems.length > 0) throw invalidInput(inputs.problems);
    if (options.deactivate !== undefined && !options.yes && !isInteractive(io)) throw nobodyToAsk();
    const printer = printerFor(format, shown, { redactor });
    return connected({ options, inputs, io: shown, printer, redactor });
  });
}

async function connected(asked: Asked): Promise<ExitCode> {
  const { options, inputs, io } = asked;
  const interruption = onInterrupt(() => io.stderr.write("\nStopping: nothing new starts.\n"));
  const { simulate, profile } = options;
  const target = simulate === undefined ? awsTarget(profile, io) : await simulatedTarget(simulate, io);
  try {
    const { signal } = interruption.stop;
    const settings = withFlags(inputs, options, target.region);
    const limits = limitsAt(target, settings.limits);
    const found = await lookForKeys(createAwsFactory({ ...target.options, limits, signal }), {
      team: inputs.reading.team,
      settings,
      defaultsSource: options.account === undefined ? inputs.settingsSource : { kind: "flag", flag: "--account" },
      signal,
      onStep: (step) => io.stderr.write(`${step}\n`),
    });
    const now = Date.now();
    return options.deactivate === undefined
      ? showKeys(found, now, asked)
      : await deactivate(found, now, options.deactivate, { ...asked, interruption });
  } finally {
    interruption.release();
    await target.close();
  }
}

/** What was asked for, and where and how it is shown. */
interface Asked {
  readonly options: TeamKeysOptions;
  readonly inputs: Inputs;
  readonly io: Io;
  readonly printer: Printer;
  /** Absent where people may be named. */
  readonly redactor: TeamRedactor | undefined;
}

function showKeys({ accounts, warnings }: FoundKeys, now: number, asked: Asked): ExitCode {
  const people = asked.inputs.reading.team.members;
  asked.printer.print(viewFor(asked, now), teamKeysDocument({ accounts, people, warnings, now }));
  return exitCodeOfKeys(accounts);
}

/** Without people the commands that name a key are left out: a key is named by its user. */
function viewFor({ options, redactor }: Asked, now: number): DocumentView<KeysOfTeam> {
  return teamKeysView({
    now,
    emails: options.emails,
    ...(redactor === undefined ? { command: commandOf(options) } : {}),
  });
}

/** A key that was found is certain; that there is none, only when every account could be looked into. */
function exitCodeOfKeys(accounts: readonly AccountKeys[]): ExitCode {
  const users = accounts.flatMap((one) => (one.state === "looked" ? one.users : []));
  if (users.some(({ keys }) => keys.some(isActive))) return EXIT.changesPending;
  return accounts.some(({ state }) => state === "unknown") ? EXIT.cannotTell : EXIT.done;
}

/** All that was named, or nothing: what speaks against one key stops the others, too. */
async function deactivate(
  { accounts, warnings, entrance }: FoundKeys,
  now: number,
  names: readonly string[],
  asked: Asked & { readonly interruption: Interruption },
): Promise<ExitCode> {
  const { options, inputs, io, printer, interruption } = asked;
  const choice = chooseKeys(names, accounts, { now, allowRecentlyUsed: options.allowRecentlyUsed === true });
  if (choice.problems.length > 0) throw invalidInput(choice.problems);
  const { toDeactivate, alreadyInactive } = choice;
  if (toDeactivate.length > 0) {
    printer.aside([intentSection(toDeactivate, now)]);
    const question = `Deactivate ${counted(toDeactivate.length, "key")}?`;
    if (!options.yes && !(await confirm(io, question))) {
      io.stderr.write("Nothing was changed.\n");
      return EXIT.failed;
    }
  }
  const done: Deactivation[] = alreadyInactive.map((one) => ({ kind: "inactive", choice: one }));
  const spared: ChosenKey[] = [];
  for (const one of toDeactivate) {
    if (interruption.stop.signal.aborted) spared.push(one);
    else done.push(await deactivateAccessKey(entrance, one));
  }
  const people = inputs.reading.team.members;
  const off = new Set(done.flatMap((one) => (one.kind === "inactive" ? [one.choice.key.id] : [])));
  const after = withInactive(accounts, off);
  const document = teamKeysDocument({ accounts: after, people, warnings, now, deactivations: done, spared });
  printer.print(viewFor(asked, now), document);
  if (spared.length > 0) return EXIT.interrupted;
  return done.every(({ kind }) => kind === "inactive") ? EXIT.done : EXIT.failed;
}

function withFlags({ settings }: Inputs, { account }: TeamKeysOptions, region: string | undefined) {
  return {
    ...settings,
    defaults: { ...settings.defaults, ...(account === undefined ? {} : { account }) },
    instance: { ...(region === undefined ? {} : { region }), ...settings.instance },
  };
}

/** The same look again, to which `--deactivate` can be added. */
function commandOf({ emails, account = [], profile, settings, simulate }: TeamKeysOptions): string {
  const flags = Object.entries({ emails, profile, settings, simulate })
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => [`--${name}`, ...(typeof value === "string" ? [value] : [])]);
  return commandForCaller("keys", ...flags, ...account.flatMap((one) => ["--account", one]));
}

function nobodyToAsk(): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: "There is nobody to ask: this is not an interactive terminal. Nothing was changed.",
    remedy: "Add --yes to deactivate the keys that you named, or leave --deactivate out to look only.",
  });
}
