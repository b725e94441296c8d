import type { Flow } from "./registration-cache.ts";

/** What decides whether a browser can come back to this machine: gathered by `readSignInSurroundings`, or made up by a test. */
export interface SignInSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `/.dockerenv` or `/run/.containerenv` is there. */
  readonly containerMarker: boolean;
  /** `/proc/1/cgroup`, empty where there is none. */
  readonly cgroup: string;
  /** `os.release()`; under WSL it names Microsoft. */
  readonly kernel: string;
}

/** What the user asked for; `auto` leaves the choice to what is known of the machine. */
export type WantedFlow = Flow | "auto";

/** How to sign in, and why, as the second half of a sentence. */
export interface ChosenFlow {
  readonly flow: Flow;
  readonly because: string;
  /** Whether trying to open a browser from here makes sense. */
  readonly canOpenBrowser: boolean;
}

/**
 * PKCE needs a browser that reaches 127.0.0.1 of this very machine. Wherever that is doubtful the device code is chosen:
 * it works with a browser anywhere, and a wrong guess costs only a code to compare.
 */
export function chooseFlow(wanted: WantedFlow, surroundings: SignInSurroundings): ChosenFlow {
  const obstacle = obstacleOf(surroundings);
  const canOpenBrowser = obstacle === undefined || hasBrowserElsewhere(surroundings);
  if (wanted !== "auto") return { flow: wanted, because: "it was asked for", canOpenBrowser };
  if (obstacle === undefined) return { flow: "pkce", because: "a browser can be opened here", canOpenBrowser };
  return { flow: "device-code", because: obstacle, canOpenBrowser };
}

/** Whether this is the Windows Subsystem for Linux: its browser is the one of Windows. */
export function isWsl({ platform, env, kernel }: SignInSurroundings): boolean {
  if (platform !== "linux") return false;
  return isSet(env.WSL_DISTRO_NAME) || isSet(env.WSL_INTEROP) || /microsoft|wsl/i.test(kernel);
}

/** From the most telling sign to the least: a container reached over SSH is called remote, not a container. */
function obstacleOf(surroundings: SignInSurroundings): string | undefined {
  const { platform, env } = surroundings;
  if (isSet(env.CODESPACES)) return "this is a GitHub Codespace";
  if (isSet(env.GITPOD_WORKSPACE_ID)) return "this is a Gitpod workspace";
  if (isSet(env.CLOUD_SHELL) || env.AWS_EXECUTION_ENV === "CloudShell") return "this is a cloud shell";
  if (isSet(env.CI)) return "this is a CI job";
  if (isSet(env.SSH_CONNECTION) || isSet(env.SSH_CLIENT) || isSet(env.SSH_TTY)) return "you are connected over SSH";
  if (isSet(env.REMOTE_CONTAINERS) || isContainer(surroundings)) return "this is a container";
  if (isWsl(surroundings)) return "this is WSL, and the browser is outside it";
  if (platform === "darwin" || platform === "win32") return undefined;
  return isSet(env.DISPLAY) || isSet(env.WAYLAND_DISPLAY) ? undefined : "there is no graphical desktop here";
}

/** The remote editors set `$BROWSER` to a program that opens pages on the person's own machine; WSL reaches that of Windows. */
function hasBrowserElsewhere(surroundings: SignInSurroundings): boolean {
  return isSet(surroundings.env.BROWSER) || isWsl(surroundings);
}

function isContainer({ containerMarker, cgroup, env }: SignInSurroundings): boolean {
  if (containerMarker || isSet(env.container) || isSet(env.KUBERNETES_SERVICE_HOST)) return true;
  return /\b(docker|containerd|kubepods|libpod|lxc|podman)\b/.test(cgroup);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value.toLowerCase() !== "false";
}
