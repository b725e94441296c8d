import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspectMachine } from "../../../src/workstation/inspection/inspect-machine.ts";
import { type OpenedInspection, openInspection } from "../../../src/workstation/inspection/opened-inspection.ts";

const NOW = Date.parse("2026-11-21T06:00:00Z");

/** A config file about which there is nothing to say. */
export const SOUND_CONFIG = `[profile dev]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = amplify-policy
region = eu-west-1

[sso-session corp]
sso_start_url = https://d-1234567890.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
`;

/** What a developer's home holds; what is not named is sound. */
export interface HomeParts {
  readonly config?: string | Buffer;
  readonly configIsLinkTo?: string;
  readonly configIsFolder?: true;
  readonly configMode?: number;
  readonly credentials?: string;
  readonly credentialsMode?: number;
  /** Members of the session's token that differ from a sound one's; a text instead of the whole file; null for none. */
  readonly token?: Readonly<Record<string, string>> | string | null;
  readonly tokenMode?: number;
  readonly cacheMode?: number;
  /** Whose console sign-in is kept. */
  readonly login?: string;
  readonly loginMode?: number;
  readonly loginFileMode?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly node?: string;
  /** What `aws --version` prints; null where there is no aws. */
  readonly aws?: string | null;
}

const SOUND_TOKEN = {
  startUrl: "https://d-1234567890.awsapps.com/start",
  region: "eu-west-1",
  accessToken: "SECRET-TOKEN",
  expiresAt: "2026-11-21T09:00:00Z",
};

/** What no program of Windows starts without. */
const SYSTEM: Readonly<Record<string, string>> =
  process.platform === "win32" ? { SystemRoot: process.env.SystemRoot ?? "" } : {};

/** Makes a home on the disk, looks at it, and gives what was seen. */
export async function inspectHome(parts: HomeParts = {}): Promise<OpenedInspection> {
  return inspectAgain(await makeHome(parts), parts);
}

/** Looks at a home that is there. */
export async function inspectAgain(
  home: string,
  { env = {}, node = "22.12.0" }: HomeParts = {},
): Promise<OpenedInspection> {
  const inspection = await inspectMachine({
    home,
    systemHome: home,
    env: { ...SYSTEM, HOME: home, PATH: path.join(home, "bin"), ...env },
    platform: process.platform === "win32" ? "win32" : "linux",
    cwd: home,
    now: NOW,
    node,
  });
  return openInspection(inspection);
}

/** Makes a home on the disk; gives its path. */
export async function makeHome(parts: HomeParts = {}): Promise<string> {
  const { config = SOUND_CONFIG, token = {}, aws = "aws-cli/2.30.0 Python/3.13 Linux/6.1" } = parts;
  const home = await mkdtemp(path.join(tmpdir(), "onboard-home-"));
  const cache = path.join(home, ".aws", "sso", "cache");
  await mkdir(cache, { recursive: true, mode: 0o700 });
  await mkdir(path.join(home, "bin"));
  const file = path.join(home, ".aws", "config");
  if (parts.configIsLinkTo !== undefined) await symlink(parts.configIsLinkTo, file);
  else if (parts.configIsFolder) await mkdir(file);
  else await put(file, config, parts.configMode ?? 0o600);
  const { credentials, credentialsMode = 0o600 } = parts;
  if (credentials !== undefined) await put(path.join(home, ".aws", "credentials"), credentials, credentialsMode);
  if (token !== null) {
    const text = typeof token === "string" ? token : JSON.stringify({ ...SOUND_TOKEN, ...token });
    const name = createHash("sha1").update("corp").digest("hex");
    await put(path.join(cache, `${name}.json`), text, parts.tokenMode ?? 0o600);
  }
  await chmod(cache, parts.cacheMode ?? 0o700);
  if (parts.login !== undefined) {
    const folder = path.join(home, ".aws", "login", "cache");
    await mkdir(folder, { recursive: true });
    const name = createHash("sha256").update(parts.login).digest("hex");
    await put(path.join(folder, `${name}.json`), "{}", parts.loginFileMode ?? 0o600);
    await chmod(folder, parts.loginMode ?? 0o700);
  }
  if (aws !== null) await putAws(path.join(home, "bin"), aws);
  return home;
}

/** An AWS CLI that says this of itself. */
async function putAws(folder: string, says: string): Promise<void> {
  if (process.platform === "win32") await writeFile(path.join(folder, "aws.cmd"), `@echo ${says}\r\n`);
  else await put(path.join(folder, "aws"), `#!/bin/sh\necho '${says}'\n`, 0o700);
}

async function put(file: string, content: string | Buffer, mode: number): Promise<void> {
  await writeFile(file, content);
  await chmod(file, mode);
}
