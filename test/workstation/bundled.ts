import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A test's script with everything that it imports of our source, as one file for a process of its own. */
export async function bundled(script: URL): Promise<string> {
  const outfile = path.join(await mkdtemp(path.join(tmpdir(), "onboard-script-")), "script.mjs");
  await build({
    entryPoints: [fileURLToPath(script)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return outfile;
}
