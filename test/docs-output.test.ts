import { copyFile, cp, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { run } from "../src/cli/run.ts";
import { pictureText } from "./pictures/terminal-picture.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = (name: string) => readFile(join(root, name), "utf8");
let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "onboard-docs-"));
  await copyFile(join(root, "templates/team.csv"), join(cwd, "team.csv"));
  await cp(join(root, "templates"), join(cwd, "templates"), { recursive: true });
});

/** What a command line writes to stdout. */
async function onboard(...argv: readonly string[]): Promise<string> {
  const stdout = new PassThrough();
  const stderr = new PassThrough().resume();
  const written = text(stdout);
  await run(argv, { stdin: new PassThrough(), stdout, stderr, env: {}, cwd });
  stdout.end();
  return written;
}

/** The first cells of the first table below a heading, without optional ones. */
async function membersUnder(title: string): Promise<readonly string[]> {
  const below = (await page("docs/reference.md")).split(`\n### ${title}\n`)[1] ?? "";
  const rows = /(?:^\|.*\n)+/m.exec(below)?.[0].trim().split("\n").slice(2) ?? [];
  return rows.map((row) => /`([^`]+)`/.exec(row)?.[1] ?? "").sort();
}

const team = ["--emails", "team.csv", "--simulate"];
const keysOf = (json: string) => Object.keys(JSON.parse(json) as object).sort();

describe("the pages show what the program prints", () => {
  it.each(["light", "dark"])("the README's picture has the plan of its first command (%s)", async (theme) => {
    const shown = pictureText(await page(`docs/pictures/plan-${theme}.svg`)).split("\n");
    const [command = "", ...rows] = shown;
    const said = await onboard(...command.split(" ").slice(2), "--dry-run");
    const plan = (printed: string, end: string) =>
      printed.slice(printed.indexOf("Identity Center d-"), printed.indexOf(end));
    // A terminal asks where a dry run says what comes next.
    expect(plan(rows.join("\n"), "\n? Apply").trimEnd()).toEqual(plan(said, "\nNext: ").trimEnd());
    expect(await page("README.md")).toContain(`npx ${command.slice(2)} --yes`);
  });

  it("docs/reference.md names the members of a plan, of a report and of an error", async () => {
    const plan = await membersUnder("The plan");
    expect(keysOf(await onboard(...team, "--dry-run", "--format", "json"))).toEqual(plan);

    const report = [...new Set([...plan, ...(await membersUnder("The report"))])].sort();
    expect(keysOf(await onboard(...team, "--yes", "--format", "json"))).toEqual(report);

    const error = await membersUnder("An error");
    expect(keysOf(await onboard("--emails", "nobody.csv", "--dry-run", "--format", "json"))).toEqual(error);
  });
});
