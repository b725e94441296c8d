import { expect, it } from "vitest";
import { chooseFormat } from "../../../src/cli/terminal/format.ts";

it.each([
  [undefined, {}, "text"],
  [undefined, { GITHUB_ACTIONS: "true" }, "github"],
  [undefined, { GITHUB_ACTIONS: "" }, "text"],
  [undefined, { GITLAB_CI: "true", CI: "true" }, "text"],
  ["json", { GITHUB_ACTIONS: "true" }, "json"],
  ["gitlab", { GITLAB_CI: "true" }, "gitlab"],
] as const)("asked for %s in %j, the format is %s", (asked, env, format) => {
  expect(chooseFormat(asked, env)).toBe(format);
});
