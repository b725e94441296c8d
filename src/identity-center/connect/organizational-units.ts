import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
} from "@aws-sdk/client-organizations";
import type { UnitFinding, Units } from "../../core/organization/organizational-unit.ts";
import { remembering } from "../../core/organization/remembering.ts";
import type { Aws } from "../calls/aws.ts";
import { classify } from "../calls/aws-error.ts";
import { explain } from "../calls/explain.ts";
import { readPages } from "../calls/pages.ts";

interface Unit {
  readonly id: string;
  readonly name: string;
}

/**
 * The accounts of these units and of the units below them. Each unit is asked for once, however many paths lead through it.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html
 */
export async function findUnits(aws: Aws, paths: readonly string[]): Promise<Units> {
  if (paths.length === 0) return new Map();
  const children = remembering((id) => childrenOf(aws, id));
  const accounts = remembering((id) => accountsIn(aws, id));
  try {
    const root = await rootOf(aws);
    const findings = await Promise.all(paths.map((path) => findUnit(root, path, children, accounts)));
    return new Map(paths.map((path, index) => [path, findings[index] ?? "unknown"]));
  } catch (error) {
    if (classify(error) === "denied") return new Map(paths.map((path) => [path, "unknown"]));
    throw explain(error, "looking for organizational units");
  }
}

type Children = (id: string) => Promise<readonly Unit[]>;
type Accounts = (id: string) => Promise<readonly string[]>;

async function findUnit(root: string, path: string, children: Children, accounts: Accounts): Promise<UnitFinding> {
  let id = root;
  for (const part of path === "" ? [] : path.split("/")) {
    const units = await children(id);
    const unit = units.find(({ name }) => name === part);
    if (unit === undefined) return { missing: part, siblings: units.map(({ name }) => name) };
    id = unit.id;
  }
  return { accountIds: await accountsBelow(id, children, accounts) };
}

async function accountsBelow(id: string, children: Children, accounts: Accounts): Promise<readonly string[]> {
  const [own, units] = await Promise.all([accounts(id), children(id)]);
  const below = await Promise.all(units.map((unit) => accountsBelow(unit.id, children, accounts)));
  return [...own, ...below.flat()];
}

async function rootOf({ organizations }: Aws): Promise<string> {
  const { items } = await readPages(async (NextToken) => {
    const page = await organizations.send(new ListRootsCommand({ NextToken }));
    return { items: page.Roots ?? [], next: page.NextToken };
  });
  return items[0]?.Id ?? "";
}

async function childrenOf({ organizations }: Aws, ParentId: string): Promise<readonly Unit[]> {
  const { items } = await readPages(async (NextToken) => {
    const page = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken }));
    return { items: page.OrganizationalUnits ?? [], next: page.NextToken };
  });
  return items.flatMap(({ Id: id, Name: name }) => (id === undefined || name === undefined ? [] : [{ id, name }]));
}

async function accountsIn({ organizations }: Aws, ParentId: string): Promise<readonly string[]> {
  const { items } = await readPages(async (NextToken) => {
    const page = await organizations.send(new ListAccountsForParentCommand({ ParentId, NextToken }));
    return { items: page.Accounts ?? [], next: page.NextToken };
  });
  return items.flatMap(({ Id }) => Id ?? []);
}
