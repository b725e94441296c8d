import { partitionNamed, partitionText } from "../../core/aws/partitions.ts";
import { defaultStartUrl, isPortalByToolsOnly } from "../../core/aws/portal.ts";
import { portalRegionFault, regionInStartUrl, startUrlFault } from "../../core/aws/start-url.ts";
import { typedStartUrl } from "../../core/aws/typed-start-url.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { FoundInstance } from "./find-instance.ts";

/** Where people sign in, and what is to be said of that. */
interface Portal {
  readonly startUrl?: string;
  readonly warnings: readonly string[];
}

const COMPARE =
  "Compare it with the one under Settings in the console of Identity Center; name another with --start-url.";

/** The portal that was named, or the usual one. Throws where the named one cannot be this instance's. */
export function portalOf(found: FoundInstance, partition: string, named: string | undefined): Portal {
  const consoles = partitionNamed(partition)?.console === undefined ? [noConsole(partition)] : [];
  if (named !== undefined) {
    const startUrl = typedStartUrl(named, found.primaryRegion);
    return { startUrl, warnings: [...consoles, ...ofNamed(startUrl, found)] };
  }
  const owner = { ...found, region: found.primaryRegion };
  const startUrl = defaultStartUrl(owner, partition);
  if (startUrl === undefined) return { warnings: [...consoles, NO_START_URL] };
  const where = `${partitionText(partition)}, Region ${owner.region}`;
  const fromTools = `No page of AWS tells the access portal's address in ${where}. ${startUrl} is what AWS's own tools make of it. ${COMPARE}`;
  return { startUrl, warnings: [...consoles, ...(isPortalByToolsOnly(owner, partition) ? [fromTools] : [])] };
}

const NO_START_URL =
  "The access portal's URL cannot be derived for this directory: pass --start-url, or the handover file cannot be written.";

function noConsole(partition: string): string {
  return `The console's address in ${partitionText(partition)} is told nowhere: links to it lead to AWS's pages instead.`;
}

/** A portal of a Region is one of the instance's own Regions: people sign in at a replica as well. */
function ofNamed(startUrl: string, { primaryRegion, regions }: FoundInstance): readonly string[] {
  const region = regionInStartUrl(startUrl);
  const its = region !== undefined && regions?.includes(region) ? region : primaryRegion;
  const fault = startUrlFault(startUrl) ?? portalRegionFault(startUrl, its);
  if (fault === undefined) {
    if (region === undefined || region === primaryRegion) return [];
    return [
      `People sign in in ${region}, where Identity Center has a replica; its primary Region is ${primaryRegion}.`,
    ];
  }
  if (region !== undefined && regions === undefined) {
    return [`${fault.message} AWS does not tell whether Identity Center has a replica there. ${fault.remedy}`];
  }
  throw new OnboardError({
    kind: "invalid-input",
    message: `${fault.message} Nothing was changed.`,
    remedy: fault.remedy,
  });
}
