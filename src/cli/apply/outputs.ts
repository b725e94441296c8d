import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { type Handover, handoverOf, isMerged, mergeHandover, withoutTaken } from "../../core/handover/handover.ts";
import { parseHandover } from "../../core/handover/handover-file.ts";
import { handoverLine } from "../../core/handover/handover-line.ts";
import { startNotes } from "../../core/handover/start-notes.ts";
import { failedRows } from "../../core/report/failed-rows.ts";
import { handedOver, type Report, type RunReport, readinessAfter } from "../../core/report/report.ts";
import { takenAccess } from "../../core/report/taken-access.ts";
import type { TeamRow } from "../../core/team/team-file.ts";
import { jsonText } from "../../core/text/json-text.ts";
import { type ProgramSource, programForReader } from "../../core/text/program-for-others.ts";
import { schemaName } from "../../core/text/schema-address.ts";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { packProgram } from "../../files/packed-program.ts";
import { readIfThere } from "../../files/read-file.ts";
import { type LetIn, writeFirstSignIn } from "./first-sign-in-files.ts";
import { type MessagesInput, writeMessages } from "./messages.ts";

/** What a run leaves behind, as paths relative to the working directory. */
type Outputs = Omit<RunReport["files"], "record">;

/** That, and what each person who is handed over types. */
export interface Written {
  readonly files: Outputs;
  readonly setUp?: RunReport["setUp"];
}

export interface OutputsInput {
  readonly cwd: string;
  readonly report: Report;
  /** Who cannot sign in yet; absent where nobody is new. */
  readonly letIn?: LetIn;
  readonly rows: readonly TeamRow[];
  /** The team file, for whoever runs its rows again; absent where there is none. */
  readonly teamFile?: string;
  readonly session: string;
  readonly handoverFile: string;
  readonly messagesFolder?: string;
  /** How the people come by the program. */
  readonly programSource: ProgramSource;
}

/** Writes the handover, the rows to run again and the messages. Handed over is whoever can sign in. */
export async function writeOutputs(input: OutputsInput): Promise<Written> {
  const { report } = input;
  const readiness = readinessAfter(report);
  const failed = failedRows(input.rows, readiness, { teamFile: input.teamFile, isSimulated: report.simulated });
  const fresh = handoverOf(report.instance, input.session, handedOver(readiness, report.accountIds), report.simulated);
  const isNeeded = input.letIn !== undefined && input.letIn.help.users.length > 0;
  const files = {
    ...(failed === undefined ? {} : { failed: await writeFailed(input.cwd, failed) }),
    ...(isNeeded ? { firstSignIn: await writeFirstSignIn(input.cwd, input.letIn, report) } : {}),
  };
  if (fresh === undefined) return { files };
  const { handover, without } = await withEarlier(input, fresh);
  const reader = programForReader(await sourceFor(input, fresh));
  return {
    files: {
      ...files,
      ...(fresh.people.length > 0 || without > 0 ? { handover: await writeHandover(input, handover) } : {}),
      ...(without > 0 ? { handoverWithout: without } : {}),
      ...(input.messagesFolder === undefined
        ? {}
        : {
            messages: await writeAllMessages(input, input.messagesFolder, { handover, people: fresh.people, reader }),
          }),
    },
    setUp: fresh.people.map((person) => ({ email: person.email, command: handoverLine(handover, person, reader) })),
  };
}

/** Where nobody could have the program otherwise, it lies beside the messages. */
async function sourceFor(
  { cwd, messagesFolder, programSource }: OutputsInput,
  { people }: Handover,
): Promise<ProgramSource> {
  if (messagesFolder === undefined || people.length === 0 || programSource.kind !== "unknown") return programSource;
  const packed = await packProgram().catch(() => undefined);
  if (packed === undefined) return programSource;
  const folder = path.resolve(cwd, messagesFolder);
  await writeFileAtomically(path.join(folder, packed.file), packed.bytes, { mode: 0o600, folderMode: 0o700 });
  return { kind: "file", file: packed.file };
}

/** The people handed over before. A file of that name that is something else is refused, before anything is changed. */
export async function readEarlierHandover(
  cwd: string,
  file: string,
  isSimulated = false,
): Promise<Handover | undefined> {
  const present = await readIfThere(path.resolve(cwd, file));
  if (present === undefined) return undefined;
  const earlier = parseHandover(present);
  if (earlier !== undefined && isSimulated && earlier.simulated !== true) {
    throw new OnboardError({
      kind: "invalid-input",
      message: `${file} is what developers need for AWS, and this is a simulation, so it will not be overwritten.`,
      remedy: "Name another file with --handover.",
    });
  }
  if (earlier !== undefined) return earlier;
  throw new OnboardError({
    kind: "invalid-input",
    message: `${file} exists and is not a handover file, so it will not be overwritten.`,
    remedy: "Name another file with --handover.",
  });
}

/** The handover as it is after the run, and from how many people something of it was taken. */
interface Merged {
  readonly handover: Handover;
  readonly without: number;
}

async function withEarlier(input: OutputsInput, fresh: Handover): Promise<Merged> {
  const isTaken = takenAccess(input.report);
  const none = { handover: fresh, without: 0 };
  if (fresh.people.length === 0 && isTaken === undefined) return none;
  const earlier = await earlierOf(input, fresh);
  if (earlier === undefined) return none;
  const left = withoutTaken(earlier, ({ username: userName }, access) => isTaken?.({ userName, ...access }) === true);
  const touched = earlier.people.filter((person) => !left.people.includes(person));
  return { handover: mergeHandover(left, fresh), without: isMerged(earlier, fresh) ? touched.length : 0 };
}

/** A run that hands nothing over leaves a file alone that is none of its own. */
async function earlierOf({ cwd, handoverFile, report }: OutputsInput, fresh: Handover): Promise<Handover | undefined> {
  const reading = readEarlierHandover(cwd, handoverFile, report.simulated);
  return fresh.people.length > 0 ? reading : reading.catch(() => undefined);
}

async function writeHandover(input: OutputsInput, handover: Handover): Promise<string> {
  const file = path.resolve(input.cwd, input.handoverFile);
  const document = { $schema: schemaName("handover"), ...handover };
  await writeFileAtomically(file, `${jsonText(document)}\n`);
  return input.handoverFile;
}

/** An earlier run's `failed.csv` is replaced; a file of that name that is not ours is not. */
async function writeFailed(cwd: string, text: string): Promise<string> {
  const present = await readIfThere(path.join(cwd, "failed.csv"));
  const ours = present === undefined || /^\uFEFF?email[^\n]*,reason\r?\n/.test(present);
  const name = ours ? "failed.csv" : "onboard-failed.csv";
  await writeFileAtomically(path.join(cwd, name), text);
  return name;
}

async function writeAllMessages(
  { cwd, report, letIn }: OutputsInput,
  folder: string,
  sent: Pick<MessagesInput, "handover" | "people" | "reader">,
): Promise<NonNullable<Outputs["messages"]>> {
  const readiness = new Map(readinessAfter(report).map((one) => [one.person.userName, one]));
  const pages = new Map(letIn?.help.users.map(({ userName, page }) => [userName, page]));
  await writeMessages({
    ...sent,
    folder: path.resolve(cwd, folder),
    displayNameOf: ({ username }) => readiness.get(username)?.person.displayName ?? username,
    notesFor: ({ username }) => startNotes(readiness.get(username)?.access ?? []),
    resetPageOf: ({ username }) => pages.get(username),
  });
  return { folder, count: sent.people.length };
}
