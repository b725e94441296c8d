import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cloudFormationFiles } from "../../src/core/export/cloudformation.ts";
import type { Inventory } from "../../src/core/export/inventory.ts";
import { randomInventory } from "../core/export/random-inventory.ts";
import { sampleInventory } from "../core/export/sample-inventory.ts";
import { slice } from "../how-much.ts";
import { templateProblems } from "./cloudformation.ts";

const role = readFileSync(new URL("../../templates/cross-account-role.yaml", import.meta.url), "utf8");
const exported = (inventory: Inventory) =>
  cloudFormationFiles(inventory).flatMap(({ name, text }) => (name.endsWith(".yaml") ? [text] : []));
const [sample = ""] = exported(sampleInventory);

describe("by AWS's own specification of resource types, and the bounds of the calls that make them", () => {
  it("the role's template is right", () => {
    expect(templateProblems(role)).toEqual([]);
  });

  it("so are the templates that onboard export cloudformation writes", () => {
    // But for a tag that AWS would not have taken.
    const told = exported(sampleInventory).flatMap(templateProblems);
    expect(told).toEqual([expect.stringContaining("Tags: Value '${x}' at 'tags.2.member.value' failed")]);
  });

  it("so are those of a large organization with long policies: each fits into one call", () => {
    const [set] = sampleInventory.permissionSets;
    const [assignment] = sampleInventory.assignments;
    if (set?.content === undefined || assignment === undefined) throw new Error("the sample has none");
    const Statement = Array.from({ length: 300 }, (_, at) => ({
      Effect: "Allow",
      Action: `s3:Get${at}`,
      Resource: `arn:aws:s3:::bucket-${at}/*`,
    }));
    const inlinePolicy = JSON.stringify({ Version: "2012-10-17", Statement });
    const content = { ...set.content, inlinePolicy, tags: {} };
    const large: Inventory = {
      ...sampleInventory,
      permissionSets: [
        { ...set, content },
        { ...set, arn: `${set.arn.slice(0, -1)}b`, content },
      ],
      assignments: Array.from({ length: 1000 }, (_, at) => ({
        ...assignment,
        accountId: String(200_000_000_000 + at),
      })),
      leftOut: Array.from({ length: 400 }, (_, at) => `Assignment ${at} of ${"x".repeat(300)}`),
    };
    expect(exported(large).flatMap(templateProblems)).toEqual([]);
    const imports = cloudFormationFiles(large).flatMap(({ name, text }) =>
      name.endsWith("-import.json") ? [JSON.parse(text).length] : [],
    );
    expect(Math.max(...imports)).toBeLessThanOrEqual(200);
    expect(imports.reduce((sum, count) => sum + count, 0)).toBe(1000 + 2 + 1 + 1);
  });

  it("so are those of every organization", () => {
    fc.assert(
      fc.property(randomInventory, (inventory) => {
        const problems = exported(inventory).flatMap(templateProblems);
        // Some of the names are ones that AWS would not have taken, and some organizations have nothing.
        expect(problems.filter((problem) => !/failed to satisfy constraint|^Resources: 0 of/.test(problem))).toEqual(
          [],
        );
      }),
      { numRuns: slice(300) },
    );
  });
});

describe("a fault in a template is found", () => {
  it.each([
    ["a type that AWS has not", "AWS::SSO::Assignment", "AWS::SSO::Assignement", /AWS has no AWS::SSO::Assignement/],
    ["a property too many", "PrincipalType:", "PrincipalKind:", /PrincipalKind: not known/],
    ["a property too few", /^ {6}TargetId: .*\n/m, "", /TargetId: missing/],
    [
      "an attribute that only AWS sets",
      "TargetId:",
      "PermissionSetId: x\n      TargetId:",
      /PermissionSetId: not known/,
    ],
    ["a value that is none of those allowed", '"USER"', '"PERSON"', /PERSON is none of USER, GROUP/],
    [
      "text in place of a list",
      /ManagedPolicies:\n(?: {8}- .*\n)+/,
      'ManagedPolicies: "x"\n',
      /ManagedPolicies: not a list/,
    ],
    ["a number in place of text", 'Name: "amplify-policy"', "Name: 7", /Name: not of type string/],
    ["a name with a blank", 'Name: "amplify-policy"', 'Name: "amplify policy"', /Name: .* regular expression/],
    [
      "a name that is too long",
      'Name: "amplify-policy"',
      `Name: "${"a".repeat(33)}"`,
      /Name: .* less than or equal to 32/,
    ],
    ["a duration that is none", '"PT12H"', '"12 hours"', /SessionDuration: .* regular expression/],
    ["a tag without its value", /^( +)Value: .*$/m, "$1Wert: 1", /not a tag/],
    [
      "a policy on deletion that there is not",
      'DeletionPolicy: "Retain"',
      'DeletionPolicy: "Keep"',
      /DeletionPolicy: not one of/,
    ],
    ["a resource's name with a hyphen", /^ {2}Assignment\w+:/m, "  Assignment-1:", /no name of a resource/],
    ["a section that there is not", "Resources:", "Resourcen: {}\nResources:", /Resourcen: not known/],
    ["a name twice", /^( {2}AssignmentAna\w+:\n)/m, "$1    Type: x\n$1", /unique/],
  ])("in what is exported: %s", (_, right, wrong, told) => {
    expect(sample.replace(right, wrong)).not.toBe(sample);
    expect(templateProblems(sample.replace(right, wrong)).join("\n")).toMatch(told);
  });

  it.each([
    ["a reference to nothing", "!Ref RoleName", "!Ref RollName", /there is no RollName/],
    [
      "a part of a text that nothing has",
      "::${TrustedAccountId}:root",
      "::${TrustedAcountId}:root",
      /there is no TrustedAcountId/,
    ],
    ["an attribute that the type has not", "!GetAtt Role.Arn", "!GetAtt Role.Name", /Role has no Name/],
    ["a condition that there is not", "- IsGen1", "- IsGenOne", /there is no condition IsGenOne/],
    ["a function that there is not", "!GetAtt Role.Arn", "!GetAttr Role.Arn", /GetAttr/],
    [
      "a parameter that nobody uses",
      "  ExternalId:\n",
      "  Spare:\n    Type: String\n  ExternalId:\n",
      /Spare: nothing uses it/,
    ],
    ["a default that its own rules refuse", "Default: gen2", "Default: gen3", /Generation.Default/],
    ["a property too many", "MaxSessionDuration:", "MaxSessionSeconds:", /MaxSessionSeconds: not known/],
  ])("in the role's: %s", (_, right, wrong, told) => {
    expect(role).toContain(right);
    expect(templateProblems(role.replace(right, wrong)).join("\n")).toMatch(told);
  });
});
