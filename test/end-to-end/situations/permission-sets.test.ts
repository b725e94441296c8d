import { describe, expect, it } from "vitest";
import { isFull, someOf } from "../../how-much.ts";
import {
  AMPLIFY_POLICY,
  BO,
  blockedIn,
  changesIn,
  csv,
  enter,
  planOf,
  type Situation,
  withInstance,
} from "./situation.ts";

const bo = csv("email,account", [BO.email, "Sandbox North"]);
const devOfBo = csv("email,account,permission_set", [BO.email, "Sandbox North", "dev"]);
const withSets = (...permissionSets: readonly object[]) => withInstance({ users: [BO], permissionSets });
const tags = (count: number, name = "k") =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, "v"]));
const policy = (name: string) => `arn:aws:iam::aws:policy/${name}`;

/** A plan that names the first problem, before anything is changed. */
async function refused(situation: Situation, ...args: readonly string[]) {
  const { code, document, asked } = await planOf(situation, ...args);
  expect([code, document.error?.kind]).toEqual([3, "invalid-input"]);
  expect(asked.filter((name) => /^(Create|Put|Attach|Update)/.test(name))).toEqual([]);
  return document.problems ?? [];
}

describe("one policy name under two paths", () => {
  const customer = (name: string, path: string) => ({ name, path });
  const planFor = (dev: object, there?: object) =>
    planOf({
      team: devOfBo,
      settings: { permissionSets: { dev } },
      organization: there === undefined ? withSets() : withSets({ name: "dev", ...there }),
    });

  it("is blocked in the plan, with the command that detaches the old one", async () => {
    const wanted = {
      customerManagedPolicies: [customer("DevAccess", "/infra/management/")],
      sessionDuration: "PT12H",
      tags: { owner: "y" },
    };
    const there = {
      sessionDuration: "PT720M",
      customerManagedPolicies: [customer("DevAccess", "/")],
      tags: { "aws:cloudformation:stack-name": "lza", Owner: "x" },
      assignments: [{ account: "Sandbox North", user: BO.userName }],
    };
    const scene = await enter({
      team: devOfBo,
      settings: { permissionSets: { dev: wanted } },
      organization: withSets({ name: "dev", ...there }),
    });
    const { code, document } = await scene.team("--dry-run");
    expect(code).toBe(0);
    expect(blockedIn(document)["PermissionSet|dev"]?.command).toMatch(
      /^aws sso-admin detach-customer-managed-policy-reference-from-permission-set .*Name=DevAccess,Path=\//,
    );
    const done = await scene.team("--yes");
    expect(done.code).not.toBe(0);
    expect(done.asked.filter((name) => /^(Attach|Tag|Update|Provision)/.test(name))).toEqual([]);
  });

  const others = [
    ["in another case", { customerManagedPolicies: [customer("devaccess", "/")] }, customer("DevAccess", "/x/")],
    ["as a boundary", { permissionsBoundary: { customerManagedPolicy: customer("Dev", "/b/") } }, customer("Dev", "/")],
  ] as const;
  it.each(someOf(others, 1))("is blocked %s", async (_, wanted, there) => {
    const { document } = await planFor(wanted, { customerManagedPolicies: [there] });
    expect(Object.keys(blockedIn(document))).toContain("PermissionSet|dev");
  });

  it.runIf(isFull)("is a mistake in the settings where both are there, and none where both are one", async () => {
    const two = [customer("Dev", "/a/"), customer("dev", "/b/")];
    const settings = { permissionSets: { dev: { customerManagedPolicies: two } } };
    expect(await refused({ team: devOfBo, settings })).toHaveLength(1);
    const one = customer("Dev", "/a/");
    const { document } = await planFor({
      customerManagedPolicies: [one],
      permissionsBoundary: { customerManagedPolicy: one },
    });
    expect(blockedIn(document)).toEqual({});
  });
});

