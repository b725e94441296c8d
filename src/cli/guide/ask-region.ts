import { partitionFault, regionsOf } from "../../core/aws/partitions.ts";
import { regionFault } from "../../core/aws/regions.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import type { Asker } from "./asker.ts";
import type { Organization } from "./look-at-aws.ts";

/** The Region that people work in: suggested ones first, then every one of the partition, and one that is too new for us. */
export async function askWorkingRegion(
  asker: Asker,
  { instance, ambientRegion }: Pick<Organization, "instance" | "ambientRegion">,
): Promise<string> {
  asker.say("Region: where their backends are deployed, and what their profiles say.");
  const { partition, region } = instance;
  const here = { title: region, description: "where your Identity Center is", value: region };
  const ambient = ambientRegion === undefined || ambientRegion === region ? [] : [ambientRegion];
  const suggested = [region, ...ambient];
  const others = regionsOf(partition).filter((one) => !suggested.includes(one));
  const chosen = await asker.one<string | undefined>("In which Region do they work?", [
    here,
    ...ambient.map((one) => ({ title: visibleText(one), description: "that of your environment", value: one })),
    ...others.map((one) => ({ title: one, value: one })),
    { title: "another one", description: "type its code", value: undefined },
  ]);
  if (chosen !== undefined) return chosen;
  return asker.text("Region", (text) => {
    const fault = regionFault(text) ?? partitionFault(text, partition);
    return fault === undefined ? undefined : visibleText(`${fault.message} ${fault.remedy}`);
  });
}
