import {
  DescribeOrganizationalUnitCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
} from "@aws-sdk/client-organizations";
import { mapConcurrently } from "../../aws/concurrency.ts";
import { readPages } from "../../aws/pages.ts";
import { memoize } from "../../core/organization/memoize.ts";
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
  const all = reading.session.accounts.length;
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

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html */
async function unitsDownwards({ session }: AccessReading): Promise<Map<string, string>> {
  const { organizations } = session.aws;
  const found = new Map<string, string>();
  const { items: roots } = await readPages("organizations:ListRoots", async (NextToken) => {
    const page = await organizations.send(new ListRootsCommand({ NextToken }));
    return { items: page.Roots ?? [], next: page.NextToken };
  });
  const descend = async (ParentId: string, path: string): Promise<void> => {
    const accounts = readPages("organizations:ListAccountsForParent", async (NextToken) => {
      const page = await organizations.send(new ListAccountsForParentCommand({ ParentId, NextToken }));
      return { items: page.Accounts ?? [], next: page.NextToken };
    });
    const units = readPages("organizations:ListOrganizationalUnitsForParent", async (NextToken) => {
      const page = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken }));
      return { items: page.OrganizationalUnits ?? [], next: page.NextToken };
    });
    const [here, below] = await Promise.all([accounts, units]);
    for (const { Id } of here.items) if (Id !== undefined) found.set(Id, path);
    await Promise.all(below.items.map(({ Id = "", Name = "" }) => descend(Id, joined(path, Name))));
  };
  await Promise.all(roots.map(({ Id = "" }) => descend(Id, "")));
  return found;
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}/${name}`;
}
