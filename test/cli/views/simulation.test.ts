import { describe, expect, it } from "vitest";
import { nextSection } from "../../../src/cli/views/next.ts";
import { markedSections } from "../../../src/cli/views/simulation.ts";

const simulated = { simulated: true };
const textOn = (sections: ReturnType<typeof markedSections>) =>
  sections
    .filter(({ only }) => only !== "page")
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
    .map(String);

describe("the mark of a simulation", () => {
  it("stands below the first sentence", () => {
    const sentence = { tone: "strong", rows: [{ cells: ["All 3 people can start."] }] } as const;
    expect(textOn(markedSections(simulated, [sentence, nextSection("onboard status")]))).toEqual([
      "All 3 people can start.",
      "Simulation, not AWS.",
      "Next: onboard status",
    ]);
  });

  it("stands above the command that comes next, which is the last line, where nothing else is told", () => {
    expect(textOn(markedSections(simulated, [nextSection("onboard status")]))).toEqual([
      "Simulation, not AWS.",
      "Next: onboard status",
    ]);
  });

  it("is on nothing that AWS itself said", () => {
    expect(textOn(markedSections({}, [nextSection("onboard status")]))).toEqual(["Next: onboard status"]);
  });
});
