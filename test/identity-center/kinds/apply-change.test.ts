import { describe, expect, it } from "vitest";
import { user } from "../../core/plan/sample-onboarding.ts";
import { apply, simulateTeam } from "../simulated-team.ts";

describe("a change of a kind that cannot be changed so", () => {
  it("is a bug where AWS has no such thing", async () => {
    const session = await (await simulateTeam()).open();
    await expect(apply(session, user("ana"), user("ana"))).rejects.toThrow("AWS has no updating user ana");
  });
});
