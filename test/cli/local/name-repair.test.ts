import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { namingTheRepair } from "../../../src/cli/local/name-repair.ts";
import { readConfigFile } from "../../../src/workstation/aws-config/file/config-file.ts";

/** What is said where a config file of this content is to be edited. */
async function refusal(content: string | Buffer): Promise<Error & { readonly remedy: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "onboard-refused-"));
  const files = { config: path.join(folder, "config"), credentials: path.join(folder, "credentials"), notes: [] };
  await writeFile(files.config, content);
  return namingTheRepair(files, () => readConfigFile(files.config)).then(
    () => expect.unreachable(),
    (error) => error,
  );
}

it.each([
  ["a byte order mark", "\u{FEFF}[default]\nregion = x\n"],
  ["a second section that says the same", "[profile a]\nregion = x\n[profile a]\nregion = x\n"],
  ["a second key that says the same", "[profile a]\nregion = x\nregion = x\n"],
])("a file that is refused for %s is one that the doctor repairs", async (_, content) => {
  const { message, remedy } = await refusal(content);
  expect(message).toMatch(/config:\d+: /);
  expect(remedy).toMatch(
    /^Run `onboard doctor --fix`, which repairs it, and then the same command again\. By hand: \S/,
  );
});

it.each([
  ["sections that differ", "[profile a]\nregion = x\n[profile a]\nregion = y\n"],
  ["nonsense", "[profile a]\nnonsense\n"],
  ["a letter that is not UTF-8", Buffer.from("# caf\xe9\n", "latin1")],
  ["an encryption", "$ANSIBLE_VAULT;1.1;AES256\n3264\n"],
])("a file that is refused for %s wants a hand, and the doctor tells all of it", async (_, content) => {
  const { remedy } = await refusal(content);
  expect(remedy).toMatch(/^[A-Z].*\. `onboard doctor` tells everything that is wrong with it\.$/);
});
