import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { DOCUMENTS, type DocumentName, schemaName } from "../src/core/text/schema-address.ts";
import { programDocuments } from "./program-documents.ts";
import { publishedSchema } from "./published-schemas.ts";

const folder = new URL("../docs/schema/", import.meta.url);
let documents: ReadonlyMap<DocumentName, unknown>;

beforeAll(async () => {
  documents = await programDocuments();
});

describe("the published JSON Schemas", () => {
  it.each(DOCUMENTS)("say of %s what the program checks (npm run update:schemas writes them)", async (name) => {
    const file = fileURLToPath(new URL(`${name}.schema.json`, folder));
    // A line for each member, and no blanks before it: a quarter of their packed size would be those.
    const text = JSON.stringify(publishedSchema(name), undefined, 1).replace(/^ +/gm, "");
    await expect(`${text}\n`).toMatchFileSnapshot(file);
  });

  it("are all there, and no others", async () => {
    expect((await readdir(folder)).sort()).toEqual(DOCUMENTS.map((name) => `${name}.schema.json`).sort());
  });

  it.each(DOCUMENTS)("take a %s as the program has or makes it", async (name) => {
    expect((await readSchema(name)).safeParse(documents.get(name))).toMatchObject({ success: true });
  });

  it.each([
    "plan",
    "report",
    "handover",
    "status",
    "keys",
    "access",
    "doctor",
    "day",
    "local",
    "check",
    "runs",
    "error",
  ] as const)("are named by a %s", (name) => {
    expect(documents.get(name)).toMatchObject({ $schema: schemaName(name) });
  });

  it.each(DOCUMENTS)("refuse a %s with a member that there is not", async (name) => {
    const document = documents.get(name);
    const extra = Array.isArray(document) ? [{ ...document[0], extra: 1 }] : { ...(document as object), extra: 1 };
    expect((await readSchema(name)).safeParse(extra)).toMatchObject({ success: false });
  });
});

async function readSchema(name: DocumentName): Promise<z.ZodType> {
  return z.fromJSONSchema(JSON.parse(await readFile(new URL(`${name}.schema.json`, folder), "utf8")));
}
