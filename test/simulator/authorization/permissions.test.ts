import {
  CreateAccountCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListCreateAccountStatusCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  MoveAccountCommand,
} from "@aws-sdk/client-organizations";
import { GetParameterCommand, GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";
import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../../src/simulator/authorization/policy.ts";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const statement = (Effect: "Allow" | "Deny", Action: string, Resource: string | string[] = "*") => ({
  Effect,
  Action,
  Resource,
});
const withPolicy = (...Statement: object[]) =>
  simulateAws({ policy: parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "policy.json") });
const everything = statement("Allow", "organizations:*");

const calls = {
  CreateAccount: new CreateAccountCommand({ Email: "a@example.com", AccountName: "New" }),
  DescribeCreateAccountStatus: new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: "car-12345678" }),
  ListCreateAccountStatus: new ListCreateAccountStatusCommand({}),
  DescribeAccount: new DescribeAccountCommand({ AccountId: known.north }),
  ListAccounts: new ListAccountsCommand({}),
  ListAccountsForParent: new ListAccountsForParentCommand({ ParentId: "r-ab12" }),
  ListOrganizationalUnitsForParent: new ListOrganizationalUnitsForParentCommand({ ParentId: "r-ab12" }),
  ListParents: new ListParentsCommand({ ChildId: known.north }),
  ListRoots: new ListRootsCommand({}),
  ListTagsForResource: new ListTagsForResourceCommand({ ResourceId: known.north }),
  MoveAccount: new MoveAccountCommand({
    AccountId: known.north,
    SourceParentId: "r-ab12",
    DestinationParentId: "ou-ab12-12345678",
  }),
};

describe("the actions of AWS Organizations", () => {
  it.each(Object.entries(calls))("%s is refused without its own action, and by its name", async (name, command) => {
    const { organizations } = await withPolicy(everything, statement("Deny", `organizations:${name}`));
    const error = await errorOf(organizations.send(command as ListAccountsCommand));
    expect(error).toMatchObject({ name: "AccessDeniedException", $metadata: { httpStatusCode: 400 } });
    expect(error.message).toContain(`is not authorized to perform: organizations:${name} on resource: `);
  });

  it("CreateAccount with tags needs TagResource too, and without tags it does not", async () => {
    const { organizations, simulator } = await withPolicy(statement("Allow", "organizations:CreateAccount"));
    const input = { Email: "a@example.com", AccountName: "New" };
    const tagged = new CreateAccountCommand({ ...input, Tags: [{ Key: "team", Value: "web" }] });
    const error = await errorOf(organizations.send(tagged));
    expect(error.name).toBe("AccessDeniedException");
    expect(error.message).toContain("organizations:TagResource");
    expect(simulator.world().createAccountRequests).toEqual({});
    await organizations.send(new CreateAccountCommand({ ...input, Tags: [] }));
  });

  it("MoveAccount needs the account and both its parents", async () => {
    const { organizations, simulator } = await simulateAws();
    const [sandboxes, workloads] = [known.north, known.staging].map((id) => simulator.world().accounts[id]?.parentId);
    const id = simulator.world().organization?.id;
    const arn = (place: string, of: string) => `arn:aws:organizations::${known.management}:${place}/${id}/${of}`;
    const all = [arn("account", known.north), arn("ou", `${sandboxes}`), arn("ou", `${workloads}`)];
    const move = new MoveAccountCommand({
      AccountId: known.north,
      SourceParentId: sandboxes,
      DestinationParentId: workloads,
    });
    for (const missing of all) {
      const held = await withPolicy(
        statement(
          "Allow",
          "organizations:MoveAccount",
          all.filter((one) => one !== missing),
        ),
      );
      expect((await errorOf(held.organizations.send(move))).message).toContain(`on resource: ${missing} `);
    }
    await (await withPolicy(statement("Allow", "organizations:MoveAccount", all))).organizations.send(move);
    await organizations.send(move);
  });
});

describe("the actions of Systems Manager in the admin's own account", () => {
  const inEurope = (url: string) =>
    new SSMClient({
      endpoint: url,
      region: "eu-west-1",
      credentials: { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" },
    });
  const arn = (region: string, parameter: string) => `arn:aws:ssm:${region}:${known.management}:parameter/${parameter}`;
  const version = "cdk-bootstrap/hnb659fds/version";

  it("GetParameter is for the parameter, in its Region", async () => {
    const ask = new GetParameterCommand({ Name: `/${version}` });
    const allowed = await withPolicy(statement("Allow", "ssm:GetParameter", arn("*", version)));
    expect((await errorOf(inEurope(allowed.simulator.url).send(ask))).name).toBe("ParameterNotFound");
    const elsewhere = await withPolicy(statement("Allow", "ssm:GetParameter", arn("us-east-1", version)));
    const error = await errorOf(inEurope(elsewhere.simulator.url).send(ask));
    expect(error.message).toContain(`ssm:GetParameter on resource: ${arn("eu-west-1", version)} `);
  });

  it("GetParametersByPath is for the folder, however it is written", async () => {
    const { simulator } = await withPolicy(statement("Allow", "ssm:GetParametersByPath", arn("*", "cdk-bootstrap")));
    for (const Path of ["/cdk-bootstrap", "/cdk-bootstrap/"]) {
      const { Parameters } = await inEurope(simulator.url).send(new GetParametersByPathCommand({ Path }));
      expect(Parameters).toEqual([]);
    }
  });
});
