import type { AccountDirectory } from "../organization/find-accounts.ts";
import type { Change } from "../state/change.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Danger } from "./danger-schema.ts";

interface Input {
  readonly changes: readonly Change[];
  readonly managementAccountId: string;
  readonly managementAccountOnly: boolean;
}

/** Whether the organization is known to have no ACTIVE account but the management account. */
export function hasManagementAccountOnly({ known, accounts, partial = false }: AccountDirectory): boolean {
  return known && !partial && !accounts.some(({ state, isManagement }) => state === "ACTIVE" && !isManagement);
}

/**
 * Somebody would get into the management account though there are others to work in, or the CDK would be bootstrapped
 * there: with its default stack, whoever may deploy is an administrator. Where there is no other account, the warning that
 * the plan has anyway is enough: nobody could do anything but allow it.
 */
export function managementAccountDanger(input: Input): Danger | undefined {
  const { changes, managementAccountId, managementAccountOnly } = input;
  const holders = changes.flatMap(({ action, after }) =>
    action === "create" && after.kind === "AccountAssignment" && after.accountId === managementAccountId
      ? [visibleText(after.principal.name)]
      : [],
  );
  const stacks = changes.filter(
    ({ action, after }) => action === "create" && after.kind === "Bootstrap" && after.accountId === managementAccountId,
  ).length;
  const count = holders.length + stacks;
  if (managementAccountOnly || count === 0) return undefined;
  const what = holders.length === 1 ? "1 assignment" : `${holders.length} assignments`;
  const faults = [
    ...(holders.length === 0
      ? []
      : [
          `${what} would be made in the management account ${managementAccountId}, for ${shownList([...new Set(holders)], 3)}.`,
        ]),
    ...(stacks === 0
      ? []
      : [
          `The CDK would be bootstrapped in the management account ${managementAccountId}: whoever may deploy there acts as an administrator of it.`,
        ]),
  ];
  return {
    name: "management-account",
    count,
    message: `${faults.join(" ")} Service control policies do not hold there.`,
  };
}
