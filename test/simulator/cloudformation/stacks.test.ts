import { describe, expect, it } from "vitest";
import type { SimulatorOptions } from "../../../src/simulator/start.ts";
import { simulateDeveloper } from "../developer.ts";
import { known, simulateAws } from "../simulated-aws.ts";
import { askCloudFormation, bootstrapChangeSet, cdkVersion } from "./ask-cloudformation.ts";

const WHOLE = 40_000;
const READY = WHOLE / 40;
const REASON = "cdk-hnb659fds-assets-111122223333-us-east-1 already exists";

/** A simulated AWS whose administrator asks CloudFormation in the management account. */
async function simulateStacks(options: SimulatorOptions = {}) {
  const aws = await simulateAws({ ...options, latency: { bootstrap: WHOLE } });
  const asker = { url: aws.simulator.url, accessKeyId: "AKIASIMULATED", region: "us-east-1" };
  const ask = (form: Readonly<Record<string, string>>) => askCloudFormation(asker, form);
  const text = async (Action: string, more: Readonly<Record<string, string>> = {}) =>
    (await ask({ Action, StackName: "CDKToolkit", ...more })).text;
  return {
    ...aws,
    ask,
    text,
    create: (more: Readonly<Record<string, string>> = {}) => ask(bootstrapChangeSet(more)),
    execute: (more: Readonly<Record<string, string>> = {}) =>
      ask({ Action: "ExecuteChangeSet", StackName: "CDKToolkit", ChangeSetName: "bootstrap", ...more }),
    status: async () => /<StackStatus>(\w+)</.exec(await text("DescribeStacks"))?.[1],
    changeSet: async () => /<Status>(\w+)</.exec(await text("DescribeChangeSet", { ChangeSetName: "bootstrap" }))?.[1],
    versions: () => Object.values(aws.simulator.world().bootstraps).map((one) => `${one.qualifier} ${one.version}`),
    /** Makes the bootstrap stack, from nothing to its end. */
    make: async () => {
      await ask(bootstrapChangeSet());
      aws.pass(READY);
      await ask({ Action: "ExecuteChangeSet", StackName: "CDKToolkit", ChangeSetName: "bootstrap" });
      aws.pass(WHOLE);
    },
  };
}

const nothing: SimulatorOptions = { organization: { bootstrap: [] } };
const parameter = (number: number, key: string, value: string) => ({
  [`Parameters.member.${number}.ParameterKey`]: key,
  [`Parameters.member.${number}.ParameterValue`]: value,
});

