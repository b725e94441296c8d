import { describe, expect, it } from "vitest";
import type { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { accounts, organizationWith, simulateTeam, troubleOf } from "../simulated-team.ts";

const instanceArn = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
const accountInstance = { kind: "account", region: "us-east-1", instanceId: "ssoins-1111a1b2c3d4e5f6" } as const;
const inIreland = { region: "eu-west-1" };
const delegated = { caller: { account: "Staging" }, delegatedAdministrators: ["Staging"] };

describe.concurrent("finding Identity Center", () => {
  it("in the Region where the admin works takes no scan", async () => {
    const team = await simulateTeam({ organization: organizationWith(inIreland) });
    const connection = await team.connectTo({}, "eu-west-1");
    expect(connection.instance).toEqual({
      instanceArn,
      identityStoreId: "d-9067a1b2c3",
      region: "eu-west-1",
      partition: "aws",
      managementAccountId: accounts.management,
      callerAccountId: accounts.management,
      startUrl: "https://d-9067a1b2c3.awsapps.com/start",
    });
    expect(connection.warnings).toEqual([]);
    expect(team.count("ListInstances")).toBe(1);
  });

  it("in another Region scans those of the partition, each once", async () => {
    const team = await simulateTeam({ organization: organizationWith(inIreland) });
    const { instance, aws } = await team.connectTo({}, "us-west-2");
    expect([instance.region, aws.region]).toEqual(["eu-west-1", "eu-west-1"]);
    const asked = team.calls.filter(({ operation }) => operation === "ListInstances").map(({ region }) => region);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).not.toContain("cn-north-1");
  });

  it("asks only in the Region that is named", async () => {
    const team = await simulateTeam({ organization: organizationWith(inIreland) });
    expect((await team.connectTo({ ssoRegion: "eu-west-1" }, "us-west-2")).instance.region).toBe("eu-west-1");
    expect(team.count("ListInstances")).toBe(1);
  });

  it("goes on where a policy denies Regions or they are not enabled", async () => {
    const regions = { denied: ["us-east-1", "ap-south-1"], disabled: ["af-south-1", "me-south-1"] };
    const team = await simulateTeam({ organization: organizationWith(inIreland, { regions }) });
    expect((await team.connectTo()).instance.region).toBe("eu-west-1");
  });

  it("takes the organization's instance when there is an account instance beside it", async () => {
    const team = await simulateTeam({
      organization: {
        ...organizationWith({}),
        instances: [
          { ...accountInstance, account: "Staging", region: "eu-west-1" },
          { instanceId: "ssoins-7223a1b2c3d4e5f6", region: "eu-west-1" },
        ],
        ...delegated,
      },
    });
    expect((await team.connectTo({}, "eu-west-1")).instance.instanceArn).toBe(instanceArn);
  });

  it("goes on looking when the home Region has only an account instance", async () => {
    const team = await simulateTeam({
      organization: {
        ...organizationWith({}),
        instances: [
          { ...accountInstance, account: "Staging" },
          { instanceId: "ssoins-7223a1b2c3d4e5f6", region: "eu-west-1" },
        ],
        ...delegated,
      },
    });
    expect((await team.connectTo({}, "us-east-1")).instance.region).toBe("eu-west-1");
  });

  it.each([true, false])(
    "works in the primary Region though a replica was seen first (PrimaryRegion answered: %s)",
    async (instanceRegions) => {
      const team = await simulateTeam({
        organization: organizationWith(
          { ...inIreland, additionalRegions: ["us-east-1"] },
          { answers: { instanceRegions } },
        ),
      });
      const { instance, aws } = await team.connectTo({}, "us-east-1");
      expect([instance.region, aws.region]).toEqual(["eu-west-1", "eu-west-1"]);
      expect(team.count("ListRegions")).toBe(instanceRegions ? 0 : 1);
    },
  );

  it("stays where the instance was seen when nobody may ask for its primary Region", async () => {
    const team = await simulateTeam({
      organization: organizationWith(inIreland, { answers: { instanceRegions: false } }),
      faults: [{ operation: "ListRegions", fault: "access-denied" }],
    });
    expect((await team.connectTo({}, "eu-west-1")).instance.region).toBe("eu-west-1");
  });

  it.each(["aws-us-gov", "aws-cn"] as const)("stays in the partition of the caller: %s", async (partition) => {
    const region = partition === "aws-cn" ? "cn-northwest-1" : "us-gov-west-1";
    const team = await simulateTeam({ organization: organizationWith({ region }, { partition }) });
    const { instance } = await team.connectTo({}, partition === "aws-cn" ? "cn-north-1" : "us-gov-east-1");
    expect(instance).toMatchObject({
      partition,
      region,
      instanceArn: instanceArn.replace("arn:aws:", `arn:${partition}:`),
    });
    const asked = team.calls.filter(({ operation }) => operation === "ListInstances").map((call) => call.region);
    expect(asked).toHaveLength(2);
  });

  it.each([
    [undefined, "since no Region is named. If they are of another partition"],
    ["eu-west-1", "AWS was asked in eu-west-1. If they are of another partition"],
  ])("says that keys may be of another partition where nobody knows them (Region named: %s)", async (region, says) => {
    const team = await simulateTeam({ organization: organizationWith({}, { partition: "aws-us-gov" }) });
    const error = await team.connectTo({}, region).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "signed-out", aws: { name: "InvalidClientTokenId" } });
    const { message, remedy } = error as OnboardError;
    expect(`${message} ${remedy}`).toContain(says);
    expect(remedy).toContain("us-gov-west-1, cn-north-1, eusc-de-east-1");
    expect(remedy).not.toContain("enable-region");
  });

  it("says that an opt-in Region may not be enabled where nobody knows the keys", async () => {
    const team = await simulateTeam({ organization: organizationWith({}, { regions: { disabled: ["af-south-1"] } }) });
    const remedy = expect.stringContaining("aws account enable-region --region-name af-south-1");
    await expect(team.connectTo({ ssoRegion: "af-south-1" })).rejects.toMatchObject({ kind: "signed-out", remedy });
  });

  it("finds an Identity Center in an opt-in Region, past those that the account has not enabled", async () => {
    const organization = organizationWith({ region: "il-central-1" }, { regions: { disabled: ["af-south-1"] } });
    const team = await simulateTeam({ organization });
    expect((await team.connectTo({}, "eu-central-1")).instance.region).toBe("il-central-1");
  });

  describe("an access portal that is named", () => {
    const replicated = { ...inIreland, additionalRegions: ["eu-central-1"] };
    const at = (region: string) => `https://ssoins-7223a1b2c3d4e5f6.portal.${region}.app.aws`;

    it("may be that of a replica, which is said", async () => {
      const team = await simulateTeam({ organization: organizationWith(replicated) });
      const { instance, warnings } = await team.connectTo({ startUrl: at("eu-central-1") }, "eu-west-1");
      expect(instance).toMatchObject({ region: "eu-west-1", startUrl: at("eu-central-1") });
      expect(warnings.join()).toMatch(/sign in in eu-central-1, where Identity Center has a replica/);
    });

    it.each([
      [at("us-east-2"), /is the access portal in us-east-2, and "eu-west-1" is named/],
      [
        "https://start.home.awsapps.cn/directory/acme",
        /is an access portal of AWS in China .*, and Region "eu-west-1" is of AWS/,
      ],
    ])("is refused where the instance cannot be: %s", async (startUrl, message) => {
      const team = await simulateTeam({ organization: organizationWith(replicated) });
      const refused = { kind: "invalid-input", message: expect.stringMatching(message) };
      await expect(team.connectTo({ startUrl }, "eu-west-1")).rejects.toMatchObject(refused);
    });

    it.each([
      ["acme.awsapps.com/start/#/", "https://acme.awsapps.com/start"],
      ["D-9067A1B2C3", "https://d-9067a1b2c3.awsapps.com/start"],
    ])("is taken as it was typed, and handed over as it is: %s", async (typed, startUrl) => {
      const team = await simulateTeam({ organization: organizationWith(inIreland) });
      expect((await team.connectTo({ startUrl: typed }, "eu-west-1")).instance.startUrl).toBe(startUrl);
    });

    it("is only doubted where AWS does not tell the instance's Regions", async () => {
      const team = await simulateTeam({
        organization: organizationWith(replicated, { answers: { instanceRegions: false } }),
        faults: [{ operation: "ListRegions", fault: "access-denied" }],
      });
      const { warnings } = await team.connectTo({ startUrl: at("us-east-2") }, "eu-west-1");
      expect(warnings.join()).toMatch(/AWS does not tell whether Identity Center has a replica there/);
    });
  });

  it.each([
    ["aws-us-gov", "us-gov-east-1", /No page of AWS tells the access portal's address in AWS GovCloud/],
    [
      "aws-eusc",
      "eusc-de-east-1",
      /No page of AWS tells the access portal's address in the AWS European Sovereign Cloud/,
    ],
    ["aws-iso-f", "us-isof-south-1", /console's address in .* is told nowhere.*portal's URL cannot be derived/],
    ["aws-us-gov", "us-gov-west-1", /^$/],
    ["aws-cn", "cn-northwest-1", /^$/],
  ] as const)("says what nobody tells of the partition %s, Region %s", async (partition, region, says) => {
    const team = await simulateTeam({ organization: organizationWith({ region }, { partition }) });
    expect((await team.connectTo({}, region)).warnings.join(" ")).toMatch(says);
  });

  it("takes the access portal's URL that it is given: no API returns a custom one", async () => {
    const team = await simulateTeam();
    const startUrl = "https://example.awsapps.com/start";
    expect((await team.connectTo({ startUrl })).instance.startUrl).toBe(startUrl);
  });

  it("lists every account over empty pages, with its state under either name", async () => {
    const more = Array.from({ length: 30 }, (_, index) => ({
      id: String(900_000_000_000 + index),
      name: `Team ${index}`,
    }));
    for (const accountState of ["State", "Status", "both"] as const) {
      const base = organizationWith({});
      const organization = { ...base, accounts: [...(base.accounts ?? []), ...more], answers: { accountState } };
      const team = await simulateTeam({ organization });
      const listed = await (await team.connectTo()).organization.all();
      expect(listed.known).toBe(true);
      expect(listed.accounts).toHaveLength(35);
      expect(listed.accounts.find(({ id }) => id === accounts.suspended)?.state).toBe("SUSPENDED");
      expect(listed.accounts.filter(({ isManagement }) => isManagement).map(({ id }) => id)).toEqual([
        accounts.management,
      ]);
    }
  });
});

