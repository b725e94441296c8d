import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serviceModels } from "../../../src/simulator/validation/service-model.ts";
import { validateInput } from "../../../src/simulator/validation/validate.ts";
import { slice } from "../../how-much.ts";

const instanceArn = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
const permissionSetArn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0123456789abcdef";
const ssoAdmin = (operation: string, input: unknown) => validateInput(serviceModels["sso-admin"], operation, input);
const identityStore = (operation: string, input: unknown) =>
  validateInput(serviceModels.identitystore, operation, input);

describe("an input that the service model allows", () => {
  it.each([
    ["CreatePermissionSet", { InstanceArn: instanceArn, Name: "amplify-policy", SessionDuration: "PT12H" }],
    ["CreatePermissionSet", { InstanceArn: instanceArn, Name: "a", RelayState: "https://x/?a=b c|d" }],
    ["ListInstances", {}],
    ["ListInstances", { NextToken: null }],
    ["ListPermissionSets", { InstanceArn: instanceArn, SomethingNewer: 1 }],
  ])("passes: %s %j", (operation, input) => {
    expect(ssoAdmin(operation, input)).toBeUndefined();
  });

  it("counts an emoji as one character, not two", () => {
    expect(ssoAdmin("CreatePermissionSet", { InstanceArn: instanceArn, Name: "a", Tags: [] })).toBeUndefined();
    expect(
      identityStore("CreateUser", { IdentityStoreId: "d-0123456789", UserName: "😀".repeat(128) }),
    ).toBeUndefined();
  });
});

describe("an input that breaks constraints", () => {
  it("names every broken constraint at once, in AWS's words", () => {
    const fault = ssoAdmin("CreatePermissionSet", { InstanceArn: "nope", Name: "has space" });
    expect(fault?.message).toBe(
      "3 validation errors detected: " +
        "Value 'has space' at 'name' failed to satisfy constraint: " +
        "Member must satisfy regular expression pattern: [\\w+=,.@-]+; " +
        "Value 'nope' at 'instanceArn' failed to satisfy constraint: Member must have length greater than or equal to 10; " +
        "Value 'nope' at 'instanceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: " +
        "arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}",
    );
  });

  it.each([
    [
      "CreatePermissionSet",
      { InstanceArn: instanceArn },
      "Value null at 'name' failed to satisfy constraint: Member must not be null",
    ],
    [
      "ListPermissionSets",
      { InstanceArn: instanceArn, MaxResults: 101 },
      "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
    ],
    [
      "ListPermissionSets",
      { InstanceArn: instanceArn, MaxResults: 0 },
      "Member must have value greater than or equal to 1",
    ],
    [
      "ProvisionPermissionSet",
      { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn, TargetType: "X" },
      "Value 'X' at 'targetType' failed to satisfy constraint: Member must satisfy enum value set: [AWS_ACCOUNT, ALL_PROVISIONED_ACCOUNTS]",
    ],
    [
      "CreatePermissionSet",
      { InstanceArn: instanceArn, Name: "n", Tags: [{ Key: "", Value: "v" }] },
      "Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])("%s %j", (operation, input, sentence) => {
    expect(ssoAdmin(operation, input)?.message).toContain(sentence);
  });

  it("does not repeat a value that the model marks as sensitive", () => {
    const fault = identityStore("CreateUser", { IdentityStoreId: "d-0123456789", UserName: "ada lovelace" });
    expect(fault?.message).toMatch(/^1 validation error detected: Value at 'userName' failed to satisfy constraint: /);
    expect(fault?.message).not.toContain("lovelace");
  });
});

describe("JSON of the wrong type", () => {
  it.each([
    [{ InstanceArn: 7 }, "NUMBER_VALUE can not be converted to a String"],
    [{ InstanceArn: true }, "TRUE_VALUE can not be converted to a String"],
    [{ InstanceArn: instanceArn, MaxResults: "10" }, "STRING_VALUE can not be converted to an Integer"],
    [{ InstanceArn: [] }, "Start of list found where not expected"],
    [{ InstanceArn: {} }, "Start of structure or map found where not expected."],
    [[], "Start of list found where not expected"],
  ])("%j is a serialization fault", (input, message) => {
    expect(ssoAdmin("ListPermissionSets", input)).toEqual({ kind: "serialization", message });
  });
});

it("every pattern of every model compiles, and any JSON gets an answer instead of a crash", () => {
  const operations = Object.entries(serviceModels).flatMap(([service, model]) =>
    Object.keys(model.operations).map((operation) => `${service} ${operation}`),
  );
  const modelOf = new Map(Object.entries(serviceModels));
  fc.assert(
    fc.property(fc.constantFrom(...operations), fc.jsonValue(), fc.string({ unit: "grapheme" }), (at, json, text) => {
      const [service = "", operation = ""] = at.split(" ");
      const model = modelOf.get(service);
      if (model === undefined) throw new Error(`no model of ${service}`);
      const members = Object.keys(model.shapes[model.operations[operation]?.input ?? ""]?.members ?? {});
      const everyMember = (value: unknown) => Object.fromEntries(members.map((member) => [member, value]));
      for (const input of [json, everyMember(text), everyMember([json]), everyMember(json)]) {
        const fault = validateInput(model, operation, input);
        if (fault !== undefined) expect(fault.message).not.toBe("");
      }
    }),
    { numRuns: slice(2000) },
  );
});
