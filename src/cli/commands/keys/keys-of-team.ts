import { refuse } from "../../../core/errors/invalid-input.ts";
import { type AccountKeys, isActive, withInactive } from "../../../core/keys/access-key.ts";
import { type ChosenKey, chooseKeys } from "../../../core/keys/choose-keys.ts";
import type { KeysOfTeam } from "../../../core/keys/keys-schema.ts";
import { type Deactivation, deactivateAccessKey } from "../../../identity-center/iam-users/deactivate-access-key.ts";
import { type FoundKeys, lookForKeys } from "../../../identity-center/iam-users/look-for-keys.ts";
import { commandForOthersFrom } from "../../apply/program-source.ts";
import { teamCommand } from "../../flags/team-command.ts";
import { startingIn, withOptions } from "../../input/team-options.ts";
import { callsAt } from "../../target/calls-at.ts";
import { atTarget } from "../../target/target.ts";
import { confirm, nobodyToAsk } from "../../terminal/confirm.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { type Interruption, onInterrupt } from "../../terminal/interruption.ts";
import { type Io, isInteractive } from "../../terminal/io.ts";
import { counted } from "../../terminal/layout.ts";
import type { DocumentView } from "../../views/document-view.ts";
import { intentSection } from "../../views/keys/deactivations.ts";
import { teamKeysDocument } from "../../views/keys/documents.ts";
import { teamKeysView } from "../../views/keys/team-view.ts";
import { type TeamAtHand, withTeam } from "../with-team.ts";
import type { TeamKeysOptions } from "./flags.ts";

/** `onboard keys --emails`: the IAM users' keys in the team's accounts; with `--deactivate` those named are switched off. */
export function keysOfTeam(options: TeamKeysOptions, typed: Io): Promise<ExitCode> {
  return withTeam({ options, problems: [] }, typed, async (team) => {
    const { inputs, io } = team;
    if (options.deactivate !== undefined && !options.yes && !isInteractive(io)) {
      throw nobodyToAsk("Add --yes to deactivate the keys that you named, or leave --deactivate out to look only.");
    }
    const stop = onInterrupt(() => io.stderr.write("\nStopping: nothing new starts.\n"));
    return atTarget(options, io, stop, async (target, interruption) => {
      const settings = startingIn(withOptions(inputs.settings, options), target.region);
      const { factory, signal, onStep } = callsAt(target, settings.limits, { interruption, io });
      const found = await lookForKeys(factory, {
        team: inputs.reading.team,
        settings,
        defaultsSource:
          options.account === undefined
            ? inputs.placeInSettings(["defaults", "account"])
            : { kind: "flag", flag: "--account" },
        signal,
        onStep,
      });
      const asked = { ...team, options, now: Date.now(), simulated: target.simulated };
      return options.deactivate === undefined
        ? showKeys(found, asked)
        : deactivate(found, options.deactivate, { ...asked, interruption });
    });
  });
}

/** What was asked for, and when. */
interface Asked extends TeamAtHand {
  readonly options: TeamKeysOptions;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly simulated: boolean;
}

function showKeys({ accounts, warnings }: FoundKeys, asked: Asked): ExitCode {
  const people = asked.inputs.reading.team.members;
  asked.printer.print(
    viewFor(asked),
    teamKeysDocument({ accounts, people, warnings, now: asked.now, simulated: asked.simulated }),
  );
  return exitCodeOfKeys(accounts);
}

/** Without people the commands that name a key are left out: a key is named by its user. */
function viewFor({ options, inputs, io, redactor, now }: Asked): DocumentView<KeysOfTeam> {
  return teamKeysView({
    now,
    emails: options.emails,
    forOthers: commandForOthersFrom(io.cwd, inputs.settings),
    ...(redactor === undefined ? { command: teamCommand(["keys"], options) } : {}),
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
  names: readonly string[],
  asked: Asked & { readonly interruption: Interruption },
): Promise<ExitCode> {
  const { options, inputs, io, printer, interruption, now } = asked;
  const choice = chooseKeys(names, accounts, { now, allowRecentlyUsed: options.allowRecentlyUsed === true });
  refuse(choice.problems);
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
  const document = teamKeysDocument({
    accounts: after,
    people,
    warnings,
    now,
    deactivations: done,
    spared,
    simulated: asked.simulated,
  });
  printer.print(viewFor(asked), document);
  if (spared.length > 0) return EXIT.interrupted;
  return done.every(({ kind }) => kind === "inactive") ? EXIT.done : EXIT.failed;
}
