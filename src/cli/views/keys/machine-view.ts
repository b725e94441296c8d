import type { KeysOnMachine } from "../../../core/keys/keys-schema.ts";
import { argumentForCaller, commandForCaller } from "../../../core/text/command-line.ts";
import type { CommandForOthers } from "../../../core/text/program-for-others.ts";
import { counted } from "../../terminal/layout.ts";
import type { Annotation } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";
import { homeShortened } from "../home-shortened.ts";
import { nextSection } from "../next.ts";
import type { Note, Row, Section } from "../section.ts";
import { numbered } from "./words.ts";

type KeyMember = KeysOnMachine["keys"][number];

/** What was looked at, and how. */
export interface LookAtMachine {
  /** Shown as `~`. */
  readonly home: string;
  /** The files that were looked at. */
  readonly looked: readonly string[];
  /** AWS was asked whose the keys are. */
  readonly asked: boolean;
  /** How an administrator types commands of this program. */
  readonly forOthers: CommandForOthers;
}

/** How the long-lived keys of a machine are told: what replaces each, and in which order to leave them. */
export function machineKeysView(look: LookAtMachine): DocumentView<KeysOnMachine> {
  return {
    schema: "keys",
    heading: ({ keys }) => `onboard keys: ${titleWords(keys.length)}`,
    sections: (document) => machineSections(document, look),
    annotations: (document) => machineAnnotations(document, look),
    redact: (document) => document,
    isProse: true,
  };
}

function machineSections({ keys, unreadable }: KeysOnMachine, look: LookAtMachine): readonly Section[] {
  const notRead: Section = {
    tone: "warning",
    rows: unreadable.map(({ file, reason }) => ({ cells: [notLookedAt(file, reason, look)], tone: "warning" })),
  };
  return keys.length === 0 ? [notRead, noneSection(unreadable.length, look)] : [notRead, ...keySections(keys, look)];
}

function noneSection(unreadable: number, { looked, home }: LookAtMachine): Section {
  const files = looked.map((file) => homeShortened(file, home)).join(", ");
  return {
    title: unreadable === 0 ? "No long-lived access keys here." : "None found in what could be read.",
    tone: "neutral",
    rows: [{ cells: [`Looked at: ${files}, and this shell's environment.`] }],
  };
}

function keySections(keys: readonly KeyMember[], look: LookAtMachine): readonly Section[] {
  return [
    {
      title: titleWords(keys.length),
      tone: "warning",
      columns: [{ title: "Profile" }, { title: "Key" }, { title: "Where", as: "name" }, { title: "What replaces it" }],
      bullet: { symbol: "!", tone: "warning" },
      between: "  ",
      spaced: true,
      rows: keys.map((key) => keyRow(key, look)),
    },
    { title: "In this order:", tone: "neutral", rows: numbered(stepsFor(keys, look)) },
    { tone: "neutral", only: "screen", attached: true, indent: 0, rows: [{ cells: ["Nothing was changed."] }] },
    { ...nextSection(nextStep(keys)), only: "screen" },
  ];
}

/** A profile that replaces a key is made first, and then proven. */
function nextStep(keys: readonly KeyMember[]): string {
  const isMissing = keys.some(({ replacement }) => replacement === null);
  const [profile] = keys.flatMap(({ replacement }) => replacement?.profiles ?? []);
  return isMissing || profile === undefined
    ? commandForCaller("local")
    : `aws sts get-caller-identity --profile ${argumentForCaller(profile)}`;
}

function keyRow(key: KeyMember, look: LookAtMachine): Row {
  const { dependents, keyEndsIn } = key;
  const needed: readonly Note[] =
    dependents.length === 0 ? [] : [{ as: "prose", text: `Needed by (source_profile): ${dependents.join(", ")}.` }];
  return {
    cells: [{ text: nameOf(key), tone: "strong" }, `…${keyEndsIn}`, placeOf(key, look)],
    unbroken: true,
    notes: [
      ...ownerNotes(key),
      ...needed,
      { as: "prose", text: `→ ${replacementWords(key, look.asked)}`, tone: "action" },
    ],
  };
}

function nameOf({ profile = "AWS_ACCESS_KEY_ID" }: KeyMember): string {
  return profile;
}

function placeOf({ place }: KeyMember, { home }: LookAtMachine): string {
  return "file" in place ? `${homeShortened(place.file, home)}:${place.line}` : "the environment";
}

function ownerNotes({ owner }: KeyMember): readonly Note[] {
  if (owner === undefined) return [];
  if (owner.kind === "known") return [{ as: "prose", text: `AWS: account ${owner.accountId}, ${owner.arn}.` }];
  if (owner.kind === "refused") return [{ as: "prose", text: "AWS no longer takes it: inactive or deleted." }];
  return [{ as: "prose", text: `AWS could not be asked: ${owner.reason}` }];
}

function replacementWords({ replacement, owner }: KeyMember, asked: boolean): string {
  const local = commandForCaller("local");
  if (replacement !== null) {
    const names = replacement.profiles.join(", ");
    const which =
      replacement.profiles.length === 1 ? `the profile ${names} replaces it` : `one of ${names} replaces it`;
    const certain = replacement.by === "same account" || owner?.kind === "known";
    return certain ? `${which} (${replacement.by}).` : `${which}, by its name (${replacement.by}).`;
  }
  if (owner?.kind === "known") return `no SSO profile here is for account ${owner.accountId}: run ${local}.`;
  if (asked) return `no SSO profile here replaces it by name: run ${local}.`;
  return `no SSO profile here replaces it by name: run ${local}, or ${commandForCaller("keys", "--ask-aws")} to go by account.`;
}

function stepsFor(keys: readonly KeyMember[], { forOthers }: LookAtMachine): readonly string[] {
  const [first = "NAME"] = keys.flatMap(({ replacement }) => replacement?.profiles ?? []);
  const shadowed = keys.some(({ replacement }) => replacement?.by === "same name");
  return [
    `Set up the SSO profile: ${commandForCaller("local")}.`,
    ...(shadowed
      ? [`Keys under the SSO profile's own name win in ampx: ${commandForCaller("doctor", "--fix")} sets them aside.`]
      : []),
    `Prove it: aws sts get-caller-identity --profile ${argumentForCaller(first)}; then work with it for some days.`,
    `Ask your administrator to deactivate the key (${forOthers("keys", "--emails", "FILE")}), and wait some weeks.`,
    "Once it is deleted in IAM, delete its lines here.",
  ];
}

function machineAnnotations({ keys, unreadable }: KeysOnMachine, look: LookAtMachine): readonly Annotation[] {
  return [
    ...keys.map((key): Annotation => {
      const message = `${nameOf(key)} …${key.keyEndsIn}: ${replacementWords(key, look.asked)}`;
      const place = "file" in key.place ? key.place : {};
      return { level: "warning", check: "keys/long-lived", title: "Long-lived access key", message, ...place };
    }),
    ...unreadable.map(({ file, reason }): Annotation => {
      const message = notLookedAt(file, reason, look);
      return { level: "notice", check: "keys/unreadable", title: "Not looked at", message, file };
    }),
  ];
}

function notLookedAt(file: string, reason: string, { home }: LookAtMachine): string {
  return `Not looked at: ${homeShortened(file, home)} (${reason}).`;
}

function titleWords(keys: number): string {
  return `${counted(keys, "long-lived access key")} on this machine`;
}
