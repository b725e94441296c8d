import { createHash } from "node:crypto";
import path from "node:path";
import { pythonJson } from "./python-json.ts";
import type { SsoSession } from "./sso-session.ts";

/**
 * Where the AWS CLI and all SDKs keep sign-ins. It is always under the home folder: `AWS_CONFIG_FILE` does not move it.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso-concepts.html
 */
export function cacheFolder(home: string): string {
  return path.join(home, ".aws", "sso", "cache");
}

/**
 * Where `aws login` keeps the console's sign-ins, and the AWS CLI the credentials of roles.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html
 */
export function otherCacheFolders(home: string, env: Readonly<Record<string, string | undefined>>) {
  const login = env.AWS_LOGIN_CACHE_DIRECTORY;
  return {
    login: login ? path.resolve(login) : path.join(home, ".aws", "login", "cache"),
    roles: path.join(home, ".aws", "cli", "cache"),
  };
}

/** The file of a console's sign-in, named after its `login_session`. */
export function loginFileName(session: string): string {
  return `${createHash("sha256").update(session.trim()).digest("hex")}.json`;
}

/** The token's file: named after the session alone, so every tool with a session of this name reads and writes it. */
export function tokenFile(home: string, sessionName: string): string {
  return path.join(cacheFolder(home), `${sha1(sessionName)}.json`);
}

/** The client registration's file, under the name that the AWS CLI computes, so that the two share one registration. */
export function registrationFile(home: string, session: SsoSession): string {
  const key = pythonJson({
    region: session.region,
    scopes: session.scopes,
    session_name: session.name,
    startUrl: session.startUrl,
    tool: "botocore",
  });
  return path.join(cacheFolder(home), `${sha1(key)}.json`);
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
