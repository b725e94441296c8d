import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { isMeant } from "../../../src/cli/apply/is-meant.ts";
import { APPLY_COMMAND } from "../../../src/cli/commands/apply/flags.ts";
import { UNASKED } from "../../../src/cli/commands/local/write-profiles.ts";
import { PLAN_FLAGS } from "../../../src/cli/flags/team-flags.ts";
import { LOCAL_FLAGS } from "../../../src/cli/local/local-flags.ts";
import { confirm } from "../../../src/cli/terminal/confirm.ts";
import type { Io } from "../../../src/cli/terminal/io.ts";
import type { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { person, samplePlan } from "../sample-plan.ts";

const nobody = {
  stdin: new PassThrough(),
  stdout: new PassThrough(),
  stderr: new PassThrough(),
  env: {},
} as unknown as Io;

const remedyOf = async (asked: Promise<boolean>) =>
  ((await asked.catch((error: unknown) => error)) as OnboardError).remedy ?? "";
const flagsIn = (text: string) => [...text.matchAll(/--([a-z-]+)/g)].map(([, name]) => name);

describe("a question where there is nobody to ask", () => {
  it("says what to add, and names no flag that the command lacks", async () => {
    expect(flagsIn(await remedyOf(confirm(nobody, "Go on?")))).toEqual(["yes"]);
    expect(flagsIn(UNASKED)).toEqual(["yes", "print"]);
    for (const flag of flagsIn(UNASKED)) expect(Object.keys(LOCAL_FLAGS)).toContain(flag);
  });

  it("is, about a plan, answered by a dry run, except where the plan was saved by one", async () => {
    const plan = samplePlan([person("ana@example.com")]);
    const source = { kind: "file", file: "team.csv" } as const;
    const intent = { io: nobody, prepared: { plan }, source, options: {} };
    expect(flagsIn(await remedyOf(isMeant(intent)))).toEqual(["yes", "dry-run"]);
    expect(Object.keys(PLAN_FLAGS)).toEqual(expect.arrayContaining(["yes", "dry-run"]));
    const input = { kind: "file", file: "plan.json" } as const;
    expect(flagsIn(await remedyOf(isMeant({ ...intent, input })))).toEqual(["yes"]);
    expect(Object.keys(APPLY_COMMAND.flags)).toContain("yes");
  });
});
