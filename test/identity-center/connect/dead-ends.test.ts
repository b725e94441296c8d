import { describe, expect, it, vi } from "vitest";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { connect } from "../../../src/identity-center/connect/connect.ts";
import { accounts, organizationWith, simulateTeam, troubleOf } from "../simulated-team.ts";

const instanceArn = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
const accountInstance = { kind: "account", region: "us-east-1", instanceId: "ssoins-1111a1b2c3d4e5f6" } as const;
const inIreland = { region: "eu-west-1" };
const delegated = { caller: { account: "Staging" }, delegatedAdministrators: ["Staging"] };

describe.concurrent("a dead end", () => {
  it("is an account in no organization", async () => {
    const team = await simulateTeam({ organization: { organization: false, instances: [] } });
    const trouble = await troubleOf(team.connectTo());
    expect(trouble).toMatchObject({ kind: "cannot-tell", aws: { name: "AWSOrganizationsNotInUseException" } });
    expect(trouble.message).toContain("is not in an AWS organization");
    expect(trouble.remedy).toContain("Enable with AWS Organizations");
  });

  it("is Identity Center that is not enabled, with the console link and the choice to make", async () => {
    const team = await simulateTeam({ organization: { ...organizationWith({}), instances: [] } });
    const trouble = await troubleOf(team.connectTo({}, "eu-west-1"));
    expect(trouble.message).toBe("IAM Identity Center is not enabled in any Region that account 111122223333 can see.");
    expect(trouble.remedy).toContain("https://eu-west-1.console.aws.amazon.com/singlesignon/home?region=eu-west-1#!/");
    expect(trouble.remedy).toContain("Enable with AWS Organizations");
  });

  it("is Identity Center that nobody could see in some Regions, which are named", async () => {
    const organization = organizationWith(inIreland, { regions: { denied: ["eu-west-1"], disabled: ["af-south-1"] } });
    const trouble = await troubleOf((await simulateTeam({ organization })).connectTo());
    expect(trouble.message).toContain("did not answer");
    for (const region of ["eu-west-1", "af-south-1"]) expect(trouble.message).toContain(region);
  });

  it("is a named Region that has none, or denies us", async () => {
    const team = await simulateTeam({
      organization: organizationWith(inIreland, { regions: { denied: ["ap-south-1"] } }),
    });
    const none = await troubleOf(team.connectTo({ ssoRegion: "us-west-2" }));
    expect(none.message).toContain("is not enabled in us-west-2");
    const denied = await troubleOf(team.connectTo({ ssoRegion: "ap-south-1" }));
    expect(denied).toMatchObject({ kind: "cannot-tell", aws: { name: "AccessDeniedException" } });
  });

  it("is an organization with only an account instance", async () => {
    const team = await simulateTeam({
      organization: { ...organizationWith({}), instances: [{ ...accountInstance, account: "Staging" }], ...delegated },
    });
    const trouble = await troubleOf(team.connectTo());
    expect(trouble.message).toContain("Only account instances of Identity Center were found");
    expect(trouble.message).toContain(`of account ${accounts.staging} in us-east-1`);
    expect(trouble.remedy).toContain("Enable with AWS Organizations");
  });

  it.each(["CREATE_IN_PROGRESS", "CREATE_FAILED", "DELETE_IN_PROGRESS"] as const)(
    "is an instance that is %s",
    async (status) => {
      const team = await simulateTeam({ organization: organizationWith({ status, statusReason: "Because\u001b[2J" }) });
      const trouble = await troubleOf(team.connectTo());
      expect(trouble.message).toBe(`Identity Center ${instanceArn} in us-east-1 is ${status} (Because<U+001B>[2J).`);
    },
  );

  it("is an instance whose permission sets are switched off: that choice is not ours", async () => {
    const team = await simulateTeam({ organization: organizationWith({ permissionSetsEnabled: false }) });
    const trouble = await troubleOf(team.connectTo());
    expect(trouble.message).toContain("Permission sets are switched off");
    expect(trouble.remedy).toContain("cannot be undone");
    expect(team.count(/^(Update|Create|Put)/)).toBe(0);
  });

  it("is a member account that is no delegated administrator", async () => {
    const team = await simulateTeam({ organization: organizationWith({}, { caller: { account: "Staging" } }) });
    const trouble = await troubleOf(team.connectTo());
    expect(trouble.kind).toBe("cannot-tell");
    expect(trouble.message).toContain(`account ${accounts.staging}`);
    expect(trouble.message).toContain("neither the management account");
    expect(trouble.remedy).toContain(accounts.management);
  });

  it.each([
    ["GetCallerIdentity", "asking who the credentials belong to"],
    ["DescribeOrganization", "reading the organization"],
    ["ListInstances", "looking for Identity Center"],
    ["DescribeInstance", "reading the instance"],
    ["ListAccounts", "listing the organization's accounts"],
  ])("is credentials that expire at %s, which is not taken for anything else", async (operation, doing) => {
    const team = await simulateTeam({ faults: [{ operation, fault: "expired-credentials" }] });
    const trouble = await troubleOf(team.connectTo().then(({ organization }) => organization.all()));
    expect(trouble.kind).toBe("signed-out");
    expect(trouble.message).toContain(doing);
  });

  it("is an interruption, which is not taken for a Region that does not answer", async () => {
    const team = await simulateTeam({ organization: organizationWith(inIreland) });
    const stop = new AbortController();
    const factory = team.factory({ stop }, "us-west-2");
    const interrupted = new OnboardError({ kind: "interrupted", message: "Interrupted.", remedy: "" });
    const trouble = troubleOf(connect(factory, {}));
    await vi.waitUntil(() => team.count("ListInstances") > 0, { timeout: 10_000, interval: 1 });
    stop.abort(interrupted);
    expect(await trouble).toBe(interrupted);
  });
});
