import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { type AccountKeys, isActive, withInactive } from "../../../core/keys/access-key.ts";
import { type ChosenKey, chooseKeys } from "../../../core/keys/choose-keys.ts";
import type { KeysOfTeam } from "../../../core/keys/keys-document.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { jsonText } from "../../../core/text/json-text.ts";
import { schemaAddress } from "../../../core/text/schema-address.ts";
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
import { type Interruption, onInterrupt } from "../../terminal/interruption.ts";
import { colorsFor, type Io, isInteractive, proseWidthOf, show } from "../../terminal/io.ts";
import { counted } from "../../terminal/layout.ts";
import { showsPeople, withoutPeople } from "../../terminal/redacted-io.ts";
import { renderDeactivations, renderIntent } from "../../views/keys/deactivated.ts";
import { teamKeysDocument } from "../../views/keys/document.ts";
import { renderTeamKeys } from "../../views/keys/team.ts";
import type { TeamKeysOptions } from "./flags.ts";

/** `onboard keys --emails`: the IAM users' keys in the team's accounts; with `--deactivate` those named are switched off. */
export async function keysOfTeam(options: TeamKeysOptions, io: Io): Promise<ExitCode> {
  const inputs = await readInputs(options.emails, options.settings, io);
  const redactor = teamRedactor(inputs, options, io.env);
  return withoutPeople(redactor, io, options.format ?? "text", async (shown) => {
    if (inputs.problems.length > 0) throw invalidInput(inputs.problems);
    if (options.deactivate !== undefined && !options.yes && !isInteractive(io)) throw nobodyToAsk();
    return connected(options, inputs, shown);
  });
}

async function connected(options: TeamKeysOptions, inputs: Inputs, io: Io): Promise<ExitCode> {
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
      ? showKeys(found, now, { options, inputs, io })
      : await deactivate(found, now, options.deactivate, { options, inputs, io, interruption });
  } finally {
    interruption.release();
    await target.close();
  }
}

interface Shown {
  readonly options: TeamKeysOptions;
  readonly inputs: Inputs;
  readonly io: Io;
}

function showKeys({ accounts, warnings }: FoundKeys, now: number, { options, inputs, io }: Shown): ExitCode {
  const people = inputs.reading.team.members;
  if (options.format === "json") {
    writeJson(io, teamKeysDocument({ accounts, people, warnings, now }));
  } else {
    const rendering = { ...look(io), now, people, emails: options.emails };
    const command = showsPeople(options.showPeople, io.env) ? { command: commandOf(options) } : {};
    show(io.stdout, renderTeamKeys(accounts, warnings, { ...rendering, ...command }));
  }
  return exitCodeOfKeys(accounts);
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
  { options, inputs, io, interruption }: Shown & { readonly interruption: Interruption },
): Promise<ExitCode> {
  const choice = chooseKeys(names, accounts, { now, allowRecentlyUsed: options.allowRecentlyUsed === true });
  if (choice.problems.length > 0) throw invalidInput(choice.problems);
  const { toDeactivate, alreadyInactive } = choice;
  const out = options.format === "json" ? io.stderr : io.stdout;
  if (toDeactivate.length > 0) {
    show(out, renderIntent(toDeactivate, now, look(io).width));
    const question = `Deactivate ${counted(toDeactivate.length, "key")}?`;
    if (!options.yes && !(await confirm(io, question))) {
      io.stderr.write("Nothing was changed.\n");
      return EXIT.failed;
    }
  }
  const done: Deactivation[] = alreadyInactive.map((one) => ({ kind: "inactive", choice: one }));
  const left: ChosenKey[] = [];
  for (const one of toDeactivate) {
    if (interruption.stop.signal.aborted) left.push(one);
    else done.push(await deactivateAccessKey(entrance, one));
  }
  if (options.format === "json") {
    const people = inputs.reading.team.members;
    const off = new Set(done.flatMap((one) => (one.kind === "inactive" ? [one.choice.key.id] : [])));
    const after = withInactive(accounts, off);
    writeJson(io, teamKeysDocument({ accounts: after, people, warnings, now, deactivations: done }));
  } else {
    show(io.stdout, renderDeactivations(done, left, look(io)));
  }
  if (left.length > 0) return EXIT.interrupted;
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

function look(io: Io) {
  return { width: proseWidthOf(io), colors: colorsFor(io.stdout, io.env) };
}

function writeJson(io: Io, document: KeysOfTeam): void {
  io.stdout.write(`${jsonText({ $schema: schemaAddress("keys"), ...document })}\n`);
}

function nobodyToAsk(): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: "There is nobody to ask: this is not an interactive terminal. Nothing was changed.",
    remedy: "Add --yes to deactivate the keys that you named, or leave --deactivate out to look only.",
  });
}
