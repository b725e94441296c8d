import { ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { GetParameterCommand, GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, describe, expect, it } from "vitest";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { errorOf, known } from "./simulated-aws.ts";

let time = Date.parse("2026-11-20T09:00:00Z");
let simulator: RunningSimulator;
afterEach(() => simulator.close());

const keys = { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" };
const settings = (credentials = keys) => ({
  endpoint: simulator.url,
  region: "us-east-1",
  maxAttempts: 1,
  credentials,
});
const start = async (options: SimulatorOptions = {}) => {
  simulator = await startSimulator({ now: () => time, ...options });
};
const assume = (account: string, role = "OrganizationAccountAccessRole", credentials = keys, Policy?: string) =>
  new STSClient(settings(credentials)).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: "onboard", Policy }),
  );
const temporary = async (account: string, policy?: string) => {
  const { Credentials } = await assume(account, undefined, undefined, policy);
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
};

describe("sts", () => {
  it("tells whose keys sign: an administrator's role in the management account", async () => {
    await start();
    expect(await new STSClient(settings()).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: known.management,
      Arn: `arn:aws:sts::${known.management}:assumed-role/Admin/simulator`,
    });
  });

  it("tells the caller that the organization's description names", async () => {
    await start({ organization: { caller: { account: "Sandbox North", arn: `arn:aws:iam::${known.north}:user/ci` } } });
    const identity = await new STSClient(settings()).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ Account: known.north, Arn: `arn:aws:iam::${known.north}:user/ci` });
  });

  it("lets the management account into an account that the organization created", async () => {
    await start();
    const credentials = await temporary(known.north);
    expect(await new STSClient(settings(credentials)).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: known.north,
      Arn: `arn:aws:sts::${known.north}:assumed-role/OrganizationAccountAccessRole/onboard`,
    });
  });

  it.each([
    ["another role", known.north, "Administrator"],
    ["an account outside the organization", "999999999999", "OrganizationAccountAccessRole"],
    ["a suspended account", known.suspended, "OrganizationAccountAccessRole"],
    ["the management account itself", known.management, "OrganizationAccountAccessRole"],
  ])("refuses %s", async (_, account, role) => {
    await start();
    const error = await errorOf(assume(account, role));
    expect(error).toMatchObject({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
    expect(error.message).toContain("is not authorized to perform: sts:AssumeRole on resource");
  });

  it("refuses to go from one member account to another", async () => {
    await start();
    const error = await errorOf(assume(known.south, undefined, await temporary(known.north)));
    expect(error.name).toBe("AccessDenied");
  });

  it("refuses a role in an account that was invited, which has none", async () => {
    await start({ organization: { accounts: [{ id: known.north, name: "Invited", joined: "INVITED" }] } });
    expect((await errorOf(assume(known.north))).name).toBe("AccessDenied");
  });

  it("lets a session do only what its session policy allows, whatever the role may", async () => {
    await start();
    const Statement = [{ Effect: "Allow", Action: ["ssm:GetParameter"], Resource: "*" }];
    const credentials = await temporary(known.north, JSON.stringify({ Version: "2012-10-17", Statement }));
    const ssm = new SSMClient(settings(credentials));
    const others = await errorOf(ssm.send(new GetParametersByPathCommand({ Path: "/cdk-bootstrap" })));
    expect(others.name).toBe("AccessDeniedException");
    const Name = "/cdk-bootstrap/hnb659fds/version";
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name }));
    expect(Number(Parameter?.Value)).toBeGreaterThan(5);
    const broken = await errorOf(temporary(known.north, "{"));
    expect(broken.name).toBe("MalformedPolicyDocumentException");
  });

  it("lets temporary credentials expire, for every service", async () => {
    await start();
    const credentials = await temporary(known.north);
    time += 3_601_000;
    const sts = await errorOf(new STSClient(settings(credentials)).send(new GetCallerIdentityCommand({})));
    expect(sts).toMatchObject({ name: "ExpiredToken" });
    const json = await errorOf(new OrganizationsClient(settings(credentials)).send(new ListAccountsCommand({})));
    expect(json).toMatchObject({
      name: "ExpiredTokenException",
      message: "The security token included in the request is expired",
    });
  });

  it("holds the session's name against the service model", async () => {
    await start();
    const sts = new STSClient(settings());
    const RoleArn = `arn:aws:iam::${known.north}:role/OrganizationAccountAccessRole`;
    const error = await errorOf(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "a b" })));
    expect(error.name).toBe("ValidationError");
    expect(error.message).toContain("at 'roleSessionName' failed to satisfy constraint");
  });

  it("issues the same keys from the same seed, and others from another", async () => {
    const first = async (seed: string) => {
      await start({ seed });
      const { accessKeyId } = await temporary(known.north);
      await simulator.close();
      return accessKeyId;
    };
    expect(await first("a")).toBe(await first("a"));
    expect(await first("a")).not.toBe(await first("b"));
  });

  it("lets an account into a role that trusts it, with the external id and the code that the role asks for", async () => {
    const roles = [
      { name: "Open", trusts: known.management },
      { name: "Named", trusts: known.management, externalId: "9f8e" },
      { name: "Coded", trusts: known.management, requiresMfa: true },
      { name: "Others", trusts: known.south },
    ];
    await start({ organization: { accounts: [{ id: known.north, name: "Client", joined: "INVITED", roles }] } });
    const into = (role: string, more: object = {}) =>
      new STSClient(settings())
        .send(
          new AssumeRoleCommand({
            RoleArn: `arn:aws:iam::${known.north}:role/${role}`,
            RoleSessionName: "ana",
            ...more,
          }),
        )
        .then(
          ({ AssumedRoleUser }) => AssumedRoleUser?.Arn,
          ({ name }: Error) => name,
        );
    const arn = (role: string) => `arn:aws:sts::${known.north}:assumed-role/${role}/ana`;
    expect(await into("Open")).toBe(arn("Open"));
    expect(await into("Named", { ExternalId: "9f8e" })).toBe(arn("Named"));
    expect(await into("Named")).toBe("AccessDenied");
    expect(await into("Named", { ExternalId: "9f8f" })).toBe("AccessDenied");
    const device = { SerialNumber: "arn:aws:iam::111122223333:mfa/ana" };
    expect(await into("Coded", { ...device, TokenCode: "123456" })).toBe(arn("Coded"));
    expect(await into("Coded", device)).toBe("AccessDenied");
    expect(await into("Others")).toBe("AccessDenied");
  });
});
