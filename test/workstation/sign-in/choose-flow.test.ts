import { describe, expect, it } from "vitest";
import { chooseFlow, isWsl, type SignInSurroundings } from "../../../src/workstation/sign-in/choose-flow.ts";
import { surroundings } from "./temporary-home.ts";

const desktop = { DISPLAY: ":0" };

const WITH_BROWSER: readonly [string, Partial<SignInSurroundings>][] = [
  ["a Linux desktop with X", { env: desktop }],
  ["a Linux desktop with Wayland", { env: { WAYLAND_DISPLAY: "wayland-0" } }],
  ["a Mac", { platform: "darwin", env: {} }],
  ["Windows", { platform: "win32", env: {} }],
  ["a desktop where CI says no", { env: { ...desktop, CI: "false" } }],
];

const WITHOUT_BROWSER: readonly [string, Partial<SignInSurroundings>, string][] = [
  ["SSH", { env: { ...desktop, SSH_CONNECTION: "10.0.0.2 51000 10.0.0.1 22" } }, "you are connected over SSH"],
  ["SSH with a terminal", { env: { ...desktop, SSH_TTY: "/dev/pts/0" } }, "you are connected over SSH"],
  ["SSH into a Mac", { platform: "darwin", env: { SSH_CLIENT: "10.0.0.2 51000 22" } }, "you are connected over SSH"],
  ["a container with a marker file", { env: desktop, containerMarker: true }, "this is a container"],
  ["a container known by its cgroup", { env: desktop, cgroup: "12:pids:/docker/4f1c" }, "this is a container"],
  ["a Kubernetes pod", { env: desktop, cgroup: "1:name=systemd:/kubepods/besteffort" }, "this is a container"],
  ["a development container", { env: { ...desktop, REMOTE_CONTAINERS: "true" } }, "this is a container"],
  ["a Codespace", { env: { CODESPACES: "true" }, containerMarker: true }, "this is a GitHub Codespace"],
  ["Gitpod", { env: { GITPOD_WORKSPACE_ID: "abc" } }, "this is a Gitpod workspace"],
  ["Google's shell", { env: { CLOUD_SHELL: "true" } }, "this is a cloud shell"],
  ["AWS CloudShell", { env: { AWS_EXECUTION_ENV: "CloudShell" } }, "this is a cloud shell"],
  ["CI", { env: { ...desktop, CI: "true" } }, "this is a CI job"],
  ["WSL", { env: { ...desktop, WSL_DISTRO_NAME: "Ubuntu" } }, "this is WSL, and the browser is outside it"],
  ["WSL by its kernel", { kernel: "5.15.153.1-microsoft-standard-WSL2" }, "this is WSL, and the browser is outside it"],
  ["Linux without a desktop", { env: {} }, "there is no graphical desktop here"],
  ["Linux with an empty DISPLAY", { env: { DISPLAY: "" } }, "there is no graphical desktop here"],
];

describe("the way to sign in", () => {
  it.each(WITH_BROWSER)("is the browser on %s", (_, different) => {
    expect(chooseFlow("auto", surroundings(different))).toEqual({
      flow: "pkce",
      because: "a browser can be opened here",
      canOpenBrowser: true,
    });
  });

  it.each(WITHOUT_BROWSER)("is a device code on %s", (_, different, because) => {
    expect(chooseFlow("auto", surroundings(different))).toMatchObject({ flow: "device-code", because });
  });

  it.each(["pkce", "device-code"] as const)("is %s when that is asked for, anywhere", (flow) => {
    for (const [, different] of [...WITH_BROWSER, ...WITHOUT_BROWSER]) {
      expect(chooseFlow(flow, surroundings(different)).flow).toBe(flow);
    }
  });
});

describe("opening a browser", () => {
  it("is not tried where it would open on nobody's screen", () => {
    expect(chooseFlow("auto", surroundings({ env: { SSH_TTY: "/dev/pts/0" } })).canOpenBrowser).toBe(false);
    expect(chooseFlow("auto", surroundings({ containerMarker: true })).canOpenBrowser).toBe(false);
  });

  it("is tried where the editor or Windows brings the page to the person", () => {
    const codespace = { CODESPACES: "true", BROWSER: "/vscode/bin/helpers/browser.sh" };
    expect(chooseFlow("auto", surroundings({ env: codespace })).canOpenBrowser).toBe(true);
    expect(chooseFlow("auto", surroundings({ env: { WSL_INTEROP: "/run/WSL/8_interop" } })).canOpenBrowser).toBe(true);
  });

  it("is tried on a desktop for the device page as well", () => {
    expect(chooseFlow("device-code", surroundings()).canOpenBrowser).toBe(true);
  });

  it("counts WSL only where it can be: on Linux", () => {
    expect(isWsl(surroundings({ platform: "win32", env: { WSL_INTEROP: "x" } }))).toBe(false);
  });
});
