import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadSharedConfigFiles } from "@smithy/core/config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLikeAwsCli } from "../../src/workstation/aws-config/read-like-aws-cli.ts";
import { readLikeJsSdk } from "../../src/workstation/aws-config/read-like-js-sdk.ts";
import { anyConfig } from "../workstation/aws-config/config-texts.ts";
import { plainReading } from "../workstation/aws-config/plain-reading.ts";
import { readerDifferences } from "../workstation/aws-config/reader-differences.ts";
import { requireTool, run } from "./child.ts";

const script = fileURLToPath(new URL("aws-config-readers.py", import.meta.url));
const env = { PATH: process.env.PATH, LANG: "C.UTF-8", PYTHONUTF8: "1", PYTHONDONTWRITEBYTECODE: "1" };

function ours(text: string): unknown {
  return plainReading(readLikeAwsCli(text)) ?? null;
}

function oursForJs(text: string): unknown {
  const { profiles = {}, ssoSessions = {}, services = {} } = plainReading(readLikeJsSdk(text)) ?? {};
  return { ...profiles, ...prefixed("sso-session", ssoSessions), ...prefixed("services", services) };
}

/** The SDK hands out everything but profiles under names such as `services.x`. */
function prefixed(type: string, sections: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sections).map(([name, settings]) => [`${type}.${name}`, settings]));
}

describe("our models of how clients read ~/.aws/config", () => {
  const tabled = readerDifferences.map(({ text }) => text);
  const texts = [...tabled, ...fc.sample(anyConfig, 20_000)];

  it("agree with botocore on every tabled and generated file", async () => {
    await requireTool("python3", ["-c", "import botocore"], { ...env });
    const { stdout, stderr } = await run("python3", [script], { env, input: JSON.stringify(texts) });
    expect(stderr).toBe("");
    const theirs = JSON.parse(stdout) as unknown[];
    expect(theirs).toHaveLength(texts.length);
    expect(theirs.filter((reading) => reading !== null).length).toBeGreaterThan(1000);
    for (const [index, text] of texts.entries())
      expect({ text, reading: ours(text) }).toEqual({ text, reading: theirs[index] });
  });

  it("agree with the JS SDK's own parser on every tabled and generated file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "onboard-readers-"));
    const configFilepath = join(folder, "config");
    for (const text of texts.slice(0, 5000)) {
      await writeFile(configFilepath, text);
      const { configFile } = await loadSharedConfigFiles({
        configFilepath,
        filepath: join(folder, "none"),
        ignoreCache: true,
      });
      expect({ text, reading: oursForJs(text) }).toEqual({ text, reading: configFile });
    }
  });
});
