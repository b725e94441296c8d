import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import * as z from "zod";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { explainFileError } from "../../files/file-error.ts";
import { readPlainFileIfThere } from "../../files/read-file.ts";
import { lockConfig } from "../aws-config/file/config-lock.ts";
import { resolveTarget } from "../aws-config/file/config-target.ts";
import { registrationFile } from "./cache-files.ts";
import { readCacheFile } from "./cache-storage.ts";
import type { SsoSession } from "./sso-session.ts";
import { readToken } from "./token-cache.ts";

const text = z.string().min(1).max(2_000);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const noteSchema = z.strictObject({
  session: text,
  startUrl: text,
  region: text,
  scopes: z.array(text).max(50),
  /** When somebody signed in through us. ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** SHA-256 of what that brought: enough to know it again, and no use to anybody else. */
  accessToken: digest,
  refreshToken: digest.optional(),
  /** Of the client's id, where this machine was registered for it through us. */
  client: digest.optional(),
});

const fileSchema = z.strictObject({ version: z.literal(1), signIns: z.array(noteSchema).max(500) });

/** A sign-in that this program brought about, as it is known again in the cache that all AWS clients share. */
export type SignInNote = Readonly<z.output<typeof noteSchema>>;

/** In bytes. */
const LARGEST = 1_000_000;

/** The sign-ins through us that belong to a config file; none when what is there is not as we write it. */
export async function readSignIns(config: string): Promise<readonly SignInNote[]> {
  const { real } = await resolveTarget(config);
  const found = await readPlainFileIfThere(recordOf(real), LARGEST).catch(() => undefined);
  if (found === undefined || found.size > LARGEST) return [];
  try {
    return fileSchema.parse(JSON.parse(found.bytes.toString("utf8"))).signIns;
  } catch {
    return [];
  }
}

/** Notes beside the config file that somebody has just signed in through us. `clientBefore` is what {@link clientIn} said before. */
export async function noteSignIn(
  config: string,
  {
    home,
    session,
    clientBefore,
    now,
  }: {
    readonly home: string;
    readonly session: SsoSession;
    readonly clientBefore: string | undefined;
    readonly now: Date;
  },
): Promise<void> {
  const token = await readToken(home, session.name);
  if (token === undefined) return;
  const { accessToken, refreshToken, registration } = token;
  const client = registration && digestOf(registration.clientId);
  await changeSignIns(config, (all) => {
    const earlier = all.find((one) => one.session === session.name);
    const isOurClient = client !== undefined && (client !== clientBefore || client === earlier?.client);
    const note: SignInNote = {
      session: session.name,
      startUrl: session.startUrl,
      region: session.region,
      scopes: [...session.scopes],
      at: now.toISOString(),
      accessToken: digestOf(accessToken),
      ...(refreshToken === undefined ? {} : { refreshToken: digestOf(refreshToken) }),
      ...(isOurClient ? { client } : {}),
    };
    return [...all.filter((one) => one !== earlier), note];
  });
}

/** Forgets sign-ins that are over. */
export function forgetSignIns(config: string, over: readonly SignInNote[]): Promise<void> {
  const gone = new Set(over.map(({ session, at }) => `${at} ${session}`));
  return changeSignIns(config, (all) => all.filter(({ session, at }) => !gone.has(`${at} ${session}`)));
}

/** Whether what is in the cache came from that sign-in: its own tokens, or others that the client got which was registered for it. */
export function isFromSignIn(
  note: SignInNote,
  token: Pick<NonNullable<Awaited<ReturnType<typeof readToken>>>, "accessToken" | "refreshToken" | "registration">,
): boolean {
  const { accessToken, refreshToken, registration } = token;
  return (
    digestOf(accessToken) === note.accessToken ||
    (refreshToken !== undefined && digestOf(refreshToken) === note.refreshToken) ||
    (registration !== undefined && digestOf(registration.clientId) === note.client)
  );
}

/** A digest of the id under which this machine is registered for a session; `undefined` when it is not. */
export async function clientIn(home: string, session: SsoSession): Promise<string | undefined> {
  const { data } = z.object({ clientId: z.string() }).safeParse(await readCacheFile(registrationFile(home, session)));
  return data && digestOf(data.clientId);
}

async function changeSignIns(
  config: string,
  change: (all: readonly SignInNote[]) => readonly SignInNote[],
): Promise<void> {
  const { real } = await resolveTarget(config);
  const file = recordOf(real);
  try {
    const lock = await lockConfig(real);
    try {
      const signIns = change(await readSignIns(config));
      if (signIns.length === 0) return await rm(file, { force: true });
      await writeFileAtomically(file, `${JSON.stringify({ version: 1, signIns }, undefined, 2)}\n`, {
        folderMode: 0o700,
        sync: "file",
      });
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw explainFileError(error, "write", file);
  }
}

function recordOf(real: string): string {
  return `${real}.onboard-sign-ins`;
}

function digestOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
