import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { publicInfoNote } from "../../../src/workstation/project/public-info.ts";
import { recogniseProject } from "../../../src/workstation/project/recognise-project.ts";

let home: string;
const put = async (file: string, text = "") => {
  await mkdir(path.dirname(path.join(home, file)), { recursive: true });
  await writeFile(path.join(home, file), text);
};

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "onboard-project-"));
});

describe("an Amplify project", () => {
  it.each([
    ["amplify/backend.ts", "gen2"],
    ["amplify/backend.js", "gen2"],
    ["amplify/backend.mjs", "gen2"],
    ["amplify/backend.cjs", "gen2"],
    ["amplify/.config/project-config.json", "gen1"],
  ])("with %s is a %s project, from every folder in it", async (sign, generation) => {
    await put(`app/${sign}`);
    await put("app/src/deep/file");
    const root = path.join(home, "app");
    expect(await recogniseProject(path.join(root, "src", "deep"), home)).toEqual({ generation, root });
  });

  it("that is being moved from Gen 1 to Gen 2 is a Gen 2 project", async () => {
    await put("amplify/backend.ts");
    await put("amplify/.config/x");
    expect(await recogniseProject(home, home)).toMatchObject({ generation: "gen2" });
  });

  it("is not looked for above the home", async () => {
    await put("amplify/backend.ts");
    await mkdir(path.join(home, "user", "work"), { recursive: true });
    expect(await recogniseProject(path.join(home, "user", "work"), path.join(home, "user"))).toBeUndefined();
  });

  it("of Gen 1 is warned of the file that a public repository must not hold, until git leaves it out", async () => {
    const project = { generation: "gen1", root: home } as const;
    expect(await publicInfoNote(project)).toEqual([]);
    await put("amplify/team-provider-info.json", "{}");
    expect((await publicInfoNote(project)).join()).toContain("team-provider-info.json");
    await put(".gitignore", "node_modules\r\namplify/team-provider-info.json\r\n");
    expect(await publicInfoNote(project)).toEqual([]);
  });
});
