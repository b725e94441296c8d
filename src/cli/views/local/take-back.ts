import { visibleText } from "../../../core/text/visible-text.ts";
import type { RemovalPlan } from "../../../workstation/aws-config/file/plan-removal.ts";
import { headerOf } from "../../../workstation/aws-config/reading.ts";
import type { SignInNote } from "../../../workstation/sign-in/sign-in-record.ts";
import type { SignedOut } from "../../../workstation/sign-in/sign-out.ts";

/** The sign-ins through us: which end with a change of the config file, and which stay, since a profile uses them. */
export interface SignInsAfter {
  readonly ending: readonly SignInNote[];
  readonly staying: readonly SignInNote[];
}

/** What goes from the config file, what stays there, and why; how it is known what is ours. */
export function renderRemoval({ by, stays, alike, target, diff, notes }: RemovalPlan): readonly string[] {
  const names = alike.map((section) => visibleText(headerOf(section)));
  return [
    ...(diff === "" ? [] : [diff.trimEnd()]),
    ...notes,
    ...BASIS[by](target.file),
    ...stays.map(({ section, why }) => `${visibleText(headerOf(section))} stays: ${visibleText(why)}.`),
    ...(names.length === 0
      ? []
      : [
          `Nothing shows who wrote ${names.join(", ")}, which onboard could have: left as it is. Remove by hand what you do not need.`,
        ]),
    ...(by !== "nothing" && stays.length === 0
      ? [`Nothing ${diff === "" ? "" : "else "}of ${target.file} is from onboard.`]
      : []),
  ];
}

/** What becomes of the sign-ins. */
export function renderSignIns({ ending, staying }: SignInsAfter): readonly string[] {
  return [
    ...ending.map(
      (note) =>
        `Nothing needs the sign-in at ${whereOf(note)} any more: it is ended, if it is still the one that onboard made.`,
    ),
    ...staying.map((note) => `The sign-in at ${whereOf(note)} stays: a profile needs it.`),
  ];
}

/** How it is known what is ours, where that is not plain. */
const BASIS: Readonly<Record<RemovalPlan["by"], (file: string) => readonly string[]>> = {
  record: () => [],
  backups: () => ["The version of onboard that wrote this kept no record; its backups show what it wrote."],
  nothing: (file) => [`There is no record of onboard having written to ${file}, and no backup that shows it.`],
};

/** What became of a sign-in. */
export function renderSignedOut(ended: SignedOut): readonly string[] {
  const where = whereOf(ended.note);
  switch (ended.kind) {
    case "signed-out":
      return [`Signed out of ${where}.`];
    case "only-here":
      return [
        `Signed out of ${where} on this machine. AWS could not be told: ${ended.why} The sign-in ends there by itself.`,
      ];
    case "others":
      return [`You stay signed in at ${where}: that sign-in was made since, and not by onboard.`];
    default:
      return ended satisfies never;
  }
}

function whereOf({ session, startUrl }: SignInNote): string {
  return `${visibleText(startUrl)} (session ${visibleText(session)})`;
}
