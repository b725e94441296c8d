import type { SSMClient } from "@aws-sdk/client-ssm";
import { classify, failureOf } from "../../aws/aws-error.ts";
import { readPages } from "../../aws/pages.ts";
import {
  BOOTSTRAP_PARAMETERS,
  BOOTSTRAP_VERSION,
  type BootstrapAnswer,
  otherQualifierOf,
} from "../../core/aws/cdk-bootstrap.ts";
import { enableRegionRemedy, isOptInRegion } from "../../core/aws/partitions.ts";
import type { AccountConfig } from "./assume-role.ts";

/** Pages of parameters that are looked through for other qualifiers: ten parameters each, and a stack has one. */
const PAGES = 5;

/**
 * Asks inside an account, with that account's credentials, whether the CDK is bootstrapped in a Region. `who` is who
 * asks, for the reason why nothing is known. Never throws for what AWS says, but the reason of an interruption.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export async function readEnvironment(
  config: AccountConfig,
  who: string,
  region: string,
  signal?: AbortSignal,
): Promise<BootstrapAnswer> {
  const { GetParameterCommand, SSMClient } = await import("../../aws/clients/ssm.ts");
  const client = new SSMClient({ ...config, region });
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: BOOTSTRAP_VERSION }), optionsOf(signal));
    return versionOf(Parameter?.Value ?? "");
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (failureOf(error).name === "ParameterNotFound")
      return { kind: "missing", ...(await otherStacks(client, signal)) };
    return unreadable(error, who, region);
  } finally {
    client.destroy();
  }
}

function versionOf(value: string): BootstrapAnswer {
  if (/^\d{1,9}$/.test(value)) return { kind: "version", version: Number(value) };
  const reason = `${BOOTSTRAP_VERSION} holds no version number.`;
  return { kind: "unknown", reason, remedy: "Look at it in the account, and bootstrap it again." };
}

function unreadable(error: unknown, who: string, region: string): BootstrapAnswer {
  const { name, message } = failureOf(error);
  switch (classify(error)) {
    case "denied":
      return {
        kind: "unknown",
        reason: `${who} may not read ${BOOTSTRAP_VERSION} (${name}).`,
        remedy: "Allow it ssm:GetParameter on that parameter; a service control policy can refuse as well.",
      };
    case "credentials":
      return {
        kind: "unknown",
        reason: `AWS does not accept the account's credentials in ${region} (${name}): the Region may not be enabled there.`,
        remedy: isOptInRegion(region)
          ? `${enableRegionRemedy(region)} Or give another Region with --region.`
          : "Look whether a policy of the organization closes the Region, or give another one with --region.",
      };
    default:
      return {
        kind: "unknown",
        reason: `${BOOTSTRAP_VERSION} could not be read (${name}): ${message.replace(/\.?$/, ".")}`,
        remedy: "Run the command again.",
      };
  }
}

/** Who may read the one parameter may still not list them all: then nothing is known of other stacks. */
async function otherStacks(
  client: SSMClient,
  signal: AbortSignal | undefined,
): Promise<{ readonly otherQualifiers?: readonly string[] }> {
  const { GetParametersByPathCommand } = await import("../../aws/clients/ssm.ts");
  try {
    const { items } = await readPages(
      "ssm:GetParametersByPath",
      async (NextToken) => {
        const command = new GetParametersByPathCommand({ Path: BOOTSTRAP_PARAMETERS, Recursive: true, NextToken });
        const page = await client.send(command, optionsOf(signal));
        return { items: page.Parameters ?? [], next: page.NextToken };
      },
      { most: PAGES },
    );
    return { otherQualifiers: [...new Set(items.flatMap(({ Name = "" }) => otherQualifierOf(Name) ?? []))].sort() };
  } catch {
    return {};
  }
}

function optionsOf(signal: AbortSignal | undefined) {
  return signal === undefined ? {} : { abortSignal: signal };
}
