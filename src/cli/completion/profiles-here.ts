import os from "node:os";
import { locateAwsFiles } from "../../workstation/aws-config/file/config-location.ts";
import { readable, readLikeEach } from "../../workstation/aws-config/readings.ts";
import type { Io } from "../terminal/io.ts";
import type { CompletionEntry } from "./complete.ts";
import { readStart } from "./read-start.ts";

type Place = Pick<Io, "cwd" | "env">;

/** Names of profiles from the files in `~/.aws`. What is not there, or is no such file, has no names. */
export async function profilesHere({ cwd, env }: Place): Promise<readonly CompletionEntry[]> {
  const { config, credentials } = filesOfAws({ cwd, env });
  const [text, keys] = await Promise.all([config, credentials].map(async (file) => file && readStart(file)));
  const profiles = readable(readLikeEach(text?.toString() ?? "")).flatMap((reading) => [...reading.profiles.keys()]);
  const withKeys = readable(readLikeEach(keys?.toString() ?? "")).flatMap((reading) => [...reading.sections.keys()]);
  return [...new Set([...profiles, ...withKeys])].map((value) => ({ value }));
}

function filesOfAws({ cwd, env }: Place): { readonly config?: string; readonly credentials?: string } {
  try {
    return locateAwsFiles({ env, platform: process.platform, systemHome: os.homedir(), cwd });
  } catch {
    return {};
  }
}