describe("a new stack", () => {
  it("waits for review, is made by its change set, and shows its version only then", async () => {
    const { create, execute, changeSet, status, versions, pass, text } = await simulateStacks(nothing);
    expect((await create()).status).toBe(200);
    expect([await status(), await changeSet()]).toEqual(["REVIEW_IN_PROGRESS", "CREATE_PENDING"]);
    pass(READY / 2);
    expect(await changeSet()).toBe("CREATE_IN_PROGRESS");
    expect((await execute()).text).toContain("InvalidChangeSetStatus");
    pass(READY / 2);
    expect(await changeSet()).toBe("CREATE_COMPLETE");
    expect((await execute()).status).toBe(200);
    expect(await status()).toBe("CREATE_IN_PROGRESS");
    pass(WHOLE - 1);
    expect(versions()).toEqual([]);
    expect(await text("DescribeStacks")).not.toContain("BootstrapVersion");
    pass(1);
    expect(await status()).toBe("CREATE_COMPLETE");
    expect(versions()).toEqual([`hnb659fds ${cdkVersion}`]);
    expect(await text("DescribeStacks")).toContain(
      `<OutputKey>BootstrapVersion</OutputKey><OutputValue>${cdkVersion}<`,
    );
  });

  it("tells of itself and its eleven resources when their time has come, newest first", async () => {
    const { create, execute, pass, text } = await simulateStacks(nothing);
    await create();
    pass(READY);
    await execute();
    const idsOf = async () =>
      [...(await text("DescribeStackEvents")).matchAll(/<LogicalResourceId>(\w+)<.*?<ResourceStatus>(\w+)</g)].map(
        ([, id, status]) => `${id} ${status}`,
      );
    expect(await idsOf()).toEqual(["CDKToolkit CREATE_IN_PROGRESS", "CDKToolkit REVIEW_IN_PROGRESS"]);
    pass(WHOLE);
    const events = await idsOf();
    expect(events[0]).toBe("CDKToolkit CREATE_COMPLETE");
    expect(events.filter((event) => event.endsWith("CREATE_COMPLETE"))).toHaveLength(12);
  });

  it("takes its qualifier from the parameter", async () => {
    const { create, execute, pass, versions } = await simulateStacks(nothing);
    await create(parameter(2, "Qualifier", "acme"));
    pass(READY);
    await execute();
    pass(WHOLE);
    expect(versions()).toEqual([`acme ${cdkVersion}`]);
  });

  it("whose bucket is there already is rolled back, can be deleted, and made again", async () => {
    const fault = { operation: "ExecuteChangeSet", nth: 1, fault: "failed-assignment", reason: REASON } as const;
    const { make, status, text, versions, ask } = await simulateStacks({ ...nothing, faults: [fault] });
    await make();
    expect(await status()).toBe("ROLLBACK_COMPLETE");
    expect(await text("DescribeStackEvents")).toContain(`<ResourceStatusReason>${REASON}<`);
    expect(versions()).toEqual([]);
    const update = await ask(bootstrapChangeSet({ ChangeSetType: "UPDATE", ChangeSetName: "other" }));
    expect(update.text).toContain("is in ROLLBACK_COMPLETE state and can not be updated");
    await text("DeleteStack");
    expect(await text("DescribeStacks")).toContain("Stack with id CDKToolkit does not exist");
    await make();
    expect(versions()).toEqual([`hnb659fds ${cdkVersion}`]);
  });

  it.each([
    [
      "without the capability to make named roles",
      { "Capabilities.member.2": "CAPABILITY_IAM" },
      "InsufficientCapabilities",
    ],
    ["from no template", { TemplateBody: "nothing" }, "Template format error"],
    ["from one that is too long", { TemplateBody: `${" ".repeat(51_201)}` }, "less than or equal to 51200"],
    ["with a parameter that the template lacks", parameter(2, "Nope", "1"), "Parameters: [Nope] do not exist"],
    ["with a qualifier that is none", parameter(2, "Qualifier", "a/b"), "Parameter Qualifier failed to satisfy"],
    ["as an update of nothing", { ChangeSetType: "UPDATE" }, "Stack [CDKToolkit] does not exist"],
    ["under a name that is none", { ChangeSetName: "0" }, "failed to satisfy constraint"],
  ])("is refused %s", async (_, more, words) => {
    const { create } = await simulateStacks(nothing);
    expect((await create(more)).text).toContain(words);
  });

  it("is made once by requests that are sent twice", async () => {
    const { create, execute, pass, simulator } = await simulateStacks(nothing);
    const first = await create({ ClientToken: "once" });
    const again = await create({ ClientToken: "once" });
    expect(/<Id>.*<\/Id>/.exec(again.text)?.[0]).toBe(/<Id>.*<\/Id>/.exec(first.text)?.[0]);
    expect((await create({ ClientToken: "twice" })).text).toContain("AlreadyExistsException");
    pass(READY);
    expect((await execute({ ClientRequestToken: "go" })).status).toBe(200);
    expect((await execute({ ClientRequestToken: "go" })).status).toBe(200);
    expect((await execute({ ClientRequestToken: "other" })).text).toContain("InvalidChangeSetStatus");
    expect(Object.values(simulator.world().stacks)[0]?.events).toHaveLength(25);
  });
});

