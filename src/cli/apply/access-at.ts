import type { AccessDocument } from "../../core/access/access-schema.ts";
import type { AccountDirectory } from "../../core/organization/find-accounts.ts";
import { createRedactor, type TeamRedactor } from "../../core/redaction/redactor.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import { createCallCount } from "../../identity-center/access/call-count.ts";
import { readAccess } from "../../identity-center/access/read-access.ts";
import { type Connection, connect, connectOptions } from "../../identity-center/connect/connect.ts";
import { type Inputs, readInputs } from "../input/inputs.ts";
import { readSettingsInput } from "../input/settings-input.ts";
import { settingsTeams } from "../input/settings-teams.ts";
import { startingIn, withOptions } from "../input/team-options.ts";
import { teamRedactor } from "../input/team-redactor.ts";
import { callsAt } from "../target/calls-at.ts";
import type { Target } from "../target/target.ts";
import type { Interruption } from "../terminal/interruption.ts";
import type { Io } from "../terminal/io.ts";
import { startReadingProgress } from "../terminal/reading-progress.ts";
import { showsPeople } from "../terminal/redacted-io.ts";
import { keepHeapSmall } from "./small-heap.ts";

/** What was read of files before anything is asked of AWS. */
export interface AccessInputs
  extends Pick<Inputs, "settings" | "settingsSource" | "placeInSettings" | "otherTeams" | "problems"> {
  /** With `--emails`. */
  readonly team?: Inputs;
}

/** The settings, and the team file where one is named: the people who are asked about. */
export async function readAccessInputs(
  { emails, settings }: { readonly emails?: readonly string[]; readonly settings?: string },
  io: Io,
): Promise<AccessInputs> {
  if (emails === undefined) {
    const input = await readSettingsInput(settings, undefined, io);
    const { files, problems } = await settingsTeams(input, io);
    return { ...input, otherTeams: files, problems: [...input.problems, ...problems] };
  }
  const team = await readInputs(emails, settings, io, { everybody: true });
  return { ...team, team };
}

interface AccessReading {
  /** What it is narrowed to, and where. */
  readonly options: {
    readonly account?: readonly string[];
    readonly permissionSet?: readonly string[];
    readonly group?: readonly string[];
    readonly ssoRegion?: string;
    readonly instance?: string;
  };
  readonly inputs: AccessInputs;
  /** Rows of files are looked for among all accounts. */
  readonly hasRows: boolean;
  readonly io: Io;
}

/** What was read, and through what. */
interface ReadAt {
  readonly access: AccessDocument;
  readonly connection: Connection;
  /** The organization's accounts: all of them, or those that were asked about. */
  readonly directory: AccountDirectory;
  /** Users of the directory, with access or without, where it was read whole. */
  readonly userCount?: number;
}

/** Finds Identity Center and reads who has what there, with its progress on stderr. */
export async function readAccessAt(
  target: Target,
  interruption: Interruption,
  { options, inputs, hasRows, io }: AccessReading,
): Promise<ReadAt> {
  keepHeapSmall();
  let userCount: number | undefined;
  const calls = createCallCount();
  const { onCall } = calls;
  const { factory, signal, onStep } = callsAt(target, inputs.settings.limits, { interruption, io, onCall });
  onStep("Looking for Identity Center");
  const { ssoRegion, instance } = options;
  const settings = startingIn(withOptions(inputs.settings, definedOnly({ ssoRegion, instance })), target.region);
  const connection = await connect(factory, connectOptions(settings.instance));
  const progress = startReadingProgress(io);
  try {
    const access = await readAccess(connection, {
      scope: {
        people: inputs.team?.reading.team.members.map(({ email, username }) => ({ email, userName: username })),
        accounts: options.account,
        permissionSets: options.permissionSet,
        groups: options.group,
      },
      calls,
      signal,
      simulated: target.simulated,
      onStep: (step) => {
        progress.end();
        onStep(step);
      },
      onProgress: progress.update,
      onUserCount: (users) => {
        userCount = users;
      },
    });
    // The rows of a file may mean accounts that nothing was asked about.
    const directory = hasRows ? await connection.organization.all() : connection.organization.soFar();
    return { access, connection, directory, ...definedOnly({ userCount }) };
  } finally {
    progress.end();
  }
}

/** People of the team are called by their row; of whoever else is met, the document's own redaction knows. */
export function accessRedactor(
  team: Inputs | undefined,
  { showPeople }: { readonly showPeople?: boolean },
  env: Io["env"],
): TeamRedactor | undefined {
  const given = definedOnly({ showPeople });
  if (team !== undefined) return teamRedactor(team, given, env);
  return showsPeople(showPeople, env) ? undefined : createRedactor([]);
}
