import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  CreatePermissionSetCommand,
  DescribePermissionSetCommand,
  DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
  ListInstancesCommand,
  SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { awsEnvironment, requireTool } from "./child.ts";
import { type MotoServer, startMoto } from "./moto-server.ts";

let moto: MotoServer;
let simulator: RunningSimulator;

beforeAll(async () => {
  const env = await awsEnvironment("http://127.0.0.1:9");
  await requireTool("python3", ["-c", "import moto.server, flask_cors"], env);
  [moto, simulator] = await Promise.all([startMoto(env), startSimulator({ speed: 20 })]);
});
afterAll(() => Promise.all([moto?.stop(), simulator?.close()]));

/** What is answered to what cannot be: `Name: sentence`, with ids and ARNs by what they are. */
async function refusals(endpoint: string): Promise<Record<string, string>> {
  const client = new SSOAdminClient({
    endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" },
  });
  const InstanceArn = (await client.send(new ListInstancesCommand({}))).Instances?.[0]?.InstanceArn;
  const created = await client.send(new CreatePermissionSetCommand({ InstanceArn, Name: "refused" }));
  const set = { InstanceArn, PermissionSetArn: created.PermissionSet?.PermissionSetArn };
  const outcome = (call: Promise<unknown>) =>
    call.then(
      () => "accepted",
      ({ name, message }: Error) => `${name}: ${message}`.replace(/ps-[0-9a-z]{16}/, "ps-ID"),
    );
  const attach = (policy: string) =>
    client.send(
      new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn: `arn:aws:iam::aws:policy/${policy}` }),
    );
  const detach = (policy: string) =>
    client.send(
      new DetachManagedPolicyFromPermissionSetCommand({
        ...set,
        ManagedPolicyArn: `arn:aws:iam::aws:policy/${policy}`,
      }),
    );
  const CustomerManagedPolicyReference = { Name: "Ours", Path: "/team/" };
  const refer = () =>
    client.send(
      new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({ ...set, CustomerManagedPolicyReference }),
    );
  const drop = () =>
    client.send(
      new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand({ ...set, CustomerManagedPolicyReference }),
    );
  const nowhere = `${set.PermissionSetArn?.slice(0, -16)}0123456789abcdef`;
  await attach("ReadOnlyAccess");
  await refer();
  return {
    "a policy twice": await outcome(attach("ReadOnlyAccess")),
    "a policy that is not there": await outcome(attach("ReadOnlyAcess")),
    "a policy that is not attached": await outcome(detach("PowerUserAccess")),
    "a reference twice": await outcome(refer()),
    "a reference that is not attached": await outcome(drop().then(drop)),
    "a set that is not there": await outcome(
      client.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn: nowhere })),
    ),
  };
}

it("permission sets are refused what cannot be here as in moto, in the same words", async () => {
  const [theirs, ours] = await Promise.all([refusals(moto.url), refusals(simulator.url)]);
  // moto leaves a word out.
  const twice = ours["a policy twice"]?.replace("with arn arn:", "with arn:");
  expect(theirs).toEqual({ ...ours, "a policy twice": twice });
});
