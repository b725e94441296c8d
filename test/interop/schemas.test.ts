import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { DOCUMENTS, type DocumentName } from "../../src/core/text/schema-address.ts";
import { PRINTED } from "../end-to-end/documents/printed-documents.ts";
import { programDocuments } from "../program-documents.ts";
import { requireTool, run } from "./child.ts";

interface Case {
  readonly schema: unknown;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const env = { PATH: process.env.PATH, HOME: process.env.HOME, PYTHONDONTWRITEBYTECODE: "1" };
const script = fileURLToPath(new URL("schema-validator.py", import.meta.url));

beforeAll(() => requireTool("python3", ["-c", "import jsonschema"], env));

describe("Python's jsonschema", () => {
  it("takes what the program makes by the published schemas, and nothing else", async () => {
    const documents = await programDocuments();
    const cases = DOCUMENTS.map(async (name) => {
      const good = documents.get(name);
      const bad = Array.isArray(good) ? [{ ...good[0], extra: 1 }] : { ...(good as object), extra: 1 };
      return [name, { schema: await publishedSchema(name), good: [good], bad: [bad, null, "x"] }] as const;
    });
    expect(await wrongIn(await Promise.all(cases))).toEqual([]);
  });

  it.each(["status", "keys", "doctor"] as const)("takes each %s that the built program prints", async (name) => {
    const good = (await PRINTED[name]()).map(({ document }) => document);
    const bad = good.flatMap((document) => [
      { ...(document as object), kind: "another" },
      { ...(document as object), summary: {} },
    ]);
    expect(good.length).toBeGreaterThan(6);
    expect(await wrongIn([[name, { schema: await publishedSchema(name), good, bad }]])).toEqual([]);
  });
});

async function publishedSchema(name: DocumentName): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../../docs/schema/${name}.schema.json`, import.meta.url), "utf8"));
}

/** What jsonschema says is wrong with the schemas, or with what they take and refuse. */
async function wrongIn(cases: readonly (readonly [name: DocumentName, one: Case])[]): Promise<unknown> {
  const { stdout, stderr } = await run("python3", [script], { env, input: JSON.stringify(Object.fromEntries(cases)) });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}
