import { describe, expect, it } from "vitest";
import { readLikeEach } from "../../../../src/workstation/aws-config/readings.ts";
import { checkRepair } from "../../../../src/workstation/doctor/repairs/check-repair.ts";
import type { RepairReach } from "../../../../src/workstation/doctor/repairs/repair.ts";

const BEFORE = "[profile a]\nregion = x\n[profile b]\nregion = y\n";
const a = { type: "profile", name: "a" } as const;

const check = (before: string, after: string, reach: RepairReach) =>
  checkRepair(readLikeEach(before), readLikeEach(after), reach);

describe("a repair is refused", () => {
  it("when it alters a section that it is not about", () => {
    const text = BEFORE.replace("= y", "= z");
    expect(() => check(BEFORE, text, { touches: [a] })).toThrow('"[profile b]"');
    expect(() => check(BEFORE, text, { touches: [{ type: "profile", name: "b" }] })).not.toThrow();
  });

  it("when only one client would read another section differently", () => {
    const text = BEFORE.replace("region = y", "Region = y");
    expect(() => check(BEFORE, text, { touches: [a] })).toThrow("the AWS SDK for JavaScript");
  });

  it("when a client could no longer read the file", () => {
    expect(() => check(BEFORE, `${BEFORE}[profile a]\n`, { touches: [a] })).toThrow("second section");
  });

  it("when keys are lost on the way to another name", () => {
    const renames = new Map([["a", "a-old"]]);
    expect(() => check("[a]\nk = v\n", "[a-old]\nk = w\n", { renames })).toThrow('"[a]"');
    expect(() => check("[a]\nk = v\n", "[a-old]\nk = v\n", { renames })).not.toThrow();
  });
});
