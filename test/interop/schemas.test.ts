import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { DOCUMENTS } from "../../src/core/text/schema-address.ts";
import { programDocuments } from "../program-documents.ts";
import { requireTool, run } from "./child.ts";

const script = fileURLToPath(new URL("schema-validator.py", import.meta.url));

it("Python's jsonschema takes what the program makes by the published schemas, and nothing else", async () => {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PYTHONDONTWRITEBYTECODE: "1" };
  await requireTool("python3", ["-c", "import jsonschema"], env);
  const documents = await programDocuments();
  const cases = await Promise.all(
    DOCUMENTS.map(async (name) => {
      const file = new URL(`../../docs/schema/${name}.schema.json`, import.meta.url);
      const good = documents.get(name);
      const bad = Array.isArray(good) ? [{ ...good[0], extra: 1 }] : { ...(good as object), extra: 1 };
      return [name, { schema: JSON.parse(await readFile(file, "utf8")), good: [good], bad: [bad, null, "x"] }];
    }),
  );
  const { stdout, stderr } = await run("python3", [script], { env, input: JSON.stringify(Object.fromEntries(cases)) });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual([]);
});
