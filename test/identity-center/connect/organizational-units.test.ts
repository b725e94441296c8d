import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../../src/simulator/authorization/policy.ts";
import { simulateTeam } from "../simulated-team.ts";

const everything = { Effect: "Allow", Action: "*", Resource: "*" };
const withoutUnits = { Effect: "Deny", Action: "organizations:ListRoots", Resource: "*" };

describe.concurrent("organizational units as targets", () => {
  it("are expanded to the ACTIVE accounts in them and below, over empty pages, each unit asked for once", async () => {
    const team = await simulateTeam();
    const { plan } = await team.prepareTeam(
      "email,account\nana@example.com,ou:Workloads\nbo@example.com,ou:Workloads/Sandboxes\n",
    );
    const [ana, bo] = plan.people.map(({ access }) => access.map(({ accountName }) => accountName).sort());
    expect(ana).toEqual(["Production", "Sandbox North", "Sandbox South", "Staging"]);
    expect(bo).toEqual(["Sandbox North", "Sandbox South"]);
    // The root, Workloads and Sandboxes, each by a page that is empty and one that is not, or both in one.
    expect(team.count("ListOrganizationalUnitsForParent")).toBeLessThanOrEqual(6);
  });

  it("pick up an account that was moved there when the team is run again", async () => {
    const team = await simulateTeam();
    const csv = "email,account\nana@example.com,ou:Security\n";
    await team.onboard(csv);
    expect((await team.prepareTeam(csv)).plan.changes).toEqual([]);
    expect(
      (await team.prepareTeam("email,account\nana@example.com,ou:Security;ou:Workloads\n")).plan.summary.create,
    ).toBe(4);
  });

  it("are not looked for when nobody names one", async () => {
    const team = await simulateTeam();
    await team.prepareTeam("email,account\nana@example.com,Sandbox North\n");
    expect(team.count("ListRoots")).toBe(0);
  });

  it("that may not be listed are a problem of the rows that name them", async () => {
    const policy = parsePolicy(
      JSON.stringify({ Version: "2012-10-17", Statement: [everything, withoutUnits] }),
      "policy.json",
    );
    const team = await simulateTeam({ policy });
    await expect(team.prepareTeam("email,account\nana@example.com,ou:Workloads\n")).rejects.toMatchObject({
      kind: "invalid-input",
      problems: [{ place: { line: 2 }, message: expect.stringContaining("could not be listed") }],
    });
  });
});