describe("what would be there after the change", () => {
  it("is refused at once where the settings alone have too many tags", async () => {
    const [problem] = await refused({
      team: bo,
      settings: { permissionSets: { "amplify-policy": { tags: tags(74) } } },
    });
    expect(problem?.place).toMatchObject({ file: "onboard.json", line: 1, column: expect.any(Number) });
    expect(problem?.message).toContain("74 tags; AWS takes 50");
  });

  const counted = [
    [48, AMPLIFY_POLICY, 48, false],
    [49, AMPLIFY_POLICY, 0, true],
    [30, { ...AMPLIFY_POLICY, tags: { ...AMPLIFY_POLICY.tags, ...tags(30, "x") } }, 30, true],
    [
      0,
      { ...AMPLIFY_POLICY, tags: { ...tags(48, "x"), ...AMPLIFY_POLICY.tags, "aws:cloudformation:stack-id": "y" } },
      48,
      false,
    ],
    [0, { ...AMPLIFY_POLICY, tags: tags(50, "x") }, 50, false],
  ] as const;
  it.each(someOf(counted, 2))("counts the tags of both, and ours: %i beside %j", async (count, there, _, isTooMany) => {
    const { code, document } = await planOf({
      team: bo,
      settings: { permissionSets: { "amplify-policy": { tags: tags(count) } } },
      organization: withSets(there),
    });
    expect(code).toBe(0);
    expect(Object.keys(blockedIn(document)).includes("PermissionSet|amplify-policy")).toBe(isTooMany);
  });

  it("counts the policies of both", async () => {
    const names = [
      "ReadOnlyAccess",
      "ViewOnlyAccess",
      "SecurityAudit",
      "AmazonS3ReadOnlyAccess",
      "AmazonEC2ReadOnlyAccess",
      "AmazonVPCReadOnlyAccess",
      "AmazonRDSReadOnlyAccess",
      "AmazonSQSReadOnlyAccess",
      "AmazonSNSReadOnlyAccess",
      "AmazonSSMReadOnlyAccess",
      "AWSLambda_ReadOnlyAccess",
      "AmazonDynamoDBReadOnlyAccess",
      "IAMReadOnlyAccess",
      "CloudWatchReadOnlyAccess",
      "CloudFrontReadOnlyAccess",
      "AWSCodeBuildReadOnlyAccess",
      "AWSCodeCommitReadOnly",
      "AmazonRoute53ReadOnlyAccess",
      "AmazonKinesisReadOnlyAccess",
      "AmazonRedshiftReadOnlyAccess",
      "AmazonSESReadOnlyAccess",
      "AmazonGlacierReadOnlyAccess",
      "AmazonEC2ContainerRegistryReadOnly",
      "AmazonElasticFileSystemReadOnlyAccess",
      "AmazonMachineLearningReadOnlyAccess",
      "AWSXrayReadOnlyAccess",
    ].map(policy);
    const { document } = await planOf({
      team: devOfBo,
      settings: { permissionSets: { dev: { managedPolicies: names.slice(18) } } },
      organization: withSets({ name: "dev", managedPolicies: names.slice(0, 18) }),
    });
    expect(blockedIn(document)["PermissionSet|dev"]?.reason).toContain("26 managed policies");
  });
});

