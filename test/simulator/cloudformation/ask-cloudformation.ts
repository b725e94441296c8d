import { readFileSync } from "node:fs";

/** The template that the CDK's toolkit brings along, as it sends it. */
export const cdkTemplate = readFileSync(
  new URL("../../../node_modules/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml", import.meta.url),
  "utf8",
);

/** The bootstrap version that it makes. */
export const cdkVersion = Number(/\n {2}CdkBootstrapVersion:\n(?: {4}.*\n)*? {6}Value: '(\d+)'/.exec(cdkTemplate)?.[1]);

interface Asker {
  readonly url: string;
  readonly accessKeyId: string;
  readonly region: string;
}

/** Calls CloudFormation by the query protocol, as it stands on the wire. */
export async function askCloudFormation(
  { url, accessKeyId, region }: Asker,
  form: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly text: string }> {
  const scope = `${accessKeyId}/20261120/${region}/cloudformation/aws4_request`;
  const answer = await fetch(url, {
    method: "POST",
    headers: { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` },
    body: new URLSearchParams({ Version: "2010-05-15", ...form }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** The fields of a request for a change set of the CDK's bootstrap stack, as the toolkit writes them. */
export function bootstrapChangeSet(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    Action: "CreateChangeSet",
    StackName: "CDKToolkit",
    ChangeSetName: "bootstrap",
    ChangeSetType: "CREATE",
    TemplateBody: cdkTemplate,
    "Parameters.member.1.ParameterKey": "FileAssetsBucketKmsKeyId",
    "Parameters.member.1.ParameterValue": "AWS_MANAGED_KEY",
    "Capabilities.member.1": "CAPABILITY_IAM",
    "Capabilities.member.2": "CAPABILITY_NAMED_IAM",
    IncludeNestedStacks: "true",
    ...more,
  };
}
