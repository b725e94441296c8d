import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SignInSurroundings } from "../../../src/workstation/sign-in/choose-flow.ts";
import type { SsoSession } from "../../../src/workstation/sign-in/sso-session.ts";

export const session: SsoSession = {
  name: "amplify",
  startUrl: "https://d-1234567890.awsapps.com/start",
  region: "eu-west-1",
  scopes: ["sso:account:access"],
};

export function temporaryHome(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "onboard-sign-in-"));
}

/** A laptop with a desktop; a test names what is different on its machine. */
export function surroundings(different: Partial<SignInSurroundings> = {}): SignInSurroundings {
  return {
    platform: "linux",
    env: { DISPLAY: ":0" },
    containerMarker: false,
    cgroup: "0::/init.scope",
    kernel: "6.1.0-25-amd64",
    ...different,
  };
}
