import { existsSync, readFileSync } from "node:fs";
import { release } from "node:os";
import type { SignInSurroundings } from "./choose-flow.ts";

/** Looks at the machine this process runs on. Never fails: what cannot be seen counts as absent. */
export function readSignInSurroundings(env: Readonly<Record<string, string | undefined>>): SignInSurroundings {
  return {
    platform: process.platform,
    env,
    containerMarker: existsSync("/.dockerenv") || existsSync("/run/.containerenv"),
    cgroup: textOf("/proc/1/cgroup"),
    kernel: release(),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
