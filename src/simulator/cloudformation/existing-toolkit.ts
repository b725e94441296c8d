import { newUuid } from "../world/ids.ts";
import { bootstrapKey } from "../world/sign-in-tables.ts";
import { environmentOf } from "../world/stacks.ts";
import type { World } from "../world/world.ts";
import { stackEvent } from "./operation-events.ts";
import { defaultQualifier } from "./toolkit.ts";

/** A bootstrap version as the CDK made it not long ago; `npx ampx sandbox` wants 6 or more. */
const someBootstrap = 28;

interface ExistingToolkit {
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: number;
  readonly qualifier?: string | undefined;
  readonly version?: number | undefined;
}

/** A bootstrap stack that was there before the simulation; a second one of a Region has its qualifier in its name. */
export function addToolkitStack(world: World, toolkit: ExistingToolkit): void {
  const { accountId, region, createdAt, qualifier = defaultQualifier, version = someBootstrap } = toolkit;
  const isFirst = world.stacks.by("environment", environmentOf(accountId, region)).length === 0;
  const name = isFirst ? "CDKToolkit" : `CDKToolkit-${qualifier}`;
  const [, partition = "aws"] = world.caller.arn.split(":");
  const id = `arn:${partition}:cloudformation:${region}:${accountId}:stack/${name}/${newUuid(world)}`;
  world.stacks.set(id, {
    id,
    name,
    accountId,
    region,
    createdAt,
    terminationProtection: false,
    source: { template: templateOf(version), parameters: { Qualifier: qualifier }, tags: {} },
    changeSets: [],
    events: [stackEvent(world, { id, name }, "CREATE_COMPLETE", createdAt)],
  });
  const parameter = { accountId, region, qualifier, version, createdAt };
  world.bootstraps.set(bootstrapKey(accountId, region, qualifier), parameter);
}

/** The least that is a bootstrap stack's template. */
function templateOf(version: number): string {
  const Value = `${version}`;
  return JSON.stringify({
    Parameters: { Qualifier: { Type: "String", Default: defaultQualifier } },
    Resources: {
      StagingBucket: { Type: "AWS::S3::Bucket", DeletionPolicy: "Retain" },
      CdkBootstrapVersion: { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value } },
    },
    Outputs: { BootstrapVersion: { Value } },
  });
}
