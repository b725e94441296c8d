// node .ci/release/pack.mjs FILE: packs what is built in the clone that this file lies in, as the program itself does for a team's
// repository. So a release, and what `onboard init` makes of it, are the same bytes. `npm pack` takes modes from the checkout.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = await mkdtemp(path.join(tmpdir(), "onboard-pack-"));
try {
  const outfile = path.join(folder, "packed-program.mjs");
  const entry = path.join(root, "src", "files", "packed-program.ts");
  await build({ entryPoints: [entry], bundle: true, platform: "node", format: "esm", outfile, logLevel: "warning" });
  const { packProgram } = await import(pathToFileURL(outfile).href);
  const { bytes } = await packProgram(root);
  await writeFile(process.argv[2], bytes);
} finally {
  await rm(folder, { recursive: true, force: true });
}
