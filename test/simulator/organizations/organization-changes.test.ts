import {
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationCommand,
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  ListAccountsCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListTagsForResourceCommand,
  RegisterDelegatedAdministratorCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const sso = "sso.amazonaws.com";

describe("CreateOrganization", () => {
  it("makes the account that stands alone the management account, once", async () => {
    const { organizations } = await simulateAws({ organization: { organization: false } });
    const describeIt = () => organizations.send(new DescribeOrganizationCommand({}));
    expect((await errorOf(describeIt())).name).toBe("AWSOrganizationsNotInUseException");
    const { Organization } = await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    expect(Organization).toMatchObject({ MasterAccountId: known.management, FeatureSet: "ALL" });
    expect((await describeIt()).Organization).toEqual(Organization);
    expect((await organizations.send(new ListAccountsCommand({}))).Accounts).toMatchObject([{ Id: known.management }]);
    const again = await errorOf(organizations.send(new CreateOrganizationCommand({})));
    expect(again.name).toBe("AlreadyInOrganizationException");
  });

  it("trusts no service with consolidated billing alone", async () => {
    const { organizations } = await simulateAws({ organization: { organization: false } });
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: "CONSOLIDATED_BILLING" }));
    const enable = organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: sso }));
    expect(await errorOf(enable)).toMatchObject({ Reason: "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE" });
  });
});

describe("CloseAccount", () => {
  const closing = async (options = {}) => {
    const aws = await simulateAws({ latency: { closeAccount: 5_000 }, ...options });
    const close = (AccountId: string) => aws.organizations.send(new CloseAccountCommand({ AccountId }));
    const stateOf = async (AccountId: string) =>
      (await aws.organizations.send(new DescribeAccountCommand({ AccountId }))).Account?.State;
    return { ...aws, close, stateOf };
  };

  it("takes its time, and is not done twice", async () => {
    const { close, stateOf, pass } = await closing();
    await close(known.staging);
    expect(await stateOf(known.staging)).toBe("PENDING_CLOSURE");
    expect((await errorOf(close(known.staging))).name).toBe("ConflictException");
    pass(5_000);
    expect(await stateOf(known.staging)).toBe("SUSPENDED");
    expect((await errorOf(close(known.staging))).name).toBe("AccountAlreadyClosedException");
  });

  it.each([
    ["the management account", known.management, "ConstraintViolationException", "CANNOT_CLOSE_MANAGEMENT_ACCOUNT"],
    ["an account that is closed", known.suspended, "AccountAlreadyClosedException", undefined],
    ["an account that there is not", "999999999999", "AccountNotFoundException", undefined],
  ])("is refused for %s", async (_what, account, name, Reason) => {
    const { close } = await closing();
    expect(await errorOf(close(account))).toMatchObject({ name, ...(Reason && { Reason }) });
  });

  it("has a quota for thirty days", async () => {
    const { close, pass } = await closing({ limits: { closedAccounts: 1 } });
    await close(known.north);
    expect(await errorOf(close(known.south))).toMatchObject({ Reason: "CLOSE_ACCOUNT_QUOTA_EXCEEDED" });
    pass(30 * 24 * 3_600_000);
    await close(known.south);
  });
});

