import { describe, expect, it } from "vitest";
import { NO_SETTINGS } from "../../src/core/settings/settings.ts";
import { readSettings } from "../../src/core/settings/settings-file.ts";
import { organizationWith, policyArn, simulateTeam, troubleOf } from "./simulated-team.ts";

const csv = "email,account\nana@example.com,Sandbox North\n";
const settings = (set: object) =>
  readSettings(JSON.stringify({ permissionSets: { "amplify-policy": set } }), { kind: "file", file: "onboard.json" })
    .settings ?? NO_SETTINGS;
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

describe.concurrent("a managed policy that the bundled list does not have", () => {
  it.each([
    ["mistyped", { managedPolicies: [aws("service-role/AmplifyBackendDeployFullAcess")] }, policyArn],
    ["in other letters", { managedPolicies: [aws("readonlyaccess")] }, aws("ReadOnlyAccess")],
    [
      "under another path",
      { managedPolicies: [aws("AWSLambdaBasicExecutionRole")] },
      aws("service-role/AWSLambdaBasicExecutionRole"),
    ],
    ["as a boundary", { permissionsBoundary: { managedPolicyArn: aws("PowerUserAcces") } }, aws("PowerUserAccess")],
  ])("is refused when IAM has none, before anything is made: %s", async (_, set, meant) => {
    const team = await simulateTeam();
    const trouble = await troubleOf(team.prepareTeam(csv, { settings: settings(set) }));
    expect(trouble).toMatchObject({ kind: "invalid-input" });
    expect(trouble.problems).toMatchObject([{ place: { file: "onboard.json" }, remedy: `Did you mean "${meant}"?` }]);
    expect(team.count("GetPolicy")).toBe(1);
  });

  it("is nothing to talk of when IAM has it", async () => {
    const team = await simulateTeam({ organization: { ...organizationWith({}), awsManagedPolicies: ["NewAccess"] } });
    const { plan } = await team.prepareTeam(csv, { settings: settings({ managedPolicies: [aws("NewAccess")] }) });
    expect(plan.warnings.join()).not.toContain("NewAccess");
  });

  it("is a warning where nobody may ask IAM", async () => {
    const team = await simulateTeam({ faults: [{ operation: "GetPolicy", fault: "access-denied" }] });
    const { plan } = await team.prepareTeam(csv, { settings: settings({ managedPolicies: [aws("ReadOnlyAcess")] }) });
    expect(plan.warnings.filter((warning) => warning.includes("iam:GetPolicy"))).toEqual([
      expect.stringContaining(`Did you mean "${aws("ReadOnlyAccess")}"?`),
    ]);
  });

  it("is not asked for when it is listed, nor when the permission set has it", async () => {
    const added = "NewAccess";
    const team = await simulateTeam({
      organization: {
        ...organizationWith({ permissionSets: [{ name: "amplify-policy", managedPolicies: [aws(added)] }] }),
        awsManagedPolicies: [added],
      },
    });
    await team.prepareTeam(csv, { settings: settings({ managedPolicies: [aws(added), aws("ReadOnlyAccess")] }) });
    expect(team.count("GetPolicy")).toBe(0);
  });

  it.each([
    ["is there", [], "there"],
    ["is not there", ["AmplifyBackendDeployFullAccess"], "missing"],
    ["cannot be asked for", [], "unknown"],
  ] as const)("is asked for in another partition, whose policies no list has: it %s", async (_, absent, answer) => {
    const team = await simulateTeam({
      organization: {
        ...organizationWith({ region: "eusc-de-east-1" }, { partition: "aws-eusc" }),
        absentAwsManagedPolicies: [...absent],
      },
      faults: answer === "unknown" ? [{ operation: "GetPolicy", fault: "access-denied" }] : [],
    });
    const prepared = team.prepareTeam(csv);
    if (answer === "missing") {
      const { problems } = await troubleOf(prepared);
      expect(problems).toMatchObject([
        {
          message: expect.stringMatching(/"arn:aws-eusc:iam::aws:policy\/service-role\/Amplify.* IAM has none now\.$/),
          remedy: expect.stringContaining("aws iam list-policies --scope AWS"),
        },
      ]);
    } else {
      const { warnings } = (await prepared).plan;
      expect(/Whether it is there now is not known without iam:GetPolicy/.test(warnings.join())).toBe(
        answer === "unknown",
      );
    }
    expect(team.count("GetPolicy")).toBe(1);
  });

  it("is refused where it is of another partition", async () => {
    const team = await simulateTeam();
    const china = "arn:aws-cn:iam::aws:policy/ReadOnlyAccess";
    const trouble = await troubleOf(team.prepareTeam(csv, { settings: settings({ managedPolicies: [china] }) }));
    expect(trouble.problems).toMatchObject([{ remedy: `Write "${aws("ReadOnlyAccess")}".` }]);
  });
});
