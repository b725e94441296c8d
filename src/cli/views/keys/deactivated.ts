import { endOfKey, nameOfKey } from "../../../core/keys/access-key.ts";
import type { ChosenKey } from "../../../core/keys/choose-keys.ts";
import { argumentForCaller } from "../../../core/text/command-line.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { Deactivation } from "../../../identity-center/iam-users/deactivate-access-key.ts";
import type { Colors } from "../../terminal/io.ts";
import { wrap } from "../../terminal/layout.ts";
import { lastUseText } from "./words.ts";

const NEXT = "Next: wait, two weeks at least, then delete the key in IAM. onboard deletes nothing.";

/** What is about to be switched off. */
export function renderIntent(choices: readonly ChosenKey[], now: number, width: number): readonly string[] {
  return [
    "To be deactivated:",
    ...choices.flatMap((choice) => {
      const used = lastUseText(choice.key.lastUse, now);
      const use = used === "never" ? "never used" : `last used ${used}`;
      return wrap(`${nameOf(choice)}  ${visibleText(choice.account.name)}, ${visibleText(use)}`, width, "  ");
    }),
  ];
}

/** What became of the keys, those that an interruption spared, and how to switch them on again. */
export function renderDeactivations(
  done: readonly Deactivation[],
  spared: readonly ChosenKey[],
  { width, colors }: { readonly width: number; readonly colors: Colors },
): readonly string[] {
  const off = done.filter(({ kind }) => kind !== "failed");
  return [
    ...done.flatMap((one) => outcomeLines(one, width, colors)),
    ...spared.map((choice) => colors.yellow(`- ${nameOf(choice)} was not touched: interrupted`)),
    ...(off.length === 0 ? [] : ["", "To switch it on again, with credentials of that account:"]),
    ...off.map(({ choice }) => `  ${switchOnCommand(choice)}`),
    ...(off.length === 0 ? [] : ["", ...wrap(NEXT, width)]),
  ];
}

/** The AWS CLI's command that undoes it; it looks the key's id up, so that the id stands nowhere. */
export function switchOnCommand({ userName, key }: ChosenKey): string {
  const user = argumentForCaller(userName);
  const query = `AccessKeyMetadata[?ends_with(AccessKeyId,'${endOfKey(key.id)}')].AccessKeyId`;
  const look = `aws iam list-access-keys --user-name ${user} --output text --query "${visibleText(query)}"`;
  return `aws iam update-access-key --status Active --user-name ${user} --access-key-id "$(${look})"`;
}

function outcomeLines(outcome: Deactivation, width: number, colors: Colors): readonly string[] {
  const name = nameOf(outcome.choice);
  switch (outcome.kind) {
    case "inactive":
      return [colors.green(`✓ ${name} is inactive`)];
    case "not-seen":
      return wrap(
        `! ${name} is not shown as inactive: AWS shows ${visibleText(outcome.shown ?? "nothing")}. Look again in a minute.`,
        width,
      ).map(colors.yellow);
    case "failed": {
      const { name: error, message, requestId } = outcome.aws;
      const id = requestId === undefined ? "" : ` (request ${visibleText(requestId)})`;
      return wrap(`✗ ${name} was not deactivated: ${error}: ${message}${id}`, width).map(colors.red);
    }
    default:
      return outcome satisfies never;
  }
}

function nameOf({ account, userName, key }: ChosenKey): string {
  return visibleText(nameOfKey(account.id, userName, key.id));
}
