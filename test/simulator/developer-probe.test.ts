import { ListAppsCommand } from "@aws-sdk/client-amplify";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { describe, expect, it } from "vitest";
import { simulateDeveloper } from "./developer.ts";
import { errorOf, known } from "./simulated-aws.ts";

const bootstrap = new GetParameterCommand({ Name: "/cdk-bootstrap/hnb659fds/version" });

async function withRole(roleName = "amplify-policy", accountId = known.north) {
  const developer = await simulateDeveloper({ approve: { userName: "ada" } });
  const { accessToken } = await developer.signIn();
  const credentials = await developer.roleCredentials(accessToken, accountId, roleName);
  return (region = "us-east-1") => developer.as(credentials, region);
}

/** What a form of the query protocol is answered, signed with an access key. */
async function query(url: string, accessKeyId: string, form: Record<string, string>) {
  const scope = `${accessKeyId}/20261120/us-east-1/cloudformation/aws4_request`;
  const response = await fetch(url, {
    method: "POST",
    headers: { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` },
    body: new URLSearchParams({ Version: "2010-05-15", ...form }),
  });
  return { status: response.status, text: await response.text() };
}

describe("with a role's credentials", () => {
  it("the bootstrap version is read, in the account and Region that have one", async () => {
    const as = await withRole();
    const { Parameter } = await as().ssm.send(bootstrap);
    expect(Parameter).toMatchObject({ Name: bootstrap.input.Name, Value: "28", Type: "String" });
    expect(Parameter?.ARN).toBe(`arn:aws:ssm:us-east-1:${known.north}:parameter/cdk-bootstrap/hnb659fds/version`);
  });

  it.each([
    ["another Region", known.north, "eu-west-1"],
    ["an account that is not bootstrapped", known.staging, "us-east-1"],
  ])("ParameterNotFound in %s", async (_, account, region) => {
    const as = await withRole("amplify-policy", account);
    expect((await errorOf(as(region).ssm.send(bootstrap))).name).toBe("ParameterNotFound");
  });

  it("ParameterNotFound for another parameter", async () => {
    const as = await withRole();
    const error = await errorOf(as().ssm.send(new GetParameterCommand({ Name: "/cdk-bootstrap/other/version" })));
    expect(error.name).toBe("ParameterNotFound");
  });

  it("the apps are listed: there are none", async () => {
    const as = await withRole();
    expect((await as().amplify.send(new ListAppsCommand({ maxResults: 1 }))).apps).toEqual([]);
    expect((await errorOf(as().amplify.send(new ListAppsCommand({ maxResults: 101 })))).name).toBe(
      "BadRequestException",
    );
  });

  it("of a permission set without a policy, everything is denied", async () => {
    const as = await withRole("nothing");
    const denied = await errorOf(as().amplify.send(new ListAppsCommand({})));
    expect(denied).toMatchObject({ name: "AccessDeniedException", $metadata: { httpStatusCode: 403 } });
    expect(denied.message).toMatch(/AWSReservedSSO_nothing_\w+\/ada is not authorized to perform: amplify:ListApps/);
    expect((await errorOf(as().ssm.send(bootstrap))).name).toBe("AccessDeniedException");
  });
});

describe("the organization's description", () => {
  it("says where and in which version the bootstrap stack is", async () => {
    const { as, simulator } = await simulateDeveloper({
      organization: { bootstrap: [{ account: "Production", regions: ["eu-west-1", "us-east-1"], version: 5 }] },
    });
    expect(Object.values(simulator.world().bootstraps)).toMatchObject([
      { accountId: "567890123456", region: "eu-west-1", version: 5 },
      { accountId: "567890123456", region: "us-east-1", version: 5 },
    ]);
    const anyKeys = { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated", sessionToken: "" };
    expect((await errorOf(as(anyKeys).ssm.send(bootstrap))).name).toBe("ParameterNotFound");
  });
});

describe("cloudformation", () => {
  it("shows the bootstrap stack, and no other", async () => {
    const developer = await simulateDeveloper({ approve: { userName: "ada" } });
    const { accessToken } = await developer.signIn();
    const { accessKeyId } = await developer.roleCredentials(accessToken, known.north, "amplify-policy");
    const ask = (form: Record<string, string>) => query(developer.url, accessKeyId, form);

    const described = await ask({ Action: "DescribeStacks", StackName: "CDKToolkit" });
    expect(described.text).toContain("<Stacks><member><StackId>");
    expect(described.text).toContain("<OutputKey>BootstrapVersion</OutputKey><OutputValue>28</OutputValue>");
    const missing = await ask({ Action: "DescribeStacks", StackName: "Other" });
    expect(missing.status).toBe(400);
    expect(missing.text).toContain("Stack with id Other does not exist");
    expect((await ask({ Action: "ListStacks" })).text).toContain("<StackName>CDKToolkit</StackName>");
    const deleted = await ask({ Action: "ListStacks", "StackStatusFilter.member.1": "DELETE_COMPLETE" });
    expect(deleted.text).not.toContain("CDKToolkit");
  });
});
