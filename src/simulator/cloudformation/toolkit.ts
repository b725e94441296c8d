import { bootstrapKey } from "../world/sign-in-tables.ts";
import type { Stack, StackSource } from "../world/stacks.ts";
import type { World } from "../world/world.ts";
import { readTemplate } from "./template.ts";

/** The qualifier that the CDK takes when nobody chooses. */
export const defaultQualifier = "hnb659fds";

/** The qualifier of a bootstrap stack, which is in the names of everything that it makes. */
function qualifierOf({ parameters }: StackSource): string {
  return parameters.Qualifier ?? defaultQualifier;
}

/** The staging bucket of a bootstrap stack. */
export function bucketOf({ accountId, region }: Pick<Stack, "accountId" | "region">, source: StackSource): string {
  return `cdk-${qualifierOf(source)}-assets-${accountId}-${region}`;
}

/** The outputs that the CDK's own template has: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html */
export function outputsOf(stack: Stack): readonly { readonly OutputKey: string; readonly OutputValue: string }[] {
  const { source } = stack;
  const version = source && readTemplate(source.template)?.bootstrapVersion;
  if (source === undefined || version === undefined) return [];
  const bucket = bucketOf(stack, source);
  return [
    { OutputKey: "BootstrapVersion", OutputValue: version },
    { OutputKey: "BucketName", OutputValue: bucket },
    { OutputKey: "BucketDomainName", OutputValue: `${bucket}.s3.${stack.region}.amazonaws.com` },
  ];
}

/** Ends the operations whose time has come. The version parameter of a bootstrap stack comes, changes and goes with it. */
export function settleStacks(world: World, now: number): void {
  for (const stack of [...world.stacks.values()]) {
    const { pending, source: before, ...rest } = stack;
    if (pending === undefined || pending.endsAt > now) continue;
    if (before !== undefined) world.bootstraps.delete(keyOf(stack, before));
    if (pending.source !== undefined) addVersion(world, stack, pending.source, pending.endsAt);
    world.stacks.set(stack.id, { ...rest, ...(pending.source && { source: pending.source }) });
  }
}

function addVersion(world: World, stack: Stack, source: StackSource, createdAt: number): void {
  const version = Number(readTemplate(source.template)?.bootstrapVersion);
  if (!Number.isInteger(version)) return;
  const { accountId, region } = stack;
  world.bootstraps.set(keyOf(stack, source), { accountId, region, qualifier: qualifierOf(source), version, createdAt });
}

function keyOf({ accountId, region }: Stack, source: StackSource): string {
  return bootstrapKey(accountId, region, qualifierOf(source));
}
