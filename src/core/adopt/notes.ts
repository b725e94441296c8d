import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";

/** What adopted files cannot hold, or what to know of what they hold. */
export interface AdoptionNote {
  readonly about: NoteKind;
  /** How many there are. */
  readonly count: number;
  /** As AWS has them, as far as names help. */
  readonly names: readonly string[];
}

export type NoteKind = keyof typeof WORDS;

/** Of each kind: what one is, what several are. They follow the number; `*` is where names go. */
const WORDS = {
  orphans: [
    "assignment is of a user or group that is there no more: it gives nobody anything, and every plan tells of it until it is removed",
    "assignments are of users or groups that are there no more: they give nobody anything, and every plan tells of them until they are removed",
  ],
  "inactive-accounts": [
    "assignment is left out: its account is not ACTIVE, and takes none",
    "assignments are left out: their accounts are not ACTIVE, and take none",
  ],
  "empty-groups": [
    "group* has access and nobody in it: a row needs a person, so safety.knownGroups names it",
    "groups* have access and nobody in them: a row needs a person, so safety.knownGroups names them",
  ],
  "unwritable-groups": [
    "group* has access and is in no row, for its name or for want of people who can be: safety.knownGroups names it",
    "groups* have access and are in no row, for their names or for want of people who can be: safety.knownGroups names them",
  ],
  "without-email": [
    "person* has access and no e-mail address, which a row needs: what they hold themselves stays, and safety.knownUsers names them",
    "people* have access and no e-mail address, which a row needs: what they hold themselves stays, and safety.knownUsers names them",
  ],
  "shared-email": [
    "person* has access and somebody else's e-mail address, and a row means one of them: what the other holds stays, and safety.knownUsers names them",
    "people* have access and somebody else's e-mail address, and a row means one of them: what the others hold stays, and safety.knownUsers names them",
  ],
  "unwritable-name": [
    "person* has access, and a user name or address that a row cannot hold: what they hold themselves stays, and safety.knownUsers names them",
    "people* have access, and user names or addresses that a row cannot hold: what they hold themselves stays, and safety.knownUsers names them",
  ],
  "nothing-held": ["person* has no access, and so no row", "people* have no access, and so no rows"],
  disabled: [
    "person* is disabled in Identity Center and has access all the same: a run that applies says so each time",
    "people* are disabled in Identity Center and have access all the same: a run that applies says so each time",
  ],
  external: [
    "person comes from an external directory: add people there, and give them access here",
    "people come from an external directory: add people there, and give them access here",
  ],
  "described-sets": [
    "permission set* is described in the settings as it is: onboard keeps it so",
    "permission sets* are described in the settings as they are: onboard keeps them so",
  ],
  "named-sets": [
    "permission set* is only named by rows: onboard changes nothing of it until the settings describe it",
    "permission sets* are only named by rows: onboard changes nothing of them until the settings describe them",
  ],
  "control-tower-sets": [
    "of them is Control Tower's*, which puts back what others change: do not describe it",
    "of them are Control Tower's*, which puts back what others change: do not describe them",
  ],
} as const satisfies Readonly<Record<string, readonly [one: string, several: string]>>;

/** More names than these are counted. */
const MOST_NAMED = 3;

/** A note as a line, with some names where they may be told. */
export function noteLine({ about, count, names }: AdoptionNote, isNaming: boolean): string {
  const shown = isNaming && names.length > 0 ? ` (${shownList(names.map(visibleText), MOST_NAMED)})` : "";
  const [before, after = ""] = WORDS[about][count === 1 ? 0 : 1].split("*");
  return `${count} ${before}${shown}${after}.`;
}
