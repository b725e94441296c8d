import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { COMMANDS } from "../src/cli/command-table.ts";
import { manPage } from "./man-page.ts";

const file = fileURLToPath(new URL("../docs/man/onboard.1", import.meta.url));

it("the manual page says what the definitions say (npm run update:man writes it)", async () => {
  expect(manifest.man).toEqual(["docs/man/onboard.1"]);
  expect(manifest.files).toContain("docs/man");
  await expect(manPage(COMMANDS, manifest)).toMatchFileSnapshot(file);
});

it.skipIf(!existsSync("/usr/bin/groff"))("groff has nothing to say against it, and shows each flag", () => {
  const warned = execFileSync("sh", [
    "-c",
    'groff -man -ww -Tutf8 -rLL=100n "$0" 2>&1 >/dev/null || true',
    file,
  ]).toString();
  expect(warned).toBe("");
  const shown = execFileSync("groff", ["-man", "-Tascii", "-P-c", "-rLL=100n", file]).toString().replace(/.[\b]/g, "");
  for (const { flags, name } of COMMANDS) {
    if (name !== undefined) expect(shown).toContain(`ONBOARD ${name.toUpperCase()}`);
    for (const flag of Object.keys(flags)) expect(shown).toContain(`--${flag}`);
  }
  expect(shown).toContain("onboard status --emails team.csv --format markdown > status.md");
});
