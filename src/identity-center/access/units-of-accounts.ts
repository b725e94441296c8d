import { DescribeOrganizationalUnitCommand, ListParentsCommand } from "@aws-sdk/client-organizations";
import { mapConcurrently } from "../../aws/concurrency.ts";
import { memoize } from "../../core/organization/memoize.ts";
import { accountsInUnit, childrenOf, rootOf } from "../connect/organizational-units.ts";
import { type AccessReading, AT_ONCE } from "./access-reading.ts";

/** Calls for an account by itself: its parents, and those of the units above that others have not asked for. */
const CALLS_AN_ACCOUNT = 3;
/** Accounts on a page of Organizations, about half of it full where units are small. */
const ACCOUNTS_A_PAGE = 10;

/**
 * The path of the organizational unit of each account: names from the root, empty in the root itself. Few accounts are
 * asked for their parents; for many, the tree is read from the root.
 */
export async function unitsOfAccounts(
  reading: AccessReading,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { accounts, partial } = reading.session.accounts.soFar();
  const all = partial ? Number.POSITIVE_INFINITY : accounts.length;
  const read = accountIds.length * CALLS_AN_ACCOUNT < all / ACCOUNTS_A_PAGE ? unitsUpwards : unitsDownwards;
  return (
    (await reading.gaps.orGap("organizational-units", `of ${accountIds.length} accounts`, read(reading, accountIds))) ??
    new Map()
  );
}

async function unitsUpwards(reading: AccessReading, accountIds: readonly string[]): Promise<Map<string, string>> {
  const { organizations } = reading.session.aws;
  const pathOf = memoize(async (id: string): Promise<string> => {
    if (id.startsWith("r-")) return "";
    const [unit, above] = await Promise.all([
      organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: id })),
      parentOf(id),
    ]);
    return joined(await pathOf(above), unit.OrganizationalUnit?.Name ?? id);
  });
  const parentOf = async (ChildId: string) => {
    const { Parents } = await organizations.send(new ListParentsCommand({ ChildId }));
    return Parents?.[0]?.Id ?? "r-";
  };
  const found = await mapConcurrently(
    accountIds,
    AT_ONCE,
    async (id) => [id, await pathOf(await parentOf(id))] as const,
  );
  return new Map(found);
}

async function unitsDownwards({ session: { aws } }: AccessReading): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const descend = async (id: string, path: string): Promise<void> => {
    const [accounts, units] = await Promise.all([accountsInUnit(aws, id), childrenOf(aws, id)]);
    for (const account of accounts) found.set(account, path);
    await Promise.all(units.map((unit) => descend(unit.id, joined(path, unit.name))));
  };
  await descend(await rootOf(aws), "");
  return found;
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}/${name}`;
}
