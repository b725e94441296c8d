// What the program is bundled to, and how. Why: docs/decisions/0013-bundle.md.
import { build } from "esbuild";
import { chunkNames, renamed } from "./chunk-names.mjs";
import { leanPackages } from "./lean-packages.mjs";
import { loadedTogether } from "./loaded-together.mjs";
import { entryOf, findParts, takenFrom } from "./parts.mjs";
import { fromRoot, ROOT } from "./root.mjs";

const ENTRY = "src/cli/main.ts";

/** The parts that are loaded at every start, for a team file and at a key, by their files in dist/cli/. */
const PARTS = {
  quick: [ENTRY],
  files: ["src/cli/completion/read-start.ts"],
  team: ["src/core/team/team-file.ts", "src/cli/completion/names-here.ts"],
  profiles: ["src/cli/completion/profiles-here.ts"],
};

/** The ES module that does all the rest, from the entry. */
const REST = "../program/run.js";

const MODULES = {
  "program/run": "src/cli/run.ts",
  // A process of its own.
  "workstation/verify/resolve-identity": "src/workstation/verify/resolve-identity.ts",
};

const COMMON = {
  absWorkingDir: ROOT,
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  // The ES modules of a package, where it has them: what is not imported from those stays out.
  mainFields: ["module", "main"],
  minify: true,
  legalComments: "inline",
  logLevel: "warning",
  metafile: true,
  write: false,
};

/** Files of ours are addressed from the file that runs, which a CommonJS module knows by another name. */
const COMMON_JS = {
  ...COMMON,
  format: "cjs",
  banner: { js: 'const __url = require("node:url").pathToFileURL(__filename).href;' },
  define: { "import.meta.url": "__url" },
};

const REQUIRE_PART = (name) => `export default require("./${name}.js");`;

/** From the folder of any file of the bundle that shares something with others. */
const IMPORT_PART = (name) => `import { createRequire } from "node:module";
export default createRequire(import.meta.url)("../cli/${name}.js");`;

/** CommonJS packages `require` Node's own modules, which an ES module cannot do without this. In one line, which maps take into account. */
const REQUIRE = `import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);\n`;

/** For esbuild's `plugins`. */
const restIsApart = {
  name: "rest-is-apart",
  setup(build) {
    build.onResolve({ filter: /^\.\/run\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: REST, external: true } : undefined,
    );
  },
};

/**
 * All files of the bundle, as `{ file, text }` with paths from the root, and what esbuild says of what is in them. With `maps` each
 * has its source map as well, made for its text.
 */
export async function bundle({ maps = false } = {}) {
  const sourcemap = maps ? "external" : false;
  const parts = await findParts(PARTS, ENTRY, { ...COMMON_JS, plugins: [leanPackages] });
  const taken = (others) => takenFrom(others, REQUIRE_PART);
  const requiring = { ...COMMON_JS, sourcemap, external: parts.map(({ name }) => `./${name}.js`) };
  const builds = await Promise.all([
    build({ ...requiring, entryPoints: { "cli/main": ENTRY }, plugins: [restIsApart, taken(parts), leanPackages] }),
    build({
      ...COMMON,
      sourcemap,
      entryPoints: MODULES,
      // As deep as cli/: `../../templates` and `../../package.json` are the same files from there.
      chunkNames: "chunks/[name]-[hash]",
      splitting: true,
      format: "esm",
      plugins: [takenFrom(parts, IMPORT_PART), loadedTogether, leanPackages],
    }),
  ]);
  // What a part passes on is known once all that take from it are there: later ones take from earlier ones.
  for (const part of parts.toReversed()) {
    const others = builds.flatMap(({ outputFiles }) => outputFiles.map(({ text }) => text));
    const stdin = entryOf(part, others);
    const plugins = [taken(parts.filter((other) => other !== part)), leanPackages];
    builds.push(await build({ ...requiring, stdin, outfile: `dist/cli/${part.name}.js`, outdir: undefined, plugins }));
  }
  return named(builds);
}

/** Files and metafile of several builds as those of one, with the names that parts have in the end. */
function named(builds) {
  const outputs = Object.assign({}, ...builds.map(({ metafile }) => metafile.outputs));
  const inputs = Object.assign({}, ...builds.map(({ metafile }) => metafile.inputs));
  const names = chunkNames({ outputs });
  const files = builds.flatMap(({ outputFiles }) => outputFiles).map(({ path: file, text }) => [file, text]);
  const renamedFiles = files.map(([file, text]) => ({
    file: renamed(fromRoot(file), names),
    text: renamed(text, names),
  }));
  // Its folder alone holds CommonJS.
  outputs[TYPE.file] = { bytes: TYPE.text.length, inputs: {}, imports: [], exports: [] };
  return {
    files: [...renamedFiles.map(withRequire(renamedFiles)), TYPE],
    metafile: JSON.parse(renamed(JSON.stringify({ inputs, outputs }), names)),
  };
}

const TYPE = { file: "dist/cli/package.json", text: `${JSON.stringify({ type: "commonjs" })}\n` };

/** For a file that needs it, and for its map. */
function withRequire(files) {
  const needing = new Set(files.filter(({ text }) => text.includes("typeof require")).map(({ file }) => file));
  return ({ file, text }) => {
    if (needing.has(file) && !file.startsWith("dist/cli/")) return { file, text: REQUIRE + text };
    if (!needing.has(file.replace(/\.map$/, ""))) return { file, text };
    const map = JSON.parse(text);
    return { file, text: JSON.stringify({ ...map, mappings: `;${map.mappings}` }) };
  };
}
