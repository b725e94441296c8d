import type { Handover, HandoverAccess, HandoverPerson } from "./handover.ts";
import { sandboxIdentifier } from "./sandbox-identifier.ts";

/** The longest name that `amplify init` takes for an environment; lower-case letters only. */
const LONGEST = 10;

/** The name of a person's own Gen 1 environment: https://docs.amplify.aws/gen1/react/tools/cli/teams/ */
export function gen1Environment(
  handover: Pick<Handover, "people">,
  person: HandoverPerson,
  access: Pick<HandoverAccess, "accountId" | "region">,
): string {
  const name = sandboxIdentifier(handover, person, access) ?? person.username.split("@")[0] ?? "";
  const letters = name
    .toLowerCase()
    .replace(/-(\d+)$/, (_, number: string) => "abcdefghij".charAt(Number(number) % 10))
    .replace(/[^a-z]/g, "")
    .slice(0, LONGEST);
  return letters.length < 2 ? "mydev" : letters;
}