describe("tags", () => {
  it("are added to and taken from accounts, units and the root", async () => {
    const { organizations, simulator } = await simulateAws();
    const { organization, organizationalUnits } = simulator.world();
    for (const ResourceId of [known.north, organization?.rootId ?? "", Object.keys(organizationalUnits)[0] ?? ""]) {
      const tags = async () => (await organizations.send(new ListTagsForResourceCommand({ ResourceId }))).Tags;
      const tag = (Key: string, Value: string) =>
        organizations.send(new TagResourceCommand({ ResourceId, Tags: [{ Key, Value }] }));
      await tag("team", "web");
      await tag("cost", "42");
      await tag("team", "backend");
      expect(await tags()).toEqual([
        { Key: "team", Value: "backend" },
        { Key: "cost", Value: "42" },
      ]);
      await organizations.send(new UntagResourceCommand({ ResourceId, TagKeys: ["team", "none"] }));
      expect(await tags()).toEqual([{ Key: "cost", Value: "42" }]);
      expect(await errorOf(tag("aws:x", "y"))).toMatchObject({ Reason: "INVALID_SYSTEM_TAGS_PARAMETER" });
    }
    const nowhere = new TagResourceCommand({ ResourceId: "999999999999", Tags: [{ Key: "a", Value: "b" }] });
    expect((await errorOf(organizations.send(nowhere))).name).toBe("TargetNotFoundException");
  });

  it("are fifty at most, those that are there counted", async () => {
    const { organizations } = await simulateAws();
    const tag = (keys: readonly string[]) =>
      organizations.send(
        new TagResourceCommand({ ResourceId: known.north, Tags: keys.map((Key) => ({ Key, Value: "" })) }),
      );
    await tag(Array.from({ length: 50 }, (_, n) => `key-${n}`));
    await tag(["key-1"]);
    expect(await errorOf(tag(["one-more"]))).toMatchObject({ Reason: "MAX_TAG_LIMIT_EXCEEDED" });
  });
});

describe("service access", () => {
  it("is Identity Center's where there is one, and is given and taken", async () => {
    const { organizations } = await simulateAws();
    const enabled = async () =>
      (await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}))).EnabledServicePrincipals?.map(
        ({ ServicePrincipal }) => ServicePrincipal,
      );
    expect(await enabled()).toEqual([sso]);
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "ssm.amazonaws.com" }));
    await organizations.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: sso }));
    expect(await enabled()).toEqual(["ssm.amazonaws.com"]);
    const unknown = new EnableAWSServiceAccessCommand({ ServicePrincipal: "ssso.amazonaws.com" });
    expect(await errorOf(organizations.send(unknown))).toMatchObject({ Reason: "UNRECOGNIZED_SERVICE_PRINCIPAL" });
  });
});

describe("a delegated administrator", () => {
  it.each([
    ["the management account", {}, known.management, sso, "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR"],
    ["a suspended one", {}, known.suspended, sso, "CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR"],
    ["one for an unknown service", {}, known.north, "sso.amazon.com", "UNRECOGNIZED_SERVICE_PRINCIPAL"],
    ["one for a service that is not trusted", { serviceAccess: [] }, known.north, sso, "SERVICE_ACCESS_NOT_ENABLED"],
    [
      "a second one of Identity Center",
      { delegatedAdministrators: ["Staging"] },
      known.north,
      sso,
      "MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED",
    ],
  ] as const)("is not registered when it is %s", async (_what, described, AccountId, ServicePrincipal, Reason) => {
    const { organizations, simulator } = await simulateAws({
      organization: JSON.parse(JSON.stringify(described)) as object,
    });
    const before = simulator.world().delegatedAdministrators;
    const command = new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal });
    expect(await errorOf(organizations.send(command))).toMatchObject({ Reason });
    expect(simulator.world().delegatedAdministrators).toEqual(before);
  });
});

describe("values that Organizations does not take", () => {
  it.each([
    ["INVALID_PATTERN", "You provided a value that does not match the required pattern.", { AccountId: "12" }],
    ["INPUT_REQUIRED", "You must include a value for all required parameters.", {}],
  ] as const)("are told in its own words: %s", async (Reason, message, input) => {
    const { organizations } = await simulateAws();
    const call = organizations.send(new DescribeAccountCommand(input as { AccountId: string }));
    expect(await errorOf(call)).toMatchObject({ name: "InvalidInputException", message, Reason });
  });

  it("without telling what was in them", async () => {
    const { organizations } = await simulateAws();
    const call = organizations.send(new CreateAccountCommand({ Email: "secret", AccountName: "x" }));
    expect((await errorOf(call)).message).not.toContain("secret");
  });
});