describe("a managed policy that AWS does not have", () => {
  const settingsOf = (...managedPolicies: readonly string[]) => ({
    permissionSets: { "amplify-policy": { managedPolicies } },
  });

  it("is an error with the one that was meant, before anything is made", async () => {
    const problems = await refused({
      team: bo,
      settings: settingsOf(policy("service-role/AmplifyBackendDeployFullAcess")),
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.place).toMatchObject({ file: "onboard.json", line: 1, column: expect.any(Number) });
    expect(problems[0]?.remedy).toContain(`Did you mean "${policy("service-role/AmplifyBackendDeployFullAccess")}"?`);
  });

  it("is told in the order of the file, whatever is wrong with each", async () => {
    const arns = [policy("ReadOnlyAcces"), "arn:aws-cn:iam::aws:policy/ReadOnlyAccess", policy("PowerUserAcess")];
    const problems = await refused({ team: bo, settings: settingsOf(...arns) });
    expect(problems.map(({ message }) => arns.findIndex((arn) => message.includes(arn)))).toEqual([0, 1, 2]);
  });

  const mistaken = [
    [policy("AmplifyBackendDeployFullAccess"), policy("service-role/AmplifyBackendDeployFullAccess")],
    [policy("ReadOnlyAcces"), policy("ReadOnlyAccess")],
    [policy("readonlyaccess"), policy("ReadOnlyAccess")],
    ["arn:aws-cn:iam::aws:policy/ReadOnlyAccess", policy("ReadOnlyAccess")],
  ] as const;
  it.each(someOf(mistaken, 1))("is one as well: %s", async (arn, meant) => {
    const [problem] = await refused({ team: bo, settings: settingsOf(arn) });
    expect(problem?.remedy).toContain(`"${meant}"`);
  });

  it.runIf(isFull)("is one as a boundary, too", async () => {
    const boundary = { permissionsBoundary: { managedPolicyArn: policy("PowerUserAcess") } };
    const [problem] = await refused({ team: bo, settings: { permissionSets: { "amplify-policy": boundary } } });
    expect(problem?.remedy).toContain(policy("PowerUserAccess"));
  });

  it("is a warning where nobody may ask, and none where it is newer than the list", async () => {
    const brandNew = policy("BrandNewAccess2027");
    const unasked = await planOf({
      team: bo,
      settings: settingsOf(brandNew),
      faults: [{ operation: "GetPolicy", fault: "access-denied" }],
    });
    expect([unasked.code, unasked.document.warnings?.some((text) => text.includes("iam:GetPolicy"))]).toEqual([
      0,
      true,
    ]);
    const known = await planOf({
      team: bo,
      settings: settingsOf(brandNew),
      organization: { awsManagedPolicies: ["BrandNewAccess2027"] },
    });
    expect([known.code, known.document.warnings?.some((text) => text.includes("BrandNewAccess2027"))]).toEqual([
      0,
      false,
    ]);
  });
});

describe("a permission set that is neither there nor described", () => {
  const sets = ["AWSPowerUserAccess", "AWSReadOnlyAccess", "AWSAdministratorAccess"].map((name) => ({ name }));
  const organization = withSets(...sets);

  it("is an error in each row, with the one that was meant", async () => {
    const rows = ["AWSPowerUserAcces", "awspoweruseraccess"].map((name) => [
      `${name}@example.com`,
      "Sandbox North",
      name,
    ]);
    const problems = await refused({ team: csv("email,account,permission_set", ...rows), organization });
    expect(problems.map(({ place }) => place?.line)).toEqual([2, 3]);
    for (const { remedy } of problems) expect(remedy).toContain('Did you mean "AWSPowerUserAccess"?');
  });

  it.each(someOf(["--permission-set", "settings"], 1))("is one elsewhere, too: %s", async (place) => {
    const situation = { team: bo, organization };
    const [problem] =
      place === "settings"
        ? await refused({ ...situation, settings: { defaults: { permissionSet: "AWSReadOnlyAcess" } } })
        : await refused(situation, "--permission-set", "AWSReadOnlyAcess");
    expect(problem?.place).toMatchObject(
      place === "settings" ? { file: "onboard.json", line: 1, column: 30 } : { flag: place },
    );
    expect(problem?.remedy).toContain('Did you mean "AWSReadOnlyAccess"?');
  });

  it("is not made beside one that differs by case only", async () => {
    const { document } = await planOf({ team: bo, organization: withSets({ name: "Amplify-Policy" }) });
    expect(blockedIn(document)["PermissionSet|amplify-policy"]?.remedy).toContain("--permission-set Amplify-Policy");
    expect(changesIn(document)).toHaveLength(2);
  });
});
