import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../../src/simulator/faults/fault-rule.ts";
import { Faults } from "../../../src/simulator/faults/faults.ts";

describe("when a rule strikes", () => {
  const target = { service: "identitystore", operation: "CreateUser", input: {} };
  const struck = (rule: Omit<FaultRule, "fault">, requests = 8) => {
    const faults = new Faults([{ ...rule, fault: "throttle" }]);
    return Array.from({ length: requests }, (_, index) => index + 1).filter(() => faults.strike(target) !== undefined);
  };

  it.each([
    ["always, unless it says otherwise", {}, [1, 2, 3, 4, 5, 6, 7, 8]],
    ["nth", { nth: 3 }, [3]],
    ["every", { every: 3 }, [3, 6]],
    ["from", { from: 7 }, [7, 8]],
    ["count", { count: 2 }, [1, 2]],
    ["from and count", { from: 3, count: 2 }, [3, 4]],
    ["a probability of none", { probability: 0 }, []],
    ["a probability of all", { probability: 1 }, [1, 2, 3, 4, 5, 6, 7, 8]],
  ])("%s", (_, rule, expected) => {
    expect(struck(rule)).toEqual(expected);
  });

  it("with a probability: about as often as it says, and the same every time for a seed", () => {
    const often = struck({ probability: 0.3, seed: 7 }, 1000);
    expect(often.length).toBeGreaterThan(250);
    expect(often.length).toBeLessThan(350);
    expect(struck({ probability: 0.3, seed: 7 }, 1000)).toEqual(often);
    expect(struck({ probability: 0.3, seed: 8 }, 1000)).not.toEqual(often);
  });

  it("counts only the requests that the rule is about", () => {
    const faults = new Faults([{ operation: "CreateUser", nth: 2, fault: "throttle" }]);
    const strikes = ["CreateUser", "ListUsers", "CreateUser", "CreateUser"].map(
      (operation) => faults.strike({ ...target, operation })?.fault,
    );
    expect(strikes).toEqual([undefined, undefined, "throttle", undefined]);
  });
});
