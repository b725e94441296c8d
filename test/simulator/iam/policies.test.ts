import { GetPolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { expect, it, onTestFinished } from "vitest";
import { startSimulator } from "../../../src/simulator/start.ts";
import { errorOf, known } from "../simulated-aws.ts";

async function policyNamed(PolicyArn: string) {
  const customerManagedPolicies = [{ name: "DevAccess", path: "/team/" }];
  const simulator = await startSimulator({ organization: { customerManagedPolicies } });
  onTestFinished(() => simulator.close());
  const credentials = { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" };
  const iam = new IAMClient({ endpoint: simulator.url, region: "us-east-1", maxAttempts: 1, credentials });
  return iam.send(new GetPolicyCommand({ PolicyArn }));
}

it.each([
  ["AWS's", "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess", "/job-function/"],
  ["the account's", `arn:aws:iam::${known.management}:policy/team/DevAccess`, "/team/"],
])("a policy that is there is described: %s", async (_whose, Arn, Path) => {
  const PolicyName = Arn.slice(Arn.lastIndexOf("/") + 1);
  expect((await policyNamed(Arn)).Policy).toMatchObject({ PolicyName, Arn, Path, IsAttachable: true });
});

it.each([
  ["under another path", "arn:aws:iam::aws:policy/ViewOnlyAccess"],
  ["misspelt", "arn:aws:iam::aws:policy/ReadOnlyAcess"],
  ["of the account's under another path", `arn:aws:iam::${known.management}:policy/DevAccess`],
  ["in another account", `arn:aws:iam::${known.north}:policy/team/DevAccess`],
])("a policy that is not there is not found: %s", async (_why, arn) => {
  const error = await errorOf(policyNamed(arn));
  expect(error).toMatchObject({ name: "NoSuchEntityException", message: `Policy ${arn} was not found.` });
});
