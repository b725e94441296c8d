import {
  DeregisterDelegatedAdministratorCommand,
  DescribeOrganizationalUnitCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import { expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

it("units are found level by level from the root, and described by their id", async () => {
  const { organizations } = await simulateAws();
  const unitsOf = async (ParentId: string | undefined) =>
    (await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId }))).OrganizationalUnits ?? [];
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const top = await unitsOf(Roots?.[0]?.Id);
  expect(top.map(({ Name }) => Name)).toEqual(["Workloads", "Security", "Suspended"]);
  const [sandboxes] = await unitsOf(top[0]?.Id);
  expect(sandboxes).toMatchObject({ Name: "Sandboxes" });

  const described = await organizations.send(
    new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: sandboxes?.Id }),
  );
  expect(described.OrganizationalUnit).toEqual(sandboxes);
  const { Parents } = await organizations.send(new ListParentsCommand({ ChildId: known.north }));
  expect(Parents).toEqual([{ Id: sandboxes?.Id, Type: "ORGANIZATIONAL_UNIT" }]);

  const unknown = new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: "ou-ab12-12345678" });
  expect((await errorOf(organizations.send(unknown))).name).toBe("OrganizationalUnitNotFoundException");
  const orphan = new ListParentsCommand({ ChildId: "999999999999" });
  expect((await errorOf(organizations.send(orphan))).name).toBe("ChildNotFoundException");
});

it("a member account becomes delegated administrator once, and stops being it once", async () => {
  const { organizations } = await simulateAws();
  const delegation = { AccountId: known.staging, ServicePrincipal: "sso.amazonaws.com" };
  const register = (AccountId = known.staging) =>
    organizations.send(new RegisterDelegatedAdministratorCommand({ ...delegation, AccountId }));
  const deregister = () => organizations.send(new DeregisterDelegatedAdministratorCommand(delegation));
  const administrators = async (ServicePrincipal: string) =>
    (await organizations.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal }))).DelegatedAdministrators;

  await register();
  expect((await errorOf(register())).name).toBe("AccountAlreadyRegisteredException");
  expect((await errorOf(register(known.management))).name).toBe("ConstraintViolationException");
  expect(await administrators("sso.amazonaws.com")).toMatchObject([{ Id: known.staging, Name: "Staging" }]);
  expect(await administrators("guardduty.amazonaws.com")).toEqual([]);
  const services = new ListDelegatedServicesForAccountCommand({ AccountId: known.staging });
  expect((await organizations.send(services)).DelegatedServices).toMatchObject([
    { ServicePrincipal: "sso.amazonaws.com" },
  ]);

  await deregister();
  expect((await errorOf(deregister())).name).toBe("AccountNotRegisteredException");
  expect((await errorOf(organizations.send(services))).name).toBe("AccountNotRegisteredException");
});
