import { jsonText } from "../../core/text/json-text.ts";
import { schemaAddress } from "../../core/text/schema-address.ts";
import { openSurvey } from "../../workstation/doctor/opened-survey.ts";
import { askOwner } from "../../workstation/keys/ask-owner.ts";
import { type LocalKey, localKeys } from "../../workstation/keys/local-keys.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { invalidInput } from "../invalid-input.ts";
import { colorsFor, type Io, proseWidthOf, show } from "../io.ts";
import { type Machine, realMachine, simulatedMachine } from "../machine.ts";
import { localKeysDocument, renderLocalKeys } from "../render/keys-here.ts";
import { surveyHere } from "../survey-here.ts";
import { isForTeam, type KeysOptions, keysProblems } from "./keys-options.ts";

/** `onboard keys`: the long-lived access keys that are left, on this machine or, with a team file, in its accounts. */
export async function keys(options: KeysOptions, io: Io): Promise<ExitCode> {
  const problems = keysProblems(options);
  if (problems.length > 0) throw invalidInput(problems, "the flags");
  if (isForTeam(options)) {
    const { keysOfTeam } = await import("./keys-of-team.ts");
    return keysOfTeam(options, io);
  }
  const { simulate } = options;
  const machine = simulate === undefined ? realMachine(io) : await simulatedMachine(simulate, undefined, io);
  try {
    return await keysHere(machine, options, io);
  } finally {
    await machine.close();
  }
}

async function keysHere(machine: Machine, { askAws, format }: KeysOptions, io: Io): Promise<ExitCode> {
  const { home, endpoint } = machine;
  const surveyed = await surveyHere(machine, io);
  const found = await localKeys(openSurvey(surveyed), askAws && ((key) => askOwner(key, endpoint)));
  const unreadable = [surveyed.config, surveyed.credentials].flatMap((file) =>
    file.state === "unreadable" ? [{ file: file.file, reason: file.reason }] : [],
  );
  if (format === "json") {
    const document = { $schema: schemaAddress("keys"), ...localKeysDocument(found, unreadable) };
    io.stdout.write(`${jsonText(document)}\n`);
  } else {
    const width = proseWidthOf(io);
    const looked = [surveyed.config.file, surveyed.credentials.file];
    const rendering = { width, colors: colorsFor(io.stdout, io.env), home, looked, asked: askAws === true };
    show(io.stdout, renderLocalKeys(found, unreadable, rendering));
  }
  return exitCodeOf(found, unreadable.length);
}

/** A key that was found is certain; that there is none, only when everything could be read. */
function exitCodeOf(found: readonly LocalKey[], unreadable: number): ExitCode {
  if (found.length > 0) return EXIT.changesPending;
  return unreadable > 0 ? EXIT.cannotTell : EXIT.done;
}
