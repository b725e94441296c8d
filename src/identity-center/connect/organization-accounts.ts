import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { classify } from "../../aws/aws-error.ts";
import { readPages } from "../../aws/pages.ts";
import type { AccountDirectory } from "../../core/organization/find-accounts.ts";
import type { OrganizationAccount } from "../../core/organization/organization-account.ts";
import type { Aws } from "../calls/aws.ts";
import { explain } from "../calls/explain.ts";
import { accountShown, type DescribedAccount, describeAccount } from "./describe-account.ts";

/** The organization's accounts, of which no more is read than somebody asks for, and nothing twice. */
export interface OrganizationAccounts {
  /** All of them. What happens in vain is told to each who asks. */
  readonly all: () => Promise<AccountDirectory>;
  /** Those with these ids among them, as far as they are there. */
  readonly withIds: (ids: readonly string[]) => Promise<AccountDirectory>;
  /** What has been read; nothing is asked. */
  readonly soFar: () => AccountDirectory;
}

/**
 * How long the list is, nobody knows beforehand: so many pages of twenty are read for each id before those that are
 * missing are asked for one by one. Small organizations are read whole by that.
 */
const PAGES_AN_ID = 0.25;

/**
 * Pages may be empty and still have a successor. Whom AWS refuses to list them, ids are taken as given; who may list and not
 * describe them reads the list to its end.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function openOrganization(aws: Aws, managementAccountId: string | undefined): OrganizationAccounts {
  const found = new Map<string, OrganizationAccount>();
  /** Ids that AWS does not know. */
  const missing = new Set<string>();
  let state: "begun" | "whole" | "refused" = "begun";
  let token: string | undefined;

  const read = async (terms: { readonly most?: number; readonly isEnough?: () => boolean } = {}) => {
    try {
      const from = token;
      const { complete } = await readPages(
        "organizations:ListAccounts",
        async (next = from) => {
          const page = await aws.organizations.send(new ListAccountsCommand({ NextToken: next, MaxResults: 20 }));
          for (const account of page.Accounts ?? []) keep(accountShown(account));
          token = page.NextToken;
          return { items: page.Accounts ?? [], next: page.NextToken };
        },
        terms,
      );
      if (complete) state = "whole";
    } catch (error) {
      if (classify(error) !== "denied")
        throw explain(error, "listing the organization's accounts (organizations:ListAccounts)");
      state = "refused";
      found.clear();
    }
  };
  const keep = ({ joinedAt: _, ...account }: DescribedAccount) =>
    found.set(account.id, { ...account, isManagement: account.id === managementAccountId });
  const isUnknown = (id: string) => !found.has(id) && !missing.has(id);

  const look = async (ids: readonly string[]) => {
    const wanted = [...new Set(ids)].filter(isUnknown);
    if (state !== "begun" || wanted.length === 0) return;
    await read({ most: Math.ceil(wanted.length * PAGES_AN_ID), isEnough: () => !wanted.some(isUnknown) });
    if (state !== "begun") return;
    try {
      await Promise.all(
        wanted.filter(isUnknown).map(async (id) => {
          const account = await describeAccount(aws, id);
          if (account === undefined) missing.add(id);
          else keep(account);
        }),
      );
    } catch (error) {
      if (classify(error) !== "denied") throw explain(error, "looking at an account (organizations:DescribeAccount)");
      await read();
    }
  };

  const soFar = (): AccountDirectory => ({
    accounts: [...found.values()],
    known: state !== "refused",
    ...(state === "begun" ? { partial: true } : {}),
  });
  /** One after the other, so that what one reads serves the next. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (reading: () => Promise<void>) => {
    const done = turn.then(reading, reading);
    turn = done;
    return done.then(soFar);
  };
  return {
    all: () => inTurn(async () => (state === "begun" ? read() : undefined)),
    withIds: (ids) => inTurn(() => look(ids)),
    soFar,
  };
}

/**
 * A directory in which accounts are found as they would be among all: those with these ids, or all where `undefined` tells that
 * not only ids are asked for. One that is not ACTIVE takes the whole list, and be it to be told which others there are.
 */
export async function accountsFor(
  organization: OrganizationAccounts,
  ids: readonly string[] | undefined,
): Promise<AccountDirectory> {
  if (ids === undefined) return organization.all();
  const some = await organization.withIds(ids);
  const active = new Set(some.accounts.filter((one) => one.state === "ACTIVE").map(({ id }) => id));
  return !some.partial || ids.every((id) => active.has(id)) ? some : organization.all();
}
