import { permissionSetNameFault } from "../../core/aws/name-rules.ts";
import { policyName } from "../../core/aws/policy-name.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { customerPolicyWords, inlinePolicyWords, managedPolicyWords } from "../../core/safety/permission-set-power.ts";
import { powerOf } from "../../core/safety/policy-power.ts";
import { amplifyPolicyArn, DEFAULT_PERMISSION_SET, describedIn, type Settings } from "../../core/settings/settings.ts";
import type { PermissionSet } from "../../core/state/resource.ts";
import { durationSeconds } from "../../core/text/duration.ts";
import { shownList } from "../../core/text/shown-list.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { spell } from "../terminal/layout.ts";
import type { ChosenSet } from "./answers.ts";
import type { Asker } from "./asker.ts";
import type { FoundSet } from "./look-at-aws.ts";

/** What people may do: the set that Amplify's documentation has, one that the settings describe, or one that is there. */
export async function askPermissionSet(
  asker: Asker,
  { settings, find }: { readonly settings: Settings; readonly find: () => Promise<readonly FoundSet[]> },
): Promise<ChosenSet> {
  asker.say("Permission set: what they may do in those accounts.");
  const described = [...describedIn(settings).keys()].filter((name) => name !== DEFAULT_PERMISSION_SET);
  const chosen = await asker.one<ChosenSet | undefined>("What may they do?", [
    { title: DEFAULT_PERMISSION_SET, description: USUAL, value: THE_USUAL },
    ...described.map((name) => ({
      title: visibleText(name),
      description: "as onboard.json describes it",
      value: { name, isForeign: false },
    })),
    { title: "One that is there already", description: "choose among those of your Identity Center", value: undefined },
  ]);
  return chosen ?? askAmongFound(asker, find);
}

const THE_USUAL: ChosenSet = { name: DEFAULT_PERMISSION_SET, isForeign: false };

const USUAL = `as Amplify's documentation has it: deploy Amplify backends (${policyName(amplifyPolicyArn("aws"))}), in sessions of 12 h`;

async function askAmongFound(asker: Asker, find: () => Promise<readonly FoundSet[]>): Promise<ChosenSet> {
  const found = await find().catch((error: unknown) => {
    if (!(error instanceof OnboardError) || error.kind === "interrupted") throw error;
    asker.say(error.message);
    return undefined;
  });
  if (found === undefined) return { name: await askName(asker), isForeign: true };
  if (found.length === 0) {
    asker.say(`There is none yet: it will be ${DEFAULT_PERMISSION_SET}.`);
    return THE_USUAL;
  }
  return asker.one(
    "Which permission set?",
    found.map((set) => ({
      title: visibleText(set.name),
      description: visibleText(whatItGives(set)),
      value: { name: set.name, isForeign: set.name !== DEFAULT_PERMISSION_SET },
    })),
  );
}

function askName(asker: Asker): Promise<string> {
  return asker.text("Its name", (text) => {
    const fault = permissionSetNameFault(text);
    return fault === undefined ? undefined : visibleText(`${fault.message} ${fault.remedy}`);
  });
}

/** What a permission set gives, in a sentence that goes on behind its name. */
function whatItGives({ description, content }: FoundSet): string {
  const said = description?.replace(/[.\s]+$/, "");
  if (content === undefined) return said ?? "nobody has described it";
  const gives = givenBy(content);
  return said === undefined ? gives : `${said}: ${gives}`;
}

function givenBy(set: PermissionSet): string {
  const policies = policiesOf(set);
  if (policies.length === 0) return "it gives nothing, since no policy is in it";
  const seconds = durationSeconds(set.sessionDuration);
  return `it gives ${shownList(policies, 4)}${seconds === undefined ? "" : `, in sessions of ${hours(seconds)}`}`;
}

function hours(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : spell(seconds);
}

function policiesOf({ managedPolicies, customerManagedPolicies, inlinePolicy }: PermissionSet): readonly string[] {
  const power = inlinePolicy === undefined ? undefined : powerOf(inlinePolicy);
  const inline = power === undefined ? "an inline policy" : inlinePolicyWords(power);
  return [
    ...managedPolicies.map(managedPolicyWords),
    ...customerManagedPolicies.map(customerPolicyWords),
    ...(inlinePolicy === undefined ? [] : [inline]),
  ];
}
