import { isWithoutAmplify, partitionNamed, partitionText } from "../aws/partitions.ts";
import type { Person } from "./person.ts";

const ALL_THE_SAME =
  "neither its console nor its hosting is to be had. Access is given all the same; whether sandboxes can be deployed there is not known.";

/** What is to be said where people are to work in Regions for which AWS lists no Amplify. */
export function withoutAmplifyWarnings(people: readonly Person[], partition: string): readonly string[] {
  const worked = people.flatMap(({ access }) => access.map(({ region }) => region));
  const without = [...new Set(worked)].filter(isWithoutAmplify);
  if (without.length === 0) return [];
  const isNowhere = partitionNamed(partition)?.amplifyRegions.length === 0;
  const where = isNowhere
    ? `any Region of ${partitionText(partition)}`
    : new Intl.ListFormat("en", { type: "disjunction" }).format(without);
  return [`AWS lists no Amplify in ${where}, as of 2026: ${ALL_THE_SAME}`];
}
