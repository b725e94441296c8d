import { type Inspection, inspectMachine } from "../../workstation/inspection/inspect-machine.ts";
import type { Io } from "../terminal/io.ts";
import type { Machine } from "./machine.ts";

/** What AWS clients find on a machine, as this process does. */
export function inspectThisMachine(
  { home, env }: Pick<Machine, "home" | "env">,
  { cwd }: Pick<Io, "cwd">,
): Promise<Inspection> {
  const { platform } = process;
  return inspectMachine({ home, env, systemHome: home, platform, cwd, now: Date.now(), node: process.versions.node });
}
