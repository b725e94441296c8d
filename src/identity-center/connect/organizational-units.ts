import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
} from "@aws-sdk/client-organizations";
import { classify } from "../../aws/aws-error.ts";
import { readPages } from "../../aws/pages.ts";
import { memoize } from "../../core/organization/memoize.ts";
import type { UnitFinding, UnitPlace, Units } from "../../core/organization/organizational-unit.ts";
import type { Aws } from "../calls/aws.ts";
import { explain } from "../calls/explain.ts";

interface Unit {
  readonly id: string;
  readonly name: string;
}

/** Looks for organizational units. Each is asked for once, however many paths lead through it. */
export interface UnitFinder {
  /** What the units at these paths and the units below them hold. */
  accountsOf(paths: readonly string[]): Promise<Units>;
  locate(path: string): Promise<UnitPlace>;
  /** The paths of all units, from the root down; none where they cannot be listed. */
  paths(): Promise<readonly string[]>;
  /** Ids of the accounts that stand in the root itself. Asked anew each time: accounts are moved out of it. */
  accountsInRoot(): Promise<ReadonlySet<string>>;
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html */
export function createUnitFinder(aws: Aws): UnitFinder {
  const children = memoize((id) => childrenOf(aws, id));
  const accounts = memoize((id) => accountsInUnit(aws, id));
  const root = memoize(() => rootOf(aws));

  const locate = async (path: string): Promise<UnitPlace> => {
    let id = await root("");
    for (const part of path === "" ? [] : path.split("/")) {
      const units = await children(id);
      const unit = units.find(({ name }) => name === part);
      if (unit === undefined) return { missing: part, siblings: units.map(({ name }) => name) };
      id = unit.id;
    }
    return { id };
  };
  const accountsAt = async (path: string): Promise<UnitFinding> => {
    const place = await locate(path);
    return place !== "unknown" && "id" in place
      ? { accountIds: await accountsBelow(place.id, children, accounts) }
      : place;
  };
  const orUnknown = async <Place>(looking: Promise<Place>): Promise<Place | "unknown"> => {
    try {
      return await looking;
    } catch (error) {
      if (classify(error) === "denied") return "unknown";
      throw explain(error, "looking for organizational units");
    }
  };
  const pathsBelow = async (id: string, path: string): Promise<readonly string[]> => {
    const below = await Promise.all(
      (await children(id)).map(async (unit) => {
        const own = path === "" ? unit.name : `${path}/${unit.name}`;
        return [own, ...(await pathsBelow(unit.id, own))];
      }),
    );
    return below.flat();
  };
  return {
    paths: async () => {
      const paths = await orUnknown(root("").then((id) => pathsBelow(id, "")));
      return paths === "unknown" ? [] : paths;
    },
    accountsOf: async (paths) =>
      new Map(await Promise.all(paths.map(async (path) => [path, await orUnknown(accountsAt(path))] as const))),
    locate: (path) => orUnknown(locate(path)),
    accountsInRoot: async () => new Set(await accountsInUnit(aws, await root(""))),
  };
}

type Children = (id: string) => Promise<readonly Unit[]>;
type Accounts = (id: string) => Promise<readonly string[]>;

async function accountsBelow(id: string, children: Children, accounts: Accounts): Promise<readonly string[]> {
  const [own, units] = await Promise.all([accounts(id), children(id)]);
  const below = await Promise.all(units.map((unit) => accountsBelow(unit.id, children, accounts)));
  return [...own, ...below.flat()];
}

/** The id of the organization's root: there is one. */
export async function rootOf({ organizations }: Aws): Promise<string> {
  const { items } = await readPages("organizations:ListRoots", async (NextToken) => {
    const page = await organizations.send(new ListRootsCommand({ NextToken }));
    return { items: page.Roots ?? [], next: page.NextToken };
  });
  return items[0]?.Id ?? "";
}

/** The units right below a unit or the root. */
export async function childrenOf({ organizations }: Aws, ParentId: string): Promise<readonly Unit[]> {
  const { items } = await readPages("organizations:ListOrganizationalUnitsForParent", async (NextToken) => {
    const page = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken }));
    return { items: page.OrganizationalUnits ?? [], next: page.NextToken };
  });
  return items.flatMap(({ Id: id, Name: name }) => (id === undefined || name === undefined ? [] : [{ id, name }]));
}

/**
 * Ids of the accounts right in a unit or the root.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html
 */
export async function accountsInUnit({ organizations }: Aws, ParentId: string): Promise<readonly string[]> {
  const { items } = await readPages("organizations:ListAccountsForParent", async (NextToken) => {
    const page = await organizations.send(new ListAccountsForParentCommand({ ParentId, NextToken }));
    return { items: page.Accounts ?? [], next: page.NextToken };
  });
  return items.flatMap(({ Id }) => Id ?? []);
}
