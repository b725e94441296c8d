// Parts of the program that are CommonJS modules, which Node has sooner than ES modules: what every start loads, and what is loaded while
// somebody waits for a key. What lies in them is there once: the ES modules of the bundle take it from there.
import { build } from "esbuild";
import { fromRoot, ROOT } from "./root.mjs";

/**
 * Each part with the modules in it, by their paths from the root: all that its entries load at once, and is not in a part before it.
 * `ids`: by module and name, under which name a part passes on what its modules export: `quick$0`, `quick$1`, …
 * `entries`: those of each part, by its name; `program` is a file of its own.
 */
export async function findParts(entries, program, options) {
  const parts = [];
  for (const [name, entryPoints] of Object.entries(entries)) {
    const plugins = [...options.plugins, atOnce];
    const { metafile } = await build({ ...options, entryPoints, format: "cjs", plugins });
    const taken = new Set([program, ...parts.flatMap(({ modules }) => modules)]);
    const modules = Object.keys(metafile.inputs).filter((file) => /\.(?:ts|m?js)$/.test(file) && !taken.has(file));
    const ids = idsOf(name, await exportsOf(modules, options));
    parts.push({ name, entryPoints, modules: modules.sort(), ids });
  }
  return parts;
}

function idsOf(part, exported) {
  let count = 0;
  const id = () => `${part}$${(count++).toString(36)}`;
  return new Map(exported.map(([module, names]) => [module, new Map(names.map((name) => [name, id()]))]));
}

/** What is imported late is none of a part's. */
const atOnce = {
  name: "at-once",
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path: file }) =>
      kind === "dynamic-import" ? { path: file, external: true } : undefined,
    );
  },
};

/** What each module exports when its types are gone. */
async function exportsOf(modules, { absWorkingDir }) {
  const options = { absWorkingDir, outdir: "out", outbase: ".", format: "esm", write: false, metafile: true };
  const { metafile } = await build({ ...options, entryPoints: modules });
  return Object.values(metafile.outputs).map(({ entryPoint, exports }) => [entryPoint, exports]);
}

/** The entry of a part that passes on what its own entries export, and what the texts of others name of it. */
export function entryOf({ name, entryPoints, ids }, others) {
  const asked = new Set(others.flatMap((text) => text.match(new RegExp(`\\b${name}\\$\\w+`, "g")) ?? []));
  const lines = [...ids].flatMap(([module, names]) =>
    [...names].map(([exported, id]) =>
      entryPoints.includes(module) || asked.has(id) ? `export { ${exported} as ${id} } from "./${module}";\n` : "",
    ),
  );
  return { contents: lines.join(""), resolveDir: ROOT, sourcefile: name, loader: "js" };
}

/** For esbuild's `plugins`: has the modules of parts taken from those. `load`: the text of a module that gives a part, by its name. */
export function takenFrom(parts, load) {
  return {
    name: "taken-from-parts",
    setup(build) {
      build.onResolve({ filter: /^part:/ }, ({ path: name }) => ({
        path: name.slice("part:".length),
        namespace: "part",
        sideEffects: false,
      }));
      build.onLoad({ filter: /./, namespace: "part" }, ({ path: name }) => ({ contents: load(name) }));
      build.onLoad({ filter: /\.(?:ts|m?js)$/ }, ({ path: file }) => {
        const module = fromRoot(file);
        const part = parts.find(({ modules }) => modules.includes(module));
        if (part === undefined) return undefined;
        // Nothing is done in them that is not done there: what nobody asks for can go.
        const names = [...part.ids.get(module)].map(
          ([name, id]) => `export const ${name} = /* @__PURE__ */ (() => part.${id})();\n`,
        );
        return { contents: `import part from "part:${part.name}";\n${names.join("")}`, loader: "js" };
      });
    },
  };
}
