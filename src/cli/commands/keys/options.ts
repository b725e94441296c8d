import { checkFlag, flagProblem } from "../../../core/errors/fault.ts";
import type { Problem } from "../../../core/errors/problem.ts";
import { keyNameFault } from "../../../core/keys/choose-keys.ts";
import { accountFault, accountText } from "../../../core/team/team-cells.ts";

/** The flags of `onboard keys`, as commander hands them over. */
export interface KeysOptions {
  readonly askAws?: true;
  /** Absent: this machine is looked at. */
  readonly emails?: string;
  readonly deactivate?: readonly string[];
  readonly allowRecentlyUsed?: true;
  readonly yes?: true;
  readonly format?: "text" | "json";
  readonly showPeople?: true;
  readonly account?: readonly string[];
  readonly profile?: string;
  readonly settings?: string;
  /** `true` without a file name. */
  readonly simulate?: string | true;
}

/** The flags of a look into the team's accounts. */
export type TeamKeysOptions = KeysOptions & { readonly emails: string };

/** Whether the team's accounts are meant. */
export function isForTeam(options: KeysOptions): options is TeamKeysOptions {
  return options.emails !== undefined;
}

/** What is wrong with the flags, all at once. */
export function keysProblems(options: KeysOptions): readonly Problem[] {
  const { askAws, deactivate, allowRecentlyUsed, yes, showPeople, account, profile, settings } = options;
  const forTeam = { deactivate, showPeople, account, profile, settings };
  const astray = isForTeam(options) ? [] : Object.entries(forTeam).filter(([, value]) => value !== undefined);
  const forDeactivate = { allowRecentlyUsed, yes };
  const idle = deactivate ? [] : Object.entries(forDeactivate).filter(([, value]) => value !== undefined);
  return [
    ...astray.map(([name]) =>
      flagProblem(flagOf(name), {
        message: "This is for the team's accounts.",
        remedy: "Add --emails with the team file, or leave it out.",
      }),
    ),
    ...idle.map(([name]) =>
      flagProblem(flagOf(name), {
        message: "This goes with --deactivate only: nothing else changes anything.",
        remedy: "Add --deactivate with the key's name, or leave it out.",
      }),
    ),
    ...(askAws && isForTeam(options)
      ? [
          flagProblem("--ask-aws", {
            message: "This is for the keys of this machine.",
            remedy: "Leave out one of the two.",
          }),
        ]
      : []),
    ...(deactivate ?? []).flatMap((text) => checkFlag("--deactivate", text, keyNameFault)),
    ...(account ?? []).flatMap((text) => checkFlag("--account", accountText(text), accountFault)),
  ];
}

function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
