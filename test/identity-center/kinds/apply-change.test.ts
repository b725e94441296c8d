import { describe, expect, it } from "vitest";
import { applyChange } from "../../../src/identity-center/kinds/apply-change.ts";
import { deletion, permissionSet, user } from "../../core/plan/sample-onboarding.ts";
import { apply, simulateTeam, troubleOf } from "../simulated-team.ts";

const nobody = () => undefined;

describe("a change of a kind that cannot be changed so", () => {
  it("is refused in words where this version does not do it", async () => {
    const team = await simulateTeam();
    const { kinds } = await team.open();
    const trouble = await troubleOf(applyChange(kinds, deletion(permissionSet()), nobody));
    expect(trouble).toMatchObject({ kind: "failed", message: expect.stringContaining("cannot do it yet: deleting") });
    expect(team.count(/^(Create|Delete)/)).toBe(0);
  });

  it("is a bug where AWS has no such thing", async () => {
    const session = await (await simulateTeam()).open();
    await expect(apply(session, user("ana"), user("ana"))).rejects.toThrow("AWS has no updating user ana");
  });
});
