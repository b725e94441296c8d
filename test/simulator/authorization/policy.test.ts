import { describe, expect, it } from "vitest";
import { decide, parsePolicy } from "../../../src/simulator/authorization/policy.ts";
import { InputRefused } from "../../../src/simulator/input-refused.ts";

const SET = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
const policyOf = (...statements: readonly object[]) =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "policy.json");
const allow = (Action: string | string[], Resource: string | string[] = "*") => ({ Effect: "Allow", Action, Resource });

describe("a policy decides as IAM does", () => {
  it.each([
    ["an action by name", [allow("sso:ListInstances")], "sso:ListInstances", ["*"], true],
    ["an action in another case", [allow("SSO:listinstances")], "sso:ListInstances", ["*"], true],
    ["an action by pattern", [allow("sso:List*")], "sso:ListInstances", [SET], true],
    ["nothing that is not named", [allow("sso:List*")], "sso:CreatePermissionSet", ["*"], false],
    ["a resource by pattern", [allow("sso:*", "arn:aws:sso:::permissionSet/*/ps-?")], "sso:X", [SET], true],
    ["not a resource in another case", [allow("sso:*", SET.toUpperCase())], "sso:X", [SET], false],
    ["all resources or none", [allow("sso:*", SET)], "sso:X", [SET, "arn:aws:sso:::account/1"], false],
    ["not what is denied", [allow("*"), { Effect: "Deny", Action: "sso:X", Resource: SET }], "sso:X", [SET], false],
    ["what NotAction leaves", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }], "sso:X", [SET], true],
    ["not what NotResource names", [{ Effect: "Allow", Action: "*", NotResource: SET }], "sso:X", [SET], false],
  ])("allows %s", (_, statements, action, resources, allowed) => {
    expect(decide(policyOf(...statements), action, resources).allowed).toBe(allowed);
  });

  it("tells the resource that nothing allows, and whether it was denied explicitly", () => {
    const denied = { Effect: "Deny", Action: "sso:X", Resource: SET };
    expect(decide(policyOf(allow("*"), denied), "sso:X", ["*", SET])).toEqual({
      allowed: false,
      resource: SET,
      explicitly: true,
    });
    expect(decide(policyOf(denied), "sso:X", ["*"])).toEqual({ allowed: false, resource: "*", explicitly: false });
  });

  it("takes a single statement that is not in a list", () => {
    const text = JSON.stringify({ Version: "2012-10-17", Statement: allow("*") });
    expect(decide(parsePolicy(text, "policy.json"), "sso:X", ["*"]).allowed).toBe(true);
  });
});

describe("a policy that cannot be simulated is refused, with every problem", () => {
  it.each([
    ["no JSON", "{", "is not JSON"],
    ["an old version", '{"Version":"2008-10-17","Statement":[]}', "Version"],
    [
      "a condition",
      JSON.stringify({ Version: "2012-10-17", Statement: [{ ...allow("*"), Condition: { Bool: {} } }] }),
      "Condition",
    ],
    ["neither action", '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*"}]}', "NotAction"],
    ["no resource", '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*"}]}', "NotResource"],
  ])("%s", (_, text, says) => {
    expect(() => parsePolicy(text, "policy.json")).toThrow(InputRefused);
    expect(() => parsePolicy(text, "policy.json")).toThrow(says);
  });
});
