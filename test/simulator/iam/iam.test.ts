import {
  GetAccessKeyLastUsedCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListUsersCommand,
  UpdateAccessKeyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, describe, expect, it } from "vitest";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../../src/simulator/start.ts";
import { errorOf, known } from "../simulated-aws.ts";

const start = Date.parse("2026-11-20T09:00:00Z");
let simulator: RunningSimulator;
afterEach(() => simulator.close());

const keys = { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" };
const settings = (credentials: object = keys) => ({
  endpoint: simulator.url,
  region: "us-east-1",
  maxAttempts: 1,
  credentials: credentials as typeof keys,
});
const ADA = "AKIAADAADAADAADAADAA";
const organization: NonNullable<SimulatorOptions["organization"]> = {
  accounts: [
    {
      id: known.north,
      name: "Sandbox North",
      iamUsers: [
        {
          userName: "ada",
          accessKeys: [
            {
              id: ADA,
              createdAt: "2024-05-01T09:00:00Z",
              lastUsed: { at: "2026-11-01T10:00:00Z", service: "s3", region: "eu-west-1" },
            },
            { status: "Inactive" },
          ],
        },
        { userName: "Bo", accessKeys: [{ lastUsed: {} }] },
        { userName: "nobody" },
      ],
    },
    { id: known.south, name: "Sandbox South" },
  ],
};

async function iamIn(account: string) {
  simulator = await startSimulator({ now: () => start, organization });
  const RoleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
  const { Credentials: issued } = await new STSClient(settings()).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: "onboard" }),
  );
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = issued ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return new IAMClient(settings(credentials));
}

describe("iam lists", () => {
  it("the users of the account that asks, by name", async () => {
    const { Users, IsTruncated } = await (await iamIn(known.north)).send(new ListUsersCommand({}));
    expect(Users?.map(({ UserName }) => UserName)).toEqual(["Bo", "ada", "nobody"]);
    expect(Users?.[1]).toMatchObject({
      Path: "/",
      Arn: `arn:aws:iam::${known.north}:user/ada`,
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{16}$/),
      CreateDate: new Date("2024-05-01T09:00:00Z"),
    });
    expect(IsTruncated).toBe(false);
  });

  it("no users of other accounts, and none below another path", async () => {
    expect((await (await iamIn(known.south)).send(new ListUsersCommand({}))).Users).toEqual([]);
    await simulator.close();
    expect((await (await iamIn(known.north)).send(new ListUsersCommand({ PathPrefix: "/ci/" }))).Users).toEqual([]);
  });

  it("page by page", async () => {
    const iam = await iamIn(known.north);
    const first = await iam.send(new ListUsersCommand({ MaxItems: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, Marker: expect.any(String) });
    const second = await iam.send(new ListUsersCommand({ MaxItems: 2, Marker: first.Marker }));
    expect(second.Users?.map(({ UserName }) => UserName)).toEqual(["nobody"]);
    expect(await errorOf(iam.send(new ListUsersCommand({ Marker: "made up" })))).toMatchObject({
      name: "ValidationError",
    });
  });

  it("the access keys of a user", async () => {
    const iam = await iamIn(known.north);
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName: "ada" }));
    expect(AccessKeyMetadata).toEqual([
      { UserName: "ada", AccessKeyId: ADA, Status: "Active", CreateDate: new Date("2024-05-01T09:00:00Z") },
      {
        UserName: "ada",
        AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
        Status: "Inactive",
        CreateDate: new Date(start),
      },
    ]);
  });
});

describe("iam tells when a key was last used", () => {
  it("where, and for what", async () => {
    const iam = await iamIn(known.north);
    expect(await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: ADA }))).toMatchObject({
      UserName: "ada",
      AccessKeyLastUsed: { LastUsedDate: new Date("2026-11-01T10:00:00Z"), ServiceName: "s3", Region: "eu-west-1" },
    });
  });

  it("or that it never was", async () => {
    const iam = await iamIn(known.north);
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName: "ada" }));
    const AccessKeyId = AccessKeyMetadata?.[1]?.AccessKeyId;
    const { AccessKeyLastUsed } = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
    expect(AccessKeyLastUsed).toEqual({ ServiceName: "N/A", Region: "N/A" });
  });

  it("but not of another account's key", async () => {
    const iam = await iamIn(known.south);
    const refused = await errorOf(iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: ADA })));
    expect(refused).toMatchObject({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
  });
});

describe("iam switches a key", () => {
  const statuses = async (iam: IAMClient) =>
    (await iam.send(new ListAccessKeysCommand({ UserName: "ada" }))).AccessKeyMetadata?.map(({ Status }) => Status);

  it("off and on again, and no other", async () => {
    const iam = await iamIn(known.north);
    await iam.send(new UpdateAccessKeyCommand({ UserName: "ada", AccessKeyId: ADA, Status: "Inactive" }));
    expect(await statuses(iam)).toEqual(["Inactive", "Inactive"]);
    await iam.send(new UpdateAccessKeyCommand({ UserName: "ada", AccessKeyId: ADA, Status: "Active" }));
    expect(await statuses(iam)).toEqual(["Active", "Inactive"]);
  });

  it("with which its user signs until then, and not afterwards", async () => {
    const iam = await iamIn(known.north);
    const own = { accessKeyId: ADA, secretAccessKey: "any" };
    const who = () => new STSClient(settings(own)).send(new GetCallerIdentityCommand({}));
    expect(await who()).toMatchObject({ Account: known.north, Arn: `arn:aws:iam::${known.north}:user/ada` });
    const ownKeys = await new IAMClient(settings(own)).send(new ListAccessKeysCommand({}));
    expect(ownKeys.AccessKeyMetadata).toHaveLength(2);
    await iam.send(new UpdateAccessKeyCommand({ UserName: "ada", AccessKeyId: ADA, Status: "Inactive" }));
    expect(await errorOf(who())).toMatchObject({ name: "InvalidClientTokenId", $metadata: { httpStatusCode: 403 } });
  });

  it.each([
    [{ UserName: "ghost", AccessKeyId: ADA, Status: "Inactive" }, "NoSuchEntityException", 404],
    [{ UserName: "Bo", AccessKeyId: ADA, Status: "Inactive" }, "NoSuchEntityException", 404],
    [{ AccessKeyId: ADA, Status: "Inactive" }, "ValidationError", 400],
    [{ UserName: "ada", AccessKeyId: ADA, Status: "Expired" }, "InvalidInputException", 400],
    [{ UserName: "ada", AccessKeyId: ADA, Status: "off" }, "ValidationError", 400],
    [{ UserName: "ada", AccessKeyId: "short", Status: "Inactive" }, "ValidationError", 400],
  ] as const)("not for %j: %s", async (input, name, httpStatusCode) => {
    const iam = await iamIn(known.north);
    const refused = await errorOf(iam.send(new UpdateAccessKeyCommand(input as never)));
    expect(refused).toMatchObject({ name, $metadata: { httpStatusCode } });
    expect(await statuses(iam)).toEqual(["Active", "Inactive"]);
  });
});
