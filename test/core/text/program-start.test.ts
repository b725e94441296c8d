import { describe, expect, it } from "vitest";
import { callerOf, type ProgramStart } from "../../../src/core/text/program-start.ts";

const here = { script: "/opt/onboard/dist/cli/main.js", cwd: "/home/ana/team", env: {}, shell: "posix" } as const;
const unknown: ProgramStart = { ...here, onSearchPath: false, inProject: false };
const agent = (name: string) => ({ npm_config_user_agent: `${name}/9.1.0 node/v22.0.0 linux x64` });
const script = (text: string, more = {}) => ({
  ...agent("npm"),
  npm_command: "run",
  npm_lifecycle_event: "onboard",
  npm_lifecycle_script: text,
  ...more,
});
const job = (folder: string, env: ProgramStart["env"], cwd = "/builds/team") => ({
  script: `${folder}/dist/cli/main.js`,
  cwd,
  env: { CI: "true", ...env },
});

describe("a program calls itself as it was started", () => {
  it.each<readonly [string, Partial<ProgramStart>, string]>([
    ["installed for all", { onSearchPath: true }, "onboard"],
    ["through npx in its own clone", { inProject: true, fetched: "/opt/onboard", env: agent("npm") }, "npx onboard"],
    ["as a dependency", { inProject: true }, "npx onboard"],
    ["as a dependency, by pnpm", { inProject: true, env: agent("pnpm") }, "pnpm exec onboard"],
    ["as a dependency, by yarn", { inProject: true, env: agent("yarn") }, "yarn run onboard"],
    ["as a dependency, by bun", { inProject: true, env: agent("bun") }, "bun run onboard"],
    ["fetched by npx", { fetched: "amplify-onboard@1.2.3", env: agent("npm") }, "npx amplify-onboard@1.2.3"],
    ["fetched from a file", { fetched: "./the onboard.tgz" }, "npx './the onboard.tgz'"],
    ["fetched by pnpm", { fetched: "amplify-onboard", env: agent("pnpm") }, "pnpm dlx amplify-onboard"],
    ["from a package script", { env: script("onboard"), inProject: true }, "npm run onboard --"],
    ["from a script that starts a file", { env: script("node ../onboard/dist/cli/main.js") }, "npm run onboard --"],
    ["from a script through npx", { env: script("npx onboard") }, "npm run onboard --"],
    ["from a script of yarn", { env: script("onboard", agent("yarn")) }, "yarn run onboard"],
    [
      "from a script whose name has a blank",
      { env: script("onboard", { npm_lifecycle_event: "on board" }) },
      "npm run 'on board' --",
    ],
    ["from a script with a command of its own", { env: script("onboard keys"), inProject: true }, "npx onboard"],
    ["from a script that starts a script", { env: script("sh ci.sh") }, "node /opt/onboard/dist/cli/main.js"],
    ["from another program's script", { env: script("node other/main.js") }, "node /opt/onboard/dist/cli/main.js"],
    ["vendored", { script: "/home/ana/team/vendor/onboard/dist/cli/main.js" }, "node vendor/onboard/dist/cli/main.js"],
    ["from a folder with a blank", { script: "/my tools/main.js" }, "node '/my tools/main.js'"],
    [
      "in a job of GitHub",
      job("/home/runner/_temp/onboard", { RUNNER_TEMP: "/home/runner/_temp" }),
      "npm run onboard --",
    ],
    ["in a job of GitLab", job("/tmp/tmp.x1y2", {}), "npm run onboard --"],
    ["in a job with a program of its own", job("/opt/onboard", {}), "node /opt/onboard/dist/cli/main.js"],
    ["in a job, below its folder", job("/tmp/build/vendor", {}, "/tmp/build"), "node vendor/dist/cli/main.js"],
    ["unpacked by somebody", job("/tmp/onboard", { CI: "" }), "node /tmp/onboard/dist/cli/main.js"],
    ["from a file", {}, "node /opt/onboard/dist/cli/main.js"],
  ])("%s", (_, start, program) => {
    expect(callerOf({ ...unknown, ...start })).toEqual({ program, shell: "posix" });
  });

  it("and in PowerShell the -- of npm is quoted, which would be kept from npm otherwise", () => {
    expect(callerOf({ ...unknown, shell: "powershell", env: script("onboard") }).program).toBe("npm run onboard '--'");
  });

  it("and on Windows by paths as they are there", () => {
    const windows = { ...unknown, shell: "cmd", cwd: "C:\\team", script: "C:\\team\\my vendor\\main.js" } as const;
    expect(callerOf(windows).program).toBe('node "my vendor\\main.js"');
  });
});
