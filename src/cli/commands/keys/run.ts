import { refuse } from "../../../core/errors/invalid-input.ts";
import { askOwner } from "../../../workstation/credentials/ask-owner.ts";
import { type LocalKey, localKeys } from "../../../workstation/credentials/local-keys.ts";
import { openInspection } from "../../../workstation/inspection/opened-inspection.ts";
import { commandForOthersFrom } from "../../apply/program-source.ts";
import type { Given } from "../../flags/add-command.ts";
import { inspectThisMachine, type Machine, realMachine, simulatedMachine } from "../../local/machine.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import type { Io } from "../../terminal/io.ts";
import { machineKeysDocument } from "../../views/keys/documents.ts";
import { machineKeysView } from "../../views/keys/machine-view.ts";
import { printerFor } from "../../views/printer.ts";
import type { KeysOptions } from "./flags.ts";

/** `onboard keys`: the long-lived access keys that are left, on this machine or, with a team file, in its accounts. */
export async function keys({ options, problems }: Given<KeysOptions>, io: Io): Promise<ExitCode> {
  refuse(problems);
  const { emails, simulate } = options;
  if (emails !== undefined) {
    const { keysOfTeam } = await import("./keys-of-team.ts");
    return keysOfTeam({ ...options, emails }, io);
  }
  const machine = simulate === undefined ? realMachine(io) : await simulatedMachine(simulate, undefined, io);
  try {
    return await keysOfMachine(machine, options, io);
  } finally {
    await machine.close();
  }
}

async function keysOfMachine(machine: Machine, { askAws, format }: KeysOptions, io: Io): Promise<ExitCode> {
  const { home, endpoint } = machine;
  const inspected = await inspectThisMachine(machine, io);
  const found = await localKeys(openInspection(inspected), askAws ? (key) => askOwner(key, endpoint) : undefined);
  const unreadable = [inspected.config, inspected.credentials].flatMap((file) =>
    file.state === "unreadable" ? [{ file: file.file, reason: file.reason }] : [],
  );
  const looked = [inspected.config.file, inspected.credentials.file];
  const view = machineKeysView({ home, looked, asked: askAws === true, forOthers: commandForOthersFrom(io.cwd) });
  printerFor(chooseFormat(format, io.env), io).print(view, machineKeysDocument(found, unreadable, machine.simulated));
  return exitCodeOf(found, unreadable.length);
}

/** A key that was found is certain; that there is none, only when everything could be read. */
function exitCodeOf(found: readonly LocalKey[], unreadable: number): ExitCode {
  if (found.length > 0) return EXIT.changesPending;
  return unreadable > 0 ? EXIT.cannotTell : EXIT.done;
}
