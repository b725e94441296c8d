import { describe, expect, it } from "vitest";
import { DOCTOR_COMMAND } from "../../../src/cli/commands/doctor/flags.ts";
import { KEYS_COMMAND } from "../../../src/cli/commands/keys/flags.ts";
import { LOCAL_COMMAND } from "../../../src/cli/commands/local/flags.ts";
import { POLICY_COMMAND } from "../../../src/cli/commands/policy/flags.ts";
import { SIMULATOR_COMMAND } from "../../../src/cli/commands/simulator/flags.ts";
import { STATUS_COMMAND } from "../../../src/cli/commands/status/flags.ts";
import { TEAM_COMMAND } from "../../../src/cli/commands/team/flags.ts";
import type { Flags } from "../../../src/cli/flags/flag.ts";
import { readOptions, type TypedValues } from "../../../src/cli/flags/values.ts";
import { sourceName } from "../../../src/core/errors/problem.ts";

const team = { emails: ["team.csv"] };

function flagsOfProblems({ flags }: { readonly flags: Flags }, typed: TypedValues): readonly string[] {
  return readOptions(flags, typed).problems.map(({ place }) => sourceName(place));
}

describe("flags that belong together", () => {
  it.each<readonly [{ readonly flags: Flags }, TypedValues, readonly string[]]>([
    [TEAM_COMMAND, { ...team, dryRun: true, offline: true }, []],
    [TEAM_COMMAND, { ...team, dryRun: true, out: "plan.json", detailedExitcode: true, simulate: true }, []],
    [TEAM_COMMAND, { ...team, offline: true }, ["--offline"]],
    [TEAM_COMMAND, { ...team, out: "plan.json" }, ["--out"]],
    [TEAM_COMMAND, { ...team, detailedExitcode: true }, ["--detailed-exitcode"]],
    [TEAM_COMMAND, { ...team, dryRun: true, offline: true, out: "plan.json", simulate: true }, ["--out", "--simulate"]],
    [TEAM_COMMAND, { ...team, dryRun: true, offline: true, detailedExitcode: true }, ["--detailed-exitcode"]],
    [TEAM_COMMAND, { ...team, dryRun: true, offline: true, bootstrap: true }, ["--bootstrap"]],
    [TEAM_COMMAND, { ...team, dryRun: true, offline: true, bootstrap: false }, []],
    [
      TEAM_COMMAND,
      { ...team, account: ["12345678901", "Sandbox North"], allow: ["everything"] },
      ["--allow", "--account"],
    ],
    [TEAM_COMMAND, {}, []],
    [POLICY_COMMAND, {}, ["--for"]],
    [KEYS_COMMAND, { profile: "admin", yes: true }, ["--yes", "--profile"]],
    [KEYS_COMMAND, { ...team, askAws: true, deactivate: ["x"] }, ["--ask-aws", "--deactivate"]],
    [KEYS_COMMAND, { ...team, deactivate: ["210987654321/ana.silva/7XYZ"], yes: true }, []],
    [DOCTOR_COMMAND, { yes: true }, ["--yes"]],
    [LOCAL_COMMAND, { undo: true, remove: true, login: true, browser: true }, ["--undo"]],
    [POLICY_COMMAND, { for: "apply", newAccounts: true, account: ["123456789012"] }, ["--account"]],
    [
      POLICY_COMMAND,
      { instanceArn: "*", partition: "aws:*", account: ["1"] },
      ["--for", "--instance-arn", "--account", "--partition"],
    ],
  ])("%#: what is wrong is told of each flag", (command, typed, flags) => {
    expect(flagsOfProblems(command, typed)).toEqual(flags);
  });
});

describe("a value", () => {
  it("is one of those there are to choose, and a slip is guessed", () => {
    const { problems } = readOptions(STATUS_COMMAND.flags, { ...team, format: "jsno" });
    expect(problems).toMatchObject([
      {
        place: { kind: "flag", flag: "--format" },
        message: 'There is no "jsno" to choose. Did you mean "json"?',
        remedy: "Choose text, json, markdown, github, or gitlab.",
      },
    ]);
  });

  it.each([
    [{ port: "8080", speed: "0.5" }, []],
    [{ port: "0" }, []],
    [{ port: "65536" }, ["--port"]],
    [{ port: "x", speed: "0" }, ["--port", "--speed"]],
    [{ port: "" }, ["--port"]],
    [{ speed: "10001" }, ["--speed"]],
  ])("that is a number is one, within its limits: %j", (typed, flags) => {
    expect(flagsOfProblems(SIMULATOR_COMMAND, typed)).toEqual(flags);
  });

  it("that is a number reaches the command as one", () => {
    const { options } = readOptions(SIMULATOR_COMMAND.flags, { port: "8080", speed: "0.5" });
    expect(options).toEqual({ port: 8080, speed: 0.5 });
  });

  it("may come several times, and several in one", () => {
    const { options } = readOptions(TEAM_COMMAND.flags, {
      ...team,
      account: ["North; South", "West", ""],
      allow: ["many-changes,management-account", "wider-permissions"],
    });
    expect(options.account).toEqual(["North", "South", "West"]);
    expect(options.allow).toEqual(["many-changes", "management-account", "wider-permissions"]);
  });

  it("may be left out where the flag says so", () => {
    expect(readOptions(TEAM_COMMAND.flags, { ...team, simulate: true })).toMatchObject({
      options: { simulate: true },
      problems: [],
    });
  });

  it("that names a danger is the name of one, and a slip is guessed", () => {
    const { problems } = readOptions(TEAM_COMMAND.flags, {
      ...team,
      allow: ["many-changes", "mangement-account", "all"],
    });
    expect(problems).toEqual([
      expect.objectContaining({ message: expect.stringContaining('Did you mean "management-account"?') }),
      expect.objectContaining({
        place: { kind: "flag", flag: "--allow" },
        remedy: expect.stringContaining("foreign-permission-set"),
      }),
    ]);
  });
});
