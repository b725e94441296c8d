import { describe, expect, it } from "vitest";
import { refuseDangers } from "../../../src/cli/apply/allowed-dangers.ts";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import type { Danger } from "../../../src/core/safety/danger-schema.ts";

const dangers: readonly Danger[] = [
  { name: "many-changes", count: 60, message: "60 of 100 assignments would change." },
  { name: "management-account", count: 1, message: "1 person would get into the management account." },
];

const team = { kind: "file", file: "team.csv" } as const;

describe("a plan with dangers", () => {
  it("stops, naming each and the flags that allow them", () => {
    const error = caught(() => refuseDangers(dangers, [], team));
    expect(error.kind).toBe("failed");
    expect(error.message).toBe("The plan has 2 dangers that nobody allowed. Nothing was changed.");
    expect(error.remedy).toMatch(/--allow many-changes --allow management-account$/);
    expect(error.problems).toMatchObject([
      { place: team, message: "Danger many-changes: 60 of 100 assignments would change." },
      { place: team, remedy: "Add --allow management-account if this is meant." },
    ]);
  });

  it("stops for the one that is left when only the other is allowed", () => {
    const error = caught(() => refuseDangers(dangers, ["many-changes"], team));
    expect(error.problems).toHaveLength(1);
    expect(error.remedy).toMatch(/with --allow management-account$/);
  });

  it("goes on when each is allowed, or when there is none", () => {
    refuseDangers(dangers, ["many-changes", "management-account"], team);
    refuseDangers([], [], team);
  });
});

function caught(action: () => void): OnboardError {
  try {
    action();
  } catch (error) {
    if (error instanceof OnboardError) return error;
    throw error;
  }
  throw new Error("it went on");
}
