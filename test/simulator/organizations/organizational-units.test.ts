import {
  CreateOrganizationalUnitCommand,
  DeleteOrganizationalUnitCommand,
  ListChildrenCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  MoveAccountCommand,
  UpdateOrganizationalUnitCommand,
} from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

async function withRoot(organization = {}) {
  const aws = await simulateAws({ organization });
  const { organizations } = aws;
  const root = (await organizations.send(new ListRootsCommand({}))).Roots?.[0]?.Id ?? "";
  const create = async (Name: string, ParentId = root) => {
    const { OrganizationalUnit } = await organizations.send(new CreateOrganizationalUnitCommand({ Name, ParentId }));
    return OrganizationalUnit?.Id ?? "";
  };
  const rename = (OrganizationalUnitId: string, Name: string) =>
    organizations.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId, Name }));
  const remove = (OrganizationalUnitId: string) =>
    organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId }));
  const children = async (ParentId: string, ChildType: "ACCOUNT" | "ORGANIZATIONAL_UNIT") =>
    (await organizations.send(new ListChildrenCommand({ ParentId, ChildType }))).Children;
  return { ...aws, root, create, rename, remove, children };
}

describe("an organizational unit", () => {
  it("is made with tags, renamed, filled, emptied and removed", async () => {
    const { organizations, root, create, rename, remove, children, simulator } = await withRoot();
    const Tags = [{ Key: "owner", Value: "platform" }];
    const made = await organizations.send(new CreateOrganizationalUnitCommand({ Name: "Teams", ParentId: root, Tags }));
    const teams = made.OrganizationalUnit?.Id ?? "";
    expect(teams).toMatch(/^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/);
    expect((await organizations.send(new ListTagsForResourceCommand({ ResourceId: teams }))).Tags).toEqual(Tags);
    const web = await create("Web", teams);
    expect((await rename(web, "Frontend")).OrganizationalUnit).toMatchObject({ Id: web, Name: "Frontend" });
    const from = simulator.world().accounts[known.staging]?.parentId;
    const move = { AccountId: known.staging, SourceParentId: from, DestinationParentId: web };
    await organizations.send(new MoveAccountCommand(move));

    expect(await children(teams, "ORGANIZATIONAL_UNIT")).toEqual([{ Id: web, Type: "ORGANIZATIONAL_UNIT" }]);
    expect(await children(web, "ACCOUNT")).toEqual([{ Id: known.staging, Type: "ACCOUNT" }]);
    expect((await errorOf(remove(web))).name).toBe("OrganizationalUnitNotEmptyException");
    expect((await errorOf(remove(teams))).name).toBe("OrganizationalUnitNotEmptyException");
    await organizations.send(new MoveAccountCommand({ ...move, SourceParentId: web, DestinationParentId: from }));
    await remove(web);
    await remove(teams);
    expect((await errorOf(remove(teams))).name).toBe("OrganizationalUnitNotFoundException");
  });

  it("has a name that no other in its place has", async () => {
    const { create, rename } = await withRoot();
    const teams = await create("Teams");
    await create("Workloads", teams);
    expect((await errorOf(create("Workloads"))).name).toBe("DuplicateOrganizationalUnitException");
    expect((await errorOf(rename(teams, "Workloads"))).name).toBe("DuplicateOrganizationalUnitException");
    expect((await rename(teams, "Teams")).OrganizationalUnit?.Name).toBe("Teams");
  });

  it("stands five deep at most, and in a place that there is", async () => {
    const { root, create } = await withRoot();
    let place = root;
    for (const name of ["one", "two", "three", "four", "five"]) place = await create(name, place);
    expect(await errorOf(create("six", place))).toMatchObject({
      name: "ConstraintViolationException",
      Reason: "OU_DEPTH_LIMIT_EXCEEDED",
    });
    expect((await errorOf(create("lost", "ou-ab12-12345678"))).name).toBe("ParentNotFoundException");
  });

  it("is made and removed by the management account alone", async () => {
    const { create, remove, simulator } = await withRoot({
      delegatedAdministrators: ["Staging"],
      caller: { account: "Staging" },
    });
    expect((await errorOf(create("Teams"))).name).toBe("AccessDeniedException");
    const [unit = ""] = Object.keys(simulator.world().organizationalUnits);
    expect((await errorOf(remove(unit))).name).toBe("AccessDeniedException");
  });
});
