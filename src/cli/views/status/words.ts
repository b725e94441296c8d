import { bootstrapLack } from "../../../core/readiness/bootstrap-lack.ts";
import type { AccessCheck } from "../../../core/readiness/checks.ts";
import { runOnboard } from "../../../core/readiness/lacking.ts";
import type { AccessStatus, PersonStatus, Status } from "../../../core/readiness/status.ts";
import { headcount } from "../../../core/readiness/words.ts";
import { isReference } from "../../../core/state/account-reference.ts";
import { definedOnly } from "../../../core/text/defined-only.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { counted } from "../../terminal/layout.ts";

/** The checks in the order of the columns, with what each is called there. */
export const CHECK_COLUMNS = [
  ["user", "User"],
  ["assigned", "Assigned"],
  ["upToDate", "Up to date"],
  ["bootstrapped", "CDK"],
] as const satisfies readonly (readonly [keyof AccessStatus["checks"], string])[];

/** Names accounts for people: by what tells one from another, and no more. */
export interface AccountWords {
  /** What holds for every row, and so is said once: `amplify-policy, eu-west-1`. */
  readonly common: string;
  readonly access: (access: AccessStatus) => string;
}

/**
 * Words for the accounts of a status; a name that several accounts have comes with the id. What tells them apart comes
 * first: where there is little room, ends are cut.
 */
export function accountWords({ people, environments }: Status): AccountWords {
  const all = people.flatMap(({ access }) => access);
  const commonSet = only(all.map(({ permissionSet }) => permissionSet));
  const commonRegion = only(all.map(({ region }) => region));
  const idsOf = new Map<string, Set<string>>();
  for (const { accountName, accountId } of environments) {
    idsOf.set(accountName, (idsOf.get(accountName) ?? new Set()).add(accountId));
  }
  return {
    common: [commonSet, commonRegion].filter((part) => part !== undefined).join(", "),
    access: ({ accountId, accountName, permissionSet, region }) => {
      const place = commonRegion === undefined ? `${region} ` : "";
      const name = (idsOf.get(accountName)?.size ?? 0) > 1 ? `${accountId} ${accountName}` : accountName;
      return `${place}${name}${commonSet === undefined ? `: ${permissionSet}` : ""}`;
    },
  };
}

function only(values: readonly string[]): string | undefined {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
}

/** `2 of 5 people can start; 3 assigned, not bootstrapped.` */
export function startWords({ people, summary: { yes }, ends }: Status): string {
  if (people.length === 0 && ends !== undefined) return "All rows of the team file have ended.";
  if (yes === people.length) return yes === 1 ? "The one person can start." : `All ${yes} people can start.`;
  return `${headcount(people, "can start")}.`;
}

/** What whoever runs the program can do, each once: first what a run makes, then what somebody must act on before. */
export function personalTasks({ people }: Status): readonly string[] {
  const lacking = people.filter((person) => checksIn(person).some(isMade)).length;
  const account = people.some(({ access }) => access.some(({ accountId }) => isReference(accountId)))
    ? "the account, "
    : "";
  const run =
    lacking === 0
      ? []
      : [
          `${counted(lacking, "person lacks", "people lack")} the user, ${account}an assignment or the current permission set. ${runOnboard()}`,
        ];
  const blocked = people.flatMap((person) =>
    checksIn(person).flatMap((check) =>
      check.state === "no" && !isMade(check) ? [`${person.email}: ${check.reason} ${check.remedy}`] : [],
    ),
  );
  return [...run, ...new Set(blocked)];
}

function checksIn({ access }: PersonStatus): readonly AccessCheck[] {
  return access.flatMap(({ checks: { user, assigned, upToDate } }) => [user, assigned, upToDate]);
}

/** Whether a run makes something that somebody lacks. */
export function isMadeByRun({ people }: Pick<Status, "people">): boolean {
  return people.some((person) => checksIn(person).some(isMade));
}

function isMade(check: AccessCheck): boolean {
  return check.state === "no" && check.remedy === runOnboard();
}

/** What could not be found out, and why: accounts with the same reason together, then what nobody can ever know. */
export function unknownWords({ environments, people }: Status): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { check, accountName, region } of environments) {
    if (check.state !== "unknown") continue;
    const why = `${check.reason} ${check.remedy}`;
    places.set(why, [...(places.get(why) ?? []), `${accountName} in ${region}`]);
  }
  const signedIn = people[0]?.signedIn;
  return [
    ...[...places].map(([why, where]) => `The CDK bootstrap of ${shownList(where)}: ${why}`),
    ...(signedIn?.state === "unknown" ? [`Who has signed in yet: ${signedIn.reason} ${signedIn.remedy}`] : []),
  ];
}

/** The environments that somebody has to bootstrap, with what to type there. */
export function toBootstrap({ environments }: Status) {
  return environments.flatMap(({ accountName, region, check, command, version, otherQualifiers }) => {
    if (check.state !== "no" || command === undefined) return [];
    const answer =
      version === undefined ? ({ kind: "missing", otherQualifiers } as const) : ({ kind: "version", version } as const);
    return [{ accountName, region, reason: bootstrapLack(definedOnly(answer)) ?? check.reason, command }];
  });
}

/** Stands in the account's place for somebody who has none: an organizational unit without accounts, say. */
export const NO_ACCOUNT = "no account yet";
