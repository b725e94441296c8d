import { lstat, readdir, readlink, stat } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { fileReason, isMissing } from "../../files/file-error.ts";
import { readPlainFile } from "../../files/read-file.ts";
import { type FileSearch, locateAwsFiles } from "../aws-config/file/config-location.ts";
import { cacheFolder, otherCacheFolders } from "../sign-in/cache-files.ts";
import { timestampSchema } from "../sign-in/timestamp.ts";
import { findAwsCli } from "./find-aws-cli.ts";

/** All that was looked at on this machine. */
export type Inspection = Awaited<ReturnType<typeof inspectMachine>>;

/** A file as it was found, byte for byte. `mode` is undefined where the system has no such thing. */
export type InspectedFile =
  | { readonly state: "absent"; readonly file: string }
  | { readonly state: "dangling"; readonly file: string; readonly target: string }
  | { readonly state: "unreadable"; readonly file: string; readonly reason: string }
  | {
      readonly state: "present";
      readonly file: string;
      readonly bytes: Buffer;
      readonly mode: number | undefined;
    };

/** A file of the sign-in cache, without its secrets. Times are milliseconds since 1970. */
interface InspectedCacheFile {
  readonly file: string;
  readonly mode: number | undefined;
  readonly content:
    | { readonly kind: "unreadable" }
    | { readonly kind: "other" }
    | {
        readonly kind: "token";
        readonly startUrl: string;
        readonly expiresAt: number | undefined;
        readonly isRefreshable: boolean;
      };
}

/** What an inspection starts from. */
export interface InspectionStart extends FileSearch {
  readonly home: string;
  readonly now: number;
  /** Node's version, like `20.20.2`. */
  readonly node: string;
}

/** Nothing that clients read is larger; a device or a log behind the name must not fill the memory. */
const LARGEST_FILE = 50_000_000;
const LARGEST_CACHE_FILE = 1_000_000;
const MOST_CACHE_FILES = 2_000;

/** Looks at everything and changes nothing. What can't be looked at is part of the result; it never throws for that. */
export async function inspectMachine(start: InspectionStart) {
  const { home, platform, env, now, node } = start;
  const { notes: locationNotes, ...files } = locations(start);
  const folder = cacheFolder(home);
  const others = otherCacheFolders(home, env);
  const [config, credentials, awsCli, cacheFiles, mode, loginCache, roleCache] = await Promise.all([
    inspectFile(files.config, platform),
    inspectFile(files.credentials, platform),
    findAwsCli(env, platform),
    inspectCache(folder, platform),
    modeOf(folder, platform),
    inspectModes(others.login, platform),
    inspectModes(others.roles, platform),
  ]);
  const inspected = {
    config,
    credentials,
    locationNotes,
    awsCli,
    cacheFolder: { folder, mode },
    cacheFiles,
    loginCache,
    roleCache,
  };
  return { home, platform, env, now, node, ...inspected };
}

/** A folder of files with credentials in them, and who may read them; what is in them is not looked at. */
interface InspectedCache {
  readonly folder: string;
  /** Undefined where there is none, or where the system has no such thing. */
  readonly mode: number | undefined;
  readonly files: readonly { readonly file: string; readonly mode: number | undefined }[];
}

async function inspectModes(folder: string, platform: NodeJS.Platform): Promise<InspectedCache> {
  const files = await cacheNames(folder);
  return {
    folder,
    mode: await modeOf(folder, platform),
    files: await Promise.all(files.map(async (file) => ({ file, mode: await modeOf(file, platform) }))),
  };
}

/** Where clients disagree about the place, the file that the AWS SDK for JavaScript reads is looked at; the notes say why. */
function locations(start: InspectionStart) {
  try {
    return locateAwsFiles(start);
  } catch (error) {
    if (!(error instanceof OnboardError)) throw error;
    const { env, cwd, home } = start;
    const at = (named: string | undefined, name: string) =>
      named ? path.resolve(cwd, named) : path.join(home, ".aws", name);
    return {
      config: at(env.AWS_CONFIG_FILE, "config"),
      credentials: at(env.AWS_SHARED_CREDENTIALS_FILE, "credentials"),
      notes: [error.message],
    };
  }
}

async function inspectFile(file: string, platform: NodeJS.Platform): Promise<InspectedFile> {
  try {
    const { bytes, size, mode } = await readPlainFile(file, LARGEST_FILE);
    if (size > LARGEST_FILE) return { state: "unreadable", file, reason: "it is too large for such a file" };
    return { state: "present", file, bytes, mode: modeWhere(platform, mode) };
  } catch (error) {
    if (!isMissing(error)) return { state: "unreadable", file, reason: fileReason(error) };
    const link = await lstat(file).catch(() => undefined);
    if (link === undefined) return { state: "absent", file };
    return { state: "dangling", file, target: await readlink(file).catch(() => "") };
  }
}

async function inspectCache(folder: string, platform: NodeJS.Platform): Promise<readonly InspectedCacheFile[]> {
  const files = await cacheNames(folder);
  return Promise.all(
    files.map(async (file) => ({ file, mode: await modeOf(file, platform), content: await cacheContent(file) })),
  );
}

async function cacheNames(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json")).sort();
  return names.slice(0, MOST_CACHE_FILES).map((name) => path.join(folder, name));
}

async function cacheContent(file: string): Promise<InspectedCacheFile["content"]> {
  try {
    const { bytes, size } = await readPlainFile(file, LARGEST_CACHE_FILE);
    if (size > LARGEST_CACHE_FILE) return { kind: "unreadable" };
    return contentOf(JSON.parse(bytes.toString("utf8")));
  } catch {
    return { kind: "unreadable" };
  }
}

function contentOf(value: unknown): InspectedCacheFile["content"] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { kind: "unreadable" };
  const { startUrl, accessToken, expiresAt, refreshToken, clientId, clientSecret } = value as Record<string, unknown>;
  if (typeof accessToken !== "string" || typeof startUrl !== "string") return { kind: "other" };
  return {
    kind: "token",
    startUrl,
    expiresAt: timestampSchema.safeParse(expiresAt).data,
    isRefreshable: [refreshToken, clientId, clientSecret].every(
      (member) => typeof member === "string" && member !== "",
    ),
  };
}

async function modeOf(file: string, platform: NodeJS.Platform): Promise<number | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found && modeWhere(platform, found.mode);
}

/** Modes mean nothing on Windows. */
function modeWhere(platform: NodeJS.Platform, mode: number): number | undefined {
  return platform === "win32" ? undefined : mode & 0o7777;
}
