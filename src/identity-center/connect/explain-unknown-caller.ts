import { isUnknownKeys } from "../../aws/aws-error.ts";
import { PARTITIONS, partitionOf } from "../../core/aws/partition-table.ts";
import { enableRegionRemedy, isOptInRegion } from "../../core/aws/partitions.ts";
import { unknownRegionFault } from "../../core/aws/regions.ts";
import type { Fault } from "../../core/errors/fault.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";

interface Asked {
  /** Somebody named the Region that was asked. */
  readonly isNamed: boolean;
}

/** Adds, to what AWS says when it does not tell who calls, what the Region may have to do with it. */
export function explainUnknownCaller(error: unknown, region: string, { isNamed }: Asked): unknown {
  if (isUnknownThere(error)) return withHint(error, perhapsElsewhere(region, isNamed));
  const mistyped = unknownRegionFault(region);
  return mistyped === undefined ? error : withHint(error, mistyped);
}

/** Keys that AWS does not know may be known elsewhere. */
function isUnknownThere(error: unknown): boolean {
  return error instanceof OnboardError && error.aws !== undefined && isUnknownKeys(error.aws.name);
}

/** Keys of one partition are unknown in all others, and those of an account in Regions that it has not enabled. */
function perhapsElsewhere(region: string, isNamed: boolean): Fault {
  const others = Object.entries(PARTITIONS).filter(([name]) => name !== partitionOf(region));
  const elsewhere = others.slice(0, 3).map(([, { regions }]) => regions[0]);
  return {
    message: isNamed ? `AWS was asked in ${region}.` : `AWS was asked in ${region}, since no Region is named.`,
    remedy: `If they are of another partition of AWS (GovCloud, China, the European Sovereign Cloud), name a Region there with --sso-region or AWS_REGION: ${elsewhere.join(", ")} …${isOptInRegion(region) ? ` ${enableRegionRemedy(region)}` : ""}`,
  };
}

/** What may be behind it, before the usual remedy. A Region that there is none of has no address: AWS "cannot be reached" there. */
function withHint(error: unknown, { message, remedy }: Fault): unknown {
  if (!(error instanceof OnboardError)) return error;
  const { kind, aws } = error;
  return new OnboardError(
    {
      kind,
      message: `${error.message} ${message}`,
      remedy: `${remedy} ${error.remedy}`,
      ...(aws === undefined ? {} : { aws }),
    },
    { cause: error },
  );
}
