import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { requireTool, run } from "./child.ts";

const template = fileURLToPath(new URL("../../templates/cross-account-role.yaml", import.meta.url));
const env = { PATH: process.env.PATH };

it("the role's template is one that AWS CloudFormation's linter has nothing to say about", async () => {
  await requireTool("cfn-lint", ["--version"], env);
  const { code, stdout, stderr } = await run("cfn-lint", ["--include-checks", "I", "--", template], { env });
  expect(stdout + stderr).toBe("");
  expect(code).toBe(0);
});