describe.concurrent("a delegated administrator", () => {
  it("may work, and is told what is out of reach", async () => {
    const team = await simulateTeam({ organization: organizationWith({}, delegated) });
    const { instance, warnings } = await team.connectTo();
    expect(instance).toMatchObject({ callerAccountId: accounts.staging, managementAccountId: accounts.management });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(
      `from account ${accounts.staging}, not from the management account ${accounts.management}`,
    );
  });

  it("may work without reading the organization, which is known by its instance then", async () => {
    const team = await simulateTeam({
      organization: organizationWith({}, delegated),
      faults: [
        { operation: "DescribeOrganization", fault: "access-denied" },
        { operation: "ListAccounts", fault: "access-denied" },
      ],
    });
    const { instance, organization } = await team.connectTo();
    expect(instance.managementAccountId).toBe(accounts.management);
    expect(await organization.all()).toEqual({ accounts: [], known: false });
  });
});

describe.concurrent("a management account that may not read its organization", () => {
  it("finds its own instance all the same: only an organization's has permission sets", async () => {
    const team = await simulateTeam({ faults: [{ operation: "DescribeOrganization", fault: "access-denied" }] });
    expect((await team.connectTo()).instance).toMatchObject({ instanceArn, managementAccountId: accounts.management });
  });
});

