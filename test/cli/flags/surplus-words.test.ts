import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../src/cli/command-table.ts";
import { inFolder, typed } from "../command-line.ts";

const line = (text: string) => inFolder((folder) => typed(text.split(" "), folder));

describe("a word that belongs to nothing is passed over by no command", () => {
  it.each(COMMANDS.filter(({ argument }) => argument?.takes !== "command").map((command) => [command]))(
    "$name",
    async ({ name, argument, flags }) => {
      const words = [name ?? [], argument === undefined ? [] : "one", "a.word", "another"].flat();
      const emails = flags.emails === undefined ? [] : ["--emails", "team.csv"];
      const run = await inFolder((folder) => typed([...words, ...emails], folder));
      expect([run.code, run.stdout]).toEqual([3, ""]);
      expect(run.stderr).toMatch(/^a\.word: It belongs to no flag/);
      expect(run.stderr).toContain('"another"');
    },
  );

  it.each([
    ["leave --emails ana@x.org bo@x.org --dry-run", "Did you mean --emails ana@x.org,bo@x.org?"],
    ["leave --emails ana@x.org, bo@x.org", "Did you mean --emails ana@x.org,bo@x.org?"],
    ["leave bo@x.org --yes", "Did you mean --emails bo@x.org?"],
    ["--emails ana@x.org bo@x.org cy@x.org --yes", "Did you mean --emails ana@x.org,bo@x.org,cy@x.org?"],
    ["team.csv --dry-run", "Did you mean --emails team.csv?"],
    ["status --emails teams/a.csv teams/b.csv", "Did you mean --emails 'teams/a.csv;teams/b.csv'?"],
    ["access csv", "Put it behind the flag that it is for"],
    ["status --emails team.csv dry-run", "onboard status --help"],
    ["leave --emails ana@x.org orphan", "Did you mean --orphans?"],
    ["apply plan.json other.json", "plan is given already"],
    ["access a b c d e f g h", 'So it is with "b", "c", "d", "e", "f" and 2 more.'],
  ])("%s: %s", async (typedLine, said) => {
    const run = await line(typedLine);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(said);
  });

  it.each([
    ["leave --orphans --instance one --instance two", '--instance: It is given 2 times: "one", "two".'],
    ["status --emails ana@x.org --profile one --profile two", '--profile: It is given 2 times: "one", "two".'],
    ["simulator --port 1 --port 2 --port 3", '--port: It is given 3 times: "1", "2", "3".'],
  ])("nor is one of two values, %s", async (typedLine, said) => {
    const run = await line(typedLine);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(said);
  });

  it("and the same value twice is one", async () => {
    const run = await line("status --emails a.csv --format json --format json --emails a.csv");
    expect(run.stderr).toContain("a.csv cannot be read");
    expect(run.stderr).not.toContain("times");
  });

  it("and no address in it is printed in a pipeline", async () => {
    const run = await inFolder((folder) =>
      typed(["leave", "--emails", "ana@x.org", "bo@x.org", "--yes"], folder, { CI: "true" }),
    );
    expect(run.code).toBe(3);
    expect(run.stdout + run.stderr).not.toMatch(/ana@|bo@/);
  });

  it("but another program's line is its own", async () => {
    const run = await line("run a b c");
    expect(run.stderr).not.toContain("belongs to no flag");
  });
});
