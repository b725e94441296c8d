import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cloudFormationFiles } from "../../../src/core/export/cloudformation.ts";
import type { Inventory } from "../../../src/core/export/inventory.ts";
import { slice } from "../../how-much.ts";
import { randomInventory } from "./random-inventory.ts";
import { sampleInventory } from "./sample-inventory.ts";

interface Import {
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly ResourceIdentifier: Readonly<Record<string, string>>;
}

function importsOf(inventory: Inventory): readonly (readonly Import[])[] {
  const files = cloudFormationFiles(inventory).filter(({ name }) => name.endsWith("-import.json"));
  return files.map(({ text }) => JSON.parse(text) as readonly Import[]);
}

/** The primary identifier of each type, by AWS's schemas. */
const IDENTIFIERS: Readonly<Record<string, readonly string[]>> = {
  "AWS::SSO::PermissionSet": ["InstanceArn", "PermissionSetArn"],
  "AWS::SSO::Assignment": ["InstanceArn", "PermissionSetArn", "PrincipalId", "PrincipalType", "TargetId", "TargetType"],
  "AWS::IdentityStore::Group": ["GroupId", "IdentityStoreId"],
  "AWS::IdentityStore::GroupMembership": ["IdentityStoreId", "MembershipId"],
};

describe("cloudformation files", () => {
  it("import everything by the primary identifier of its type", () => {
    for (const { ResourceType, ResourceIdentifier } of importsOf(sampleInventory).flat()) {
      expect(Object.keys(ResourceIdentifier).sort()).toEqual(IDENTIFIERS[ResourceType]);
    }
  });

  it("name each resource by letters and digits, once", () => {
    const labels = importsOf(sampleInventory)
      .flat()
      .map(({ LogicalResourceId }) => LogicalResourceId);
    expect(new Set(labels).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^[A-Za-z0-9]{1,255}$/);
    expect(labels).toContain("AssignmentAnaRDLabsAmplifyPolicy");
  });

  it("import each assignment once, by a label of its own, for every organization", () => {
    fc.assert(
      fc.property(randomInventory, (inventory) => {
        const imports = importsOf(inventory).flat();
        const labels = imports.map(({ LogicalResourceId }) => LogicalResourceId);
        expect(new Set(labels).size).toBe(labels.length);
        for (const label of labels) expect(label).toMatch(/^[A-Za-z0-9]{1,255}$/);
        const assigned = imports.flatMap(({ ResourceType, ResourceIdentifier: one }) =>
          ResourceType === "AWS::SSO::Assignment" ? [`${one.PrincipalId} ${one.TargetId} ${one.PermissionSetArn}`] : [],
        );
        const wanted = inventory.assignments.map(
          (one) => `${one.principalId} ${one.accountId} ${one.permissionSetArn}`,
        );
        expect(assigned.sort()).toEqual(wanted.sort());
      }),
      { numRuns: slice(1000) },
    );
  });

  it("leave out what CloudFormation has no type or no room for, and say so at the head", () => {
    const many = Array.from({ length: 21 }, (_, at) => `arn:aws:iam::aws:policy/Policy${at}`);
    const [set] = sampleInventory.permissionSets;
    if (set?.content === undefined) throw new Error("the sample has a set");
    const crowded = {
      ...set,
      arn: `${set.arn.slice(0, -1)}z`,
      name: "crowded",
      content: { ...set.content, managedPolicies: many },
    };
    const inventory = { ...sampleInventory, permissionSets: [...sampleInventory.permissionSets, crowded] };
    const [template] = cloudFormationFiles(inventory);
    expect(template?.text).toContain("# - Users: CloudFormation has no type for them. They are named by their ids.");
    expect(template?.text).toContain("# - Permission set crowded has more than 20 policies of a kind");
    expect(template?.text).toContain("# - Permission set unread could not be read.");
    expect(template?.text).toContain("# - Group Okta Engineers comes from an external directory.");
    expect(
      importsOf(inventory)
        .flat()
        .filter(({ ResourceType }) => ResourceType === "AWS::SSO::PermissionSet"),
    ).toHaveLength(2);
  });

  it("put no more into a template than one call imports, and lose none of it", () => {
    const [assignment] = sampleInventory.assignments;
    if (assignment === undefined) throw new Error("the sample has assignments");
    const assignments = Array.from({ length: 1_200 }, (_, at) => ({ ...assignment, principalId: `u-${at}` }));
    const parts = importsOf({ ...sampleInventory, assignments });
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(200);
    expect(parts.flat()).toHaveLength(1_204);
  });

  it("keep everything when the stack goes", () => {
    const [template] = cloudFormationFiles(sampleInventory);
    const types = template?.text.match(/^ {4}Type: "AWS::/gm) ?? [];
    expect(template?.text.match(/^ {4}DeletionPolicy: "Retain"/gm)).toHaveLength(types.length);
  });
});
