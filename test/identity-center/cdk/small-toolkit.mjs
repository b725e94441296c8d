#!/usr/bin/env node
// Bootstraps as the CDK's own toolkit does, in a twentieth of its time: the same version line, arguments, environment,
// template and calls of CloudFormation. Whether the two do the same is shown by `npm run test:toolkit`, which runs the
// same tests with the real one.
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const template = readFileSync(
  new URL("../../../node_modules/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml", import.meta.url),
  "utf8",
);
const version = Number(/\n {2}CdkBootstrapVersion:\n(?: {4}.*\n)*? {6}Value: '(\d+)'/.exec(template)?.[1]);
const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const stack = option("--toolkit-stack-name") ?? "CDKToolkit";
const qualifier = option("--qualifier");

/** Calls CloudFormation by the query protocol; throws AWS's error as the toolkit prints it. */
async function ask(Action, more = {}) {
  const { AWS_ACCESS_KEY_ID, AWS_REGION, AWS_ENDPOINT_URL } = process.env;
  const scope = `${AWS_ACCESS_KEY_ID}/20261120/${AWS_REGION}/cloudformation/aws4_request`;
  const answer = await fetch(AWS_ENDPOINT_URL, {
    method: "POST",
    headers: { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` },
    body: new URLSearchParams({ Version: "2010-05-15", Action, StackName: stack, ...more }),
  });
  const text = await answer.text();
  if (answer.ok) return text;
  throw new Error(`${tag("Code", text)}: ${tag("Message", text)}`);
}

function tag(name, text) {
  return new RegExp(`<${name}>([^<]*)<`).exec(text)?.[1];
}

/** The stack when it is at rest; undefined when there is none. */
async function settled() {
  for (;;) {
    const found = await ask("DescribeStacks").catch((error) => {
      if (error.message.includes("does not exist")) return undefined;
      throw error;
    });
    const status = found && tag("StackStatus", found);
    if (found === undefined || !/_IN_PROGRESS$/.test(status) || status === "REVIEW_IN_PROGRESS") return found;
    await wait(200);
  }
}

async function bootstrap() {
  const found = await settled();
  const there = Number(/<OutputKey>BootstrapVersion<\/OutputKey><OutputValue>(\d+)</.exec(found ?? "")?.[1] ?? 0);
  if (there >= version) return;
  const isNew = found === undefined || tag("StackStatus", found) === "REVIEW_IN_PROGRESS";
  process.stderr.write(`${stack}: creating CloudFormation changeset...\n`);
  const ChangeSetName = `cdk-deploy-${process.pid}`;
  await ask("CreateChangeSet", {
    ChangeSetName,
    ChangeSetType: isNew ? "CREATE" : "UPDATE",
    TemplateBody: template,
    "Capabilities.member.1": "CAPABILITY_NAMED_IAM",
    ...(qualifier && {
      "Parameters.member.1.ParameterKey": "Qualifier",
      "Parameters.member.1.ParameterValue": qualifier,
    }),
  });
  for (let status; status !== "CREATE_COMPLETE"; ) {
    status = tag("Status", await ask("DescribeChangeSet", { ChangeSetName }));
    if (status === "FAILED") throw new Error("The change set could not be made");
    if (status !== "CREATE_COMPLETE") await wait(50);
  }
  await ask("ExecuteChangeSet", { ChangeSetName });
  const status = tag("StackStatus", (await settled()) ?? "");
  if (!/^(CREATE|UPDATE)_COMPLETE$/.test(status)) {
    const reason = tag("ResourceStatusReason", await ask("DescribeStackEvents"));
    throw new Error(`DeploymentError: Resource updates failed: ${reason ?? status}`);
  }
}

if (args.includes("--version")) {
  process.stdout.write("2.1148.1 (build of a test)\n");
} else {
  await bootstrap().catch((error) => {
    process.stderr.write(` ❌  Environment ${args[1]} failed bootstrapping: ${error.message}\n`);
    process.exitCode = 1;
  });
}
