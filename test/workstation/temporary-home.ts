import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A home of its own with an AWS config file in it, or without one; gives the file's path. */
export async function temporaryConfig(text?: string): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), "onboard-home-"));
  const file = path.join(home, ".aws", "config");
  if (text === undefined) return file;
  await mkdir(path.dirname(file), { mode: 0o700 });
  await writeFile(file, text, { mode: 0o600 });
  return file;
}
