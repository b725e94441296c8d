import { takeSurvey } from "../../workstation/doctor/inspect.ts";
import type { Survey } from "../../workstation/doctor/inspection.ts";
import type { Io } from "../terminal/io.ts";
import type { Machine } from "./machine.ts";

/** What AWS clients find on a machine, as this process does. */
export function surveyHere({ home, env }: Pick<Machine, "home" | "env">, { cwd }: Pick<Io, "cwd">): Promise<Survey> {
  const { platform } = process;
  return takeSurvey({ home, env, systemHome: home, platform, cwd, now: Date.now(), node: process.versions.node });
}
