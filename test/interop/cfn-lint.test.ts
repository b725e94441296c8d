import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { cloudFormationFiles } from "../../src/core/export/cloudformation.ts";
import { sampleInventory } from "../core/export/sample-inventory.ts";
import { emptyFolder } from "../end-to-end/onboard.ts";
import { requireTool, run } from "./child.ts";

const env = { PATH: process.env.PATH };

it("AWS's linter has nothing to say about the role's template, nor about those that onboard export cloudformation writes", async () => {
  await requireTool("cfn-lint", ["--version"], env);
  const folder = await emptyFolder();
  const templates = cloudFormationFiles(sampleInventory).filter(({ name }) => name.endsWith(".yaml"));
  const files = templates.map(({ name }) => path.join(folder, name));
  await Promise.all(templates.map(({ text }, at) => writeFile(files[at] ?? "", text)));
  const role = fileURLToPath(new URL("../../templates/cross-account-role.yaml", import.meta.url));
  const { code, stdout, stderr } = await run("cfn-lint", ["--include-checks", "I", "--", role, ...files], { env });
  expect(stdout + stderr).toBe("");
  expect(code).toBe(0);
});
