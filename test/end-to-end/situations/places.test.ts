import { describe, expect, it } from "vitest";
import { isFull, someOf } from "../../how-much.ts";
import { AMPLIFY_POLICY, BO, csv, enter, planOf, withInstance } from "./situation.ts";

const bo = csv("email,account", [BO.email, "Sandbox North"]);
const inPartition = (partition: string, region: string) => withInstance({ region, users: [BO] }, { partition });

describe("an Identity Center of another partition", () => {
  const portals = [
    ["aws-cn", "cn-north-1", /^https:\/\/start\.home\.awsapps\.cn\/directory\/d-[0-9a-f]{10}$/],
    ["aws-us-gov", "us-gov-west-1", /^https:\/\/start\.us-gov-home\.awsapps\.com\/directory\/d-[0-9a-f]{10}$/],
  ] as const;
  it.each(portals)("has its own portal: %s", async (partition, region, portal) => {
    const scene = await enter({
      team: csv("email,account", [BO.email, "Sandbox North"], ["new@example.com", "Sandbox North"]),
      organization: inPartition(partition, region),
    });
    expect((await scene.team("--yes", "--no-bootstrap")).code).toBe(0);
    const handover = JSON.parse(await scene.read("onboard.handover.json"));
    expect(handover).toMatchObject({ startUrl: expect.stringMatching(portal), ssoRegion: region });
  });

  it("has policies and Regions of its own", async () => {
    const organization = inPartition("aws-cn", "cn-north-1");
    const managedPolicies = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
    const settings = { permissionSets: { "amplify-policy": { managedPolicies } } };
    const { code, document } = await planOf({ team: bo, organization, settings });
    expect(code).toBe(3);
    expect(document.problems?.[0]?.remedy).toContain("arn:aws-cn:iam::aws:policy/ReadOnlyAccess");
    expect((await planOf({ team: bo, organization }, "--region", "us-east-1")).code).toBe(3);
    expect((await planOf({ team: bo, organization }, "--region", "cn-northwest-1")).code).toBe(0);
  });
});

describe("a Region", () => {
  const inRegion = (region: string) => csv("email,account,region", [BO.email, "Sandbox North", region]);

  it("that nobody knows is a warning with the one that may be meant", async () => {
    const { code, document } = await planOf({ team: inRegion("eu-west-11") });
    expect([code, document.problems]).toEqual([0, undefined]);
    expect(document.warnings?.join()).toMatch(/^team\.csv:2:34: Region "eu-west-11".*Did you mean "eu-west-1"\?$/m);
  });

  it.each(someOf(["cn-north-1", "us-gov-west-1", "us-iso-east-1"], 1))(
    "of another partition is an error: %s",
    async (region) => {
      const { code, document, asked } = await planOf({ team: inRegion(region) });
      expect([code, document.error?.kind]).toEqual([3, "invalid-input"]);
      expect(document.problems?.[0]?.place).toMatchObject({ file: "team.csv", line: 2, column: 34 });
      expect(asked.filter((name) => name.startsWith("Create"))).toEqual([]);
    },
  );

  it.each(someOf(["--region", "settings"], 1))("of another partition is one elsewhere, too: %s", async (place) => {
    const settings = place === "settings" ? { defaults: { region: "cn-northwest-1" } } : {};
    const flags = place === "settings" ? [] : [place, "cn-northwest-1"];
    const { code, document } = await planOf({ team: bo, settings }, ...flags);
    expect(code).toBe(3);
    expect(document.problems?.[0]?.place).toMatchObject(
      place === "settings" ? { file: "onboard.json", line: 1, column: 23 } : { flag: place },
    );
  });

  it.runIf(isFull)("that is written otherwise is none", async () => {
    for (const region of ["EU-WEST-1", "eu west 1", "useast1", "eu-central-1a"]) {
      const { code, document } = await planOf({ team: inRegion(region) });
      expect([code, document.problems?.length]).toEqual([3, 1]);
      expect(document.problems?.[0]?.remedy).toContain("Did you mean");
    }
  });
});

describe("joining a group that holds more than the row asks for", () => {
  const admins = { name: "AWSAdministratorAccess", managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] };
  const inNorth = { ...AMPLIFY_POLICY, assignments: [{ account: "Sandbox North", group: "Administrators" }] };
  const holding = (set: object, ...accounts: readonly string[]) => ({
    ...set,
    assignments: accounts.map((account) => ({ account, group: "Administrators" })),
  });
  const mia = csv("email,account,group", ["mia@example.com", "Sandbox North", "Administrators"]);
  const withGroup = (...permissionSets: readonly object[]) =>
    withInstance({ users: [BO], groups: [{ displayName: "Administrators", members: [BO.userName] }], permissionSets });

  it("is a danger that lists sets and accounts, and stops the run until it is allowed", async () => {
    const organization = withGroup(holding(admins, "111122223333", "Staging"), inNorth);
    const scene = await enter({ team: mia, organization });
    const { code, document } = await scene.team("--dry-run");
    expect(code).toBe(0);
    expect(document.dangers?.map(({ name, count }) => [name, count])).toEqual([["group-access", 1]]);
    expect(document.dangers?.[0]?.message).toMatch(
      /mia@example\.com: also AWSAdministratorAccess \(.*\) in Example Corp, Staging/,
    );
    const stopped = await scene.team("--yes");
    expect(stopped.code).toBe(1);
    expect(stopped.asked.filter((name) => name.startsWith("Create"))).toEqual([]);
    expect((await scene.team("--yes", "--no-bootstrap", "--allow", "group-access")).code).toBe(0);
  });

  it("is one that cannot be known where AWS does not tell it", async () => {
    const { document } = await planOf({
      team: mia,
      organization: withGroup(inNorth),
      faults: [{ operation: "ListAccountAssignmentsForPrincipal", fault: "access-denied" }],
    });
    expect(document.dangers?.[0]?.message).toContain("cannot be known");
  });

  it("is none where the group holds just that, or nobody joins", async () => {
    expect((await planOf({ team: mia, organization: withGroup(inNorth) })).document.dangers).toEqual([]);
    const member = csv("email,account,group", [BO.email, "Sandbox North", "Administrators"]);
    const organization = withGroup(holding(admins, "Staging"), inNorth);
    expect((await planOf({ team: member, organization })).document.dangers).toEqual([]);
  });

  it.runIf(isFull)(
    "is told of an inline policy with wildcards, and powerful sets that are assigned name the account",
    async () => {
      const inline = {
        name: "ops",
        inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "i*:*", Resource: "*" }] },
      };
      const joined = await planOf({ team: mia, organization: withGroup(holding(inline, "Staging"), inNorth) });
      expect(joined.document.dangers?.[0]?.message).toContain(
        "ops (an inline policy that lets its holders give themselves more",
      );
      const { document } = await planOf({
        team: csv("email,account,permission_set", [BO.email, "Sandbox North", admins.name]),
        organization: withInstance({ users: [BO], permissionSets: [admins] }),
      });
      expect(document.dangers?.map(({ name }) => name)).toEqual(["powerful-access"]);
      expect(document.dangers?.[0]?.message).toContain("in Sandbox North, for bo@example.com");
    },
  );
});
