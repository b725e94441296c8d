import path from "node:path";
import { isThere } from "../../files/is-there.ts";

/** An Amplify project on this machine. */
export interface AmplifyProject {
  /** Gen 2 is defined in TypeScript and deployed by ampx; Gen 1 is what `amplify init` makes. */
  readonly generation: "gen1" | "gen2";
  /** The folder that holds `amplify/`. */
  readonly root: string;
}

/** What ampx takes for the entry of a backend (`BackendLocator` of `@aws-amplify/platform-core`), and what Gen 1's CLI makes. */
const SIGNS = [
  ...["ts", "js", "mjs", "cjs"].map((extension) => ["gen2", path.join("amplify", `backend.${extension}`)] as const),
  ["gen1", path.join("amplify", ".config")],
] as const;

/** The project around a folder, from it upwards; no folder above `home` is looked into. */
export async function recogniseProject(cwd: string, home: string): Promise<AmplifyProject | undefined> {
  for (let root = path.resolve(cwd); ; root = path.dirname(root)) {
    for (const [generation, sign] of SIGNS) {
      if (await isThere(path.join(root, sign))) return { generation, root };
    }
    if (root === path.resolve(home) || root === path.dirname(root)) return undefined;
  }
}