describe.concurrent("several Identity Centers", () => {
  const beside = {
    ...organizationWith({}),
    instances: [
      { ...accountInstance, account: "Staging", name: "sandbox", region: "eu-west-1" },
      { instanceId: "ssoins-7223a1b2c3d4e5f6", identityStoreId: "d-9067a1b2c3", name: "Acme", region: "eu-west-1" },
    ],
    ...delegated,
  };
  const old = {
    instanceId: "ssoins-7223a1b2c3d4e5f6",
    identityStoreId: "d-9067a1b2c3",
    name: "Old",
    region: "eu-west-1",
  };
  const fresh = { instanceId: "ssoins-2222a1b2c3d4e5f6", identityStoreId: "d-9067000001", name: "New" };
  const two = { ...organizationWith({}), instances: [old, { ...fresh, region: "eu-west-1" }] };

  it.each([instanceArn, "ssoins-7223a1b2c3d4e5f6", "d-9067a1b2c3", "Acme"])("are told apart by %s", async (meant) => {
    const team = await simulateTeam({ organization: beside });
    expect((await team.connectTo({ meant: [meant] }, "eu-west-1")).instance.instanceArn).toBe(instanceArn);
    expect(team.count("ListInstances")).toBe(1);
  });

  it("of which an account instance is meant: it gives no access to accounts, and the one that does is named", async () => {
    const team = await simulateTeam({ organization: beside });
    const trouble = await troubleOf(team.connectTo({ meant: ["sandbox"] }, "eu-west-1"));
    expect(trouble.message).toContain("is an account instance of Identity Center: it has no permission sets");
    expect(trouble.remedy).toContain("--instance ssoins-7223a1b2c3d4e5f6");
  });

  it("are listed where any could be meant, with the flag that chooses", async () => {
    const team = await simulateTeam({ organization: two });
    const trouble = await troubleOf(team.connectTo({}, "eu-west-1"));
    for (const one of ["ssoins-7223a1b2c3d4e5f6", "d-9067000001", '"Old"', '"New"', accounts.management])
      expect(trouble.message).toContain(one);
    expect(trouble.remedy).toContain("--instance ssoins-7223a1b2c3d4e5f6");
    const chosen = await team.connectTo({ meant: ["New"] }, "eu-west-1");
    expect(chosen.instance.identityStoreId).toBe("d-9067000001");
    const again = await team.connectTo({ preferred: instanceArn }, "eu-west-1");
    expect(again.instance.identityStoreId).toBe("d-9067a1b2c3");
  });

  it("are two companies: credentials of one where the other is meant end before anything is read", async () => {
    const team = await simulateTeam({ organization: beside });
    const trouble = await troubleOf(team.connectTo({ meant: ["ssoins-3333a1b2c3d4e5f6"] }, "eu-west-1"));
    expect(trouble.message).toContain('is "ssoins-3333a1b2c3d4e5f6", and here is');
    expect(trouble.remedy).toContain("--profile");
    expect(team.count("ListPermissionSets")).toBe(0);
    const both = await troubleOf(team.connectTo({ meant: ["Acme", "sandbox"] }, "eu-west-1"));
    expect(both.remedy).toContain("must mean the same one");
  });

  it("by name are looked for in all Regions, however many the first one shows", async () => {
    const team = await simulateTeam({ organization: { ...two, instances: [old, { ...fresh, region: "us-west-2" }] } });
    expect((await team.connectTo({ meant: ["New"] }, "eu-west-1")).instance.region).toBe("us-west-2");
  });
});
