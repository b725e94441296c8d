import path from "node:path";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { quoted } from "../../../core/text/visible-text.ts";

/** What decides where AWS clients look for their files. */
export interface FileSearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The home that the operating system knows (`os.homedir()`). */
  readonly systemHome: string;
  readonly cwd: string;
}

/** Where the AWS CLI and the AWS SDK for JavaScript both look, as absolute paths. */
export interface AwsFiles {
  readonly config: string;
  readonly credentials: string;
  /** Things that work here but not in every client. */
  readonly notes: readonly string[];
}

/**
 * Finds the shared config and credentials files. Throws when the AWS CLI and the AWS SDK for JavaScript would look in
 * different places, as with a `HOME` of one's own on Windows.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
 */
export function locateAwsFiles(search: FileSearch): AwsFiles {
  const config = locate("AWS_CONFIG_FILE", "config", search);
  const credentials = locate("AWS_SHARED_CREDENTIALS_FILE", "credentials", search);
  return { config: config.file, credentials: credentials.file, notes: [...config.notes, ...credentials.notes] };
}

function locate(
  variable: string,
  name: string,
  search: FileSearch,
): { readonly file: string; readonly notes: readonly string[] } {
  const { env, platform, cwd } = search;
  const paths = platform === "win32" ? path.win32 : path.posix;
  const named = env[variable];
  if (named === undefined || named === "") {
    return { file: paths.join(sharedHome(search, variable), ".aws", name), notes: [] };
  }
  if (named.startsWith("~/")) {
    const note = `${variable} begins with "~", which the AWS SDK for JavaScript does not always expand. Write the whole path.`;
    return { file: paths.join(sharedHome(search, variable), named.slice(2)), notes: [note] };
  }
  if (named.startsWith("~") || mentionsVariable(named, env, platform)) {
    throw new OnboardError({
      kind: "invalid-input",
      message: `${variable} is ${quoted(named)}, which the AWS CLI expands and the AWS SDK for JavaScript does not.`,
      remedy: `Set ${variable} to the whole path.`,
    });
  }
  return { file: paths.resolve(cwd, named), notes: [] };
}

/** The home of both readers. Python asks `USERPROFILE` on Windows; the SDK asks `HOME` first, everywhere. */
function sharedHome(search: FileSearch, variable: string): string {
  const { platform, cwd } = search;
  const paths = platform === "win32" ? path.win32 : path.posix;
  const python = paths.resolve(cwd, homeOfPython(search));
  const javascript = paths.resolve(cwd, homeOfJavaScript(search));
  const same = platform === "win32" ? python.toLowerCase() === javascript.toLowerCase() : python === javascript;
  if (same) return javascript;
  throw new OnboardError({
    kind: "invalid-input",
    message: `The AWS CLI takes ${quoted(python)} for your home and the AWS SDK for JavaScript ${quoted(javascript)}.`,
    remedy: `Make HOME the same as USERPROFILE, or set ${variable} to the whole path of the file to use.`,
  });
}

function homeOfPython({ env, platform, systemHome }: FileSearch): string {
  if (platform !== "win32") return env.HOME || systemHome;
  const { USERPROFILE, HOMEDRIVE = "", HOMEPATH } = env;
  return USERPROFILE ?? (HOMEPATH === undefined ? systemHome : HOMEDRIVE + HOMEPATH);
}

function homeOfJavaScript({ env, platform, systemHome }: FileSearch): string {
  const { HOME, USERPROFILE, HOMEPATH, HOMEDRIVE = platform === "win32" ? "C:\\" : "C:/" } = env;
  return HOME || USERPROFILE || (HOMEPATH ? HOMEDRIVE + HOMEPATH : systemHome);
}

/** Whether Python's `os.path.expandvars` would change the path. */
function mentionsVariable(text: string, env: FileSearch["env"], platform: NodeJS.Platform): boolean {
  const names = [...text.matchAll(/\$(?:(\w+)|\{([^}]*)\})/g)].map(([, bare, braced]) => bare ?? braced ?? "");
  const windowsNames = platform === "win32" ? [...text.matchAll(/%([^%]+)%/g)].map(([, name = ""]) => name) : [];
  return [...names, ...windowsNames].some((name) => env[name] !== undefined);
}
