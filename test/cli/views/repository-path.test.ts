import { expect, it } from "vitest";
import type { Annotation } from "../../../src/cli/views/annotation.ts";
import { inRepository } from "../../../src/cli/views/repository-path.ts";

const finding: Annotation = { level: "error", check: "x", title: "x", message: "x", file: "team.csv", line: 2 };
const fileIn = (file: string, cwd: string, env: NodeJS.ProcessEnv) =>
  inRepository([{ ...finding, file }], { cwd, env })[0]?.file;

it.each([
  ["team.csv", "/repo", { GITHUB_WORKSPACE: "/repo" }, "team.csv"],
  ["team.csv", "/repo/teams/web", { GITHUB_WORKSPACE: "/repo" }, "teams/web/team.csv"],
  ["../team.csv", "/repo/teams/web", { CI_PROJECT_DIR: "/repo" }, "teams/team.csv"],
  ["/repo/team.csv", "/repo/teams", { GITHUB_WORKSPACE: "/repo" }, "team.csv"],
  ["/elsewhere/team.csv", "/repo", { GITHUB_WORKSPACE: "/repo" }, "/elsewhere/team.csv"],
  ["..team.csv", "/repo", { GITHUB_WORKSPACE: "/repo" }, "..team.csv"],
  ["teams/team.csv", "/work", {}, "teams/team.csv"],
])("%s, seen from %s, is in the repository what %j says: %s", (file, cwd, env, expected) => {
  expect(fileIn(file, cwd, env)).toBe(expected);
});

it("a finding without a file keeps having none", () => {
  const { file: _, ...placeless } = finding;
  expect(inRepository([placeless], { cwd: "/", env: {} })).toEqual([placeless]);
});
