import { stat } from "node:fs/promises";
import path from "node:path";
import { readIfThere } from "../../files/read-file.ts";
import type { AmplifyProject } from "./recognise-project.ts";

const FILE = "amplify/team-provider-info.json";

/** A warning about Gen 1's file with account ids, role names and bucket names, unless git leaves it out. */
export async function publicInfoNote({ root }: AmplifyProject): Promise<readonly string[]> {
  const present = await stat(path.join(root, FILE)).catch(() => undefined);
  if (present === undefined) return [];
  const ignored = (await readIfThere(path.join(root, ".gitignore")).catch(() => undefined)) ?? "";
  if (ignored.split(/\r?\n/).some((line) => line.trim().endsWith("team-provider-info.json"))) return [];
  return [`${FILE} names accounts, roles and buckets. In a public repository, put it into .gitignore.`];
}