describe("a stack that is there", () => {
  it("has no changes to make for the same template and parameters", async () => {
    const { make, create, pass, text } = await simulateStacks(nothing);
    await make();
    await create({ ChangeSetType: "UPDATE", ChangeSetName: "again" });
    pass(READY);
    const described = await text("DescribeChangeSet", { ChangeSetName: "again" });
    expect(described).toContain(
      "<Status>FAILED</Status><StatusReason>The submitted information didn't contain changes.",
    );
    expect((await create({ ChangeSetName: "anew" })).text).toContain("already exists and cannot be created again");
  });

  it("gives its old version parameter away for another qualifier, and keeps it when that fails", async () => {
    const fault = { operation: "ExecuteChangeSet", nth: 2, fault: "failed-assignment", reason: REASON } as const;
    const { make, create, execute, pass, status, versions } = await simulateStacks({ ...nothing, faults: [fault] });
    await make();
    const update = { ChangeSetType: "UPDATE", ...parameter(2, "Qualifier", "acme") };
    for (const [ChangeSetName, ended, left] of [
      ["one", "UPDATE_ROLLBACK_COMPLETE", `hnb659fds ${cdkVersion}`],
      ["two", "UPDATE_COMPLETE", `acme ${cdkVersion}`],
    ] as const) {
      await create({ ...update, ChangeSetName });
      pass(READY);
      await execute({ ChangeSetName });
      expect(await status()).toMatch(/^UPDATE_IN_PROGRESS$/);
      pass(WHOLE);
      expect(await status()).toBe(ended);
      expect(versions()).toEqual([left]);
    }
  });

  it("is deleted in its time, unless it is protected", async () => {
    const { make, text, status, pass, versions } = await simulateStacks(nothing);
    await make();
    await text("UpdateTerminationProtection", { EnableTerminationProtection: "true" });
    expect(await text("DeleteStack")).toContain("cannot be deleted while TerminationProtection is enabled");
    await text("UpdateTerminationProtection", { EnableTerminationProtection: "false" });
    await text("DeleteStack");
    expect([await status(), versions()]).toEqual(["DELETE_IN_PROGRESS", [`hnb659fds ${cdkVersion}`]]);
    pass(WHOLE);
    expect([await status(), versions()]).toEqual([undefined, []]);
    expect(await text("ListStacks", { "StackStatusFilter.member.1": "DELETE_COMPLETE" })).toContain(
      "<StackName>CDKToolkit<",
    );
  });

  it("lets nobody else at it while it changes", async () => {
    const { create, execute, pass, text, make } = await simulateStacks(nothing);
    await make();
    await create({ ChangeSetType: "UPDATE", ChangeSetName: "one", ...parameter(2, "Qualifier", "acme") });
    pass(READY);
    await execute({ ChangeSetName: "one" });
    const words = "is in UPDATE_IN_PROGRESS state and can not be";
    expect((await create({ ChangeSetType: "UPDATE", ChangeSetName: "two" })).text).toContain(`${words} updated`);
    expect(await text("DeleteStack")).toContain(`${words} deleted`);
  });

  it("gives back the template that it was made from, and forgets a change set that is deleted", async () => {
    const { make, create, text, simulator } = await simulateStacks(nothing);
    await make();
    expect(await text("GetTemplate")).toContain("CdkBootstrapVersion");
    await create({ ChangeSetType: "UPDATE", ChangeSetName: "two", ...parameter(2, "Qualifier", "acme") });
    await text("DeleteChangeSet", { ChangeSetName: "two" });
    expect(await text("DescribeChangeSet", { ChangeSetName: "two" })).toContain("ChangeSetNotFound");
    const [stack] = Object.values(simulator.world().stacks);
    expect(stack?.changeSets.map(({ name }) => name)).toEqual(["bootstrap"]);
  });

  it("of an organization file has its qualifier, and a second one a name of its own", async () => {
    const account = "Example Corp";
    const bootstrap = [
      { account, regions: ["us-east-1"], qualifier: "acme", version: 5 },
      { account, regions: ["us-east-1"], version: 21 },
    ];
    const { simulator, versions } = await simulateStacks({ organization: { bootstrap } });
    expect(Object.values(simulator.world().stacks).map(({ name }) => name)).toEqual([
      "CDKToolkit",
      "CDKToolkit-hnb659fds",
    ]);
    expect(versions()).toEqual(["acme 5", "hnb659fds 21"]);
  });
});

describe("the rights that a stack is made with", () => {
  it("are the caller's: who may create no roles fails at the first one", async () => {
    const permissionSet = {
      name: "power-user",
      managedPolicies: ["arn:aws:iam::aws:policy/PowerUserAccess"],
      assignments: [{ account: "Staging", user: "ada" }],
    };
    const instance = {
      instanceId: "ssoins-7223a1b2c3d4e5f6",
      identityStoreId: known.identityStoreId,
      users: [{ userName: "ada", givenName: "Ada", familyName: "Lovelace" }],
      permissionSets: [permissionSet],
    };
    const { url, pass, signIn, roleCredentials } = await simulateDeveloper({
      organization: { instances: [instance] },
      approve: { userName: "ada" },
      latency: { bootstrap: WHOLE },
    });
    const { accessToken } = await signIn();
    const { accessKeyId } = await roleCredentials(accessToken, known.staging, "power-user");
    const ask = (form: Readonly<Record<string, string>>) =>
      askCloudFormation({ url, accessKeyId, region: "us-east-1" }, form);
    expect((await ask(bootstrapChangeSet())).status).toBe(200);
    pass(READY);
    await ask({ Action: "ExecuteChangeSet", StackName: "CDKToolkit", ChangeSetName: "bootstrap" });
    pass(WHOLE);
    expect((await ask({ Action: "DescribeStacks" })).text).toContain("<StackStatus>ROLLBACK_COMPLETE<");
    expect((await ask({ Action: "DescribeStackEvents", StackName: "CDKToolkit" })).text).toMatch(
      /AWSReservedSSO_power-user_\w+\/ada is not authorized to perform: iam:CreateRole/,
    );
  });
});
