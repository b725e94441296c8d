import { nameOfKey } from "../../../core/keys/access-key.ts";
import type { ChosenKey } from "../../../core/keys/choose-keys.ts";
import type { KeysOfTeam } from "../../../core/keys/keys-schema.ts";
import type { Annotation } from "../annotation.ts";
import type { Row, Section, Tone } from "../section.ts";
import { lastUseWords } from "./words.ts";

type Deactivations = NonNullable<KeysOfTeam["deactivations"]>;
type DeactivationMember = Deactivations[number];

/** What is about to be switched off. `now` is milliseconds since 1970. */
export function intentSection(choices: readonly ChosenKey[], now: number): Section {
  return {
    title: "To be deactivated:",
    tone: "neutral",
    rows: choices.map(({ account, userName, key }) => {
      const { lastUse } = key;
      const use = lastUse.kind === "used" ? { ...lastUse, at: new Date(lastUse.at).toISOString() } : lastUse;
      const words = use.kind === "never" ? "never used" : `last used ${lastUseWords(use, now)}`;
      return { cells: [`${nameOfKey(account.id, userName, key.id)}  ${account.name}, ${words}`] };
    }),
  };
}

/** What became of the keys, those that an interruption spared too, and how to switch them on again. */
export function deactivationSections(deactivations: Deactivations): readonly Section[] {
  const off = deactivations.flatMap((one) => ("switchOnAgain" in one ? [one.switchOnAgain] : []));
  const next = "Next: wait, two weeks at least, then delete the key in IAM. onboard deletes nothing.";
  return [
    { tone: "neutral", rows: deactivations.map(outcomeRow) },
    {
      title: "To switch it on again, with credentials of that account:",
      tone: "neutral",
      rows: off.map((command) => ({ cells: [command], unbroken: true })),
    },
    { tone: "neutral", rows: off.length === 0 ? [] : [{ cells: [next] }] },
  ];
}

/** What did not come about as it was asked for. */
export function deactivationAnnotations(deactivations: Deactivations): readonly Annotation[] {
  return deactivations
    .filter(({ outcome }) => outcome !== "inactive")
    .map((one) => {
      const { words } = outcomeWords(one);
      const level = one.outcome === "failed" ? "error" : "warning";
      return { level, check: `keys/${one.outcome}`, title: "Deactivation", message: words };
    });
}

function outcomeRow(one: DeactivationMember): Row {
  const { symbol, words, tone } = outcomeWords(one);
  return { cells: [`${symbol} ${words}`], tone };
}

function outcomeWords(one: DeactivationMember): {
  readonly symbol: string;
  readonly words: string;
  readonly tone: Tone;
} {
  const name = nameOfKey(one.account, one.userName, one.keyEndsIn);
  switch (one.outcome) {
    case "inactive":
      return { symbol: "✓", words: `${name} is inactive`, tone: "good" };
    case "not-seen": {
      const words = `${name} is not shown as inactive: AWS shows ${one.shown ?? "nothing"}. Look again in a minute.`;
      return { symbol: "!", words, tone: "warning" };
    }
    case "not-touched":
      return { symbol: "-", words: `${name} was not touched: interrupted`, tone: "warning" };
    case "failed": {
      const { name: error, message, requestId } = one.aws;
      const id = requestId === undefined ? "" : ` (request ${requestId})`;
      return { symbol: "✗", words: `${name} was not deactivated: ${error}: ${message}${id}`, tone: "danger" };
    }
    default:
      return one satisfies never;
  }
}
