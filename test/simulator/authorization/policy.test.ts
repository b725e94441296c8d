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

describe("a condition on tags", () => {
  const KEYS = new Map([
    ["aws:resourcetag/managed-by", "amplify-onboard"],
    ["aws:requesttag/team", "Web"],
  ]);
  const holds = (Condition: object, effect: "Allow" | "Deny" = "Allow") => {
    const conditional = { ...allow("sso:X"), Effect: effect, Condition };
    const statements = effect === "Deny" ? [allow("*"), conditional] : [conditional];
    return decide(policyOf(...statements), "sso:X", [SET], () => KEYS).allowed;
  };

  it.each([
    ["a value", { StringEquals: { "aws:ResourceTag/managed-by": "amplify-onboard" } }, true],
    ["a key in another case", { StringEquals: { "AWS:resourcetag/Managed-By": "amplify-onboard" } }, true],
    ["one of several values", { StringEquals: { "aws:RequestTag/team": ["Ops", "Web"] } }, true],
    ["a pattern", { StringLike: { "aws:ResourceTag/managed-by": "amplify-*" } }, true],
    ["a value that is not it", { StringNotEquals: { "aws:RequestTag/team": "Ops" } }, true],
    ["a tag that is not there, where that is asked for", { StringNotLike: { "aws:RequestTag/cost": "*" } }, true],
    ["not a value in another case", { StringEquals: { "aws:RequestTag/team": "web" } }, false],
    ["not a pattern as a value", { StringEquals: { "aws:RequestTag/team": "W*" } }, false],
    ["not a tag that is not there", { StringEquals: { "aws:ResourceTag/team": "Web" } }, false],
    ["not one that fits of those it must not", { StringNotEquals: { "aws:RequestTag/team": ["Ops", "Web"] } }, false],
    [
      "not one of two",
      { StringEquals: { "aws:RequestTag/team": "Web", "aws:ResourceTag/managed-by": "terraform" } },
      false,
    ],
  ])("takes %s", (_, condition, expected) => {
    expect(holds(condition)).toBe(expected);
    expect(holds(condition, "Deny")).toBe(!expected);
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
    [
      "a condition on what is no tag",
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ ...allow("*"), Condition: { StringEquals: { "aws:SourceIp": "10.0.0.1" } } }],
      }),
      "aws:ResourceTag",
    ],
    [
      "a policy variable",
      JSON.stringify({
        Version: "2012-10-17",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM's
        Statement: [{ ...allow("*"), Condition: { StringEquals: { "aws:RequestTag/a": "${aws:username}" } } }],
      }),
      "policy variables",
    ],
    ["neither action", '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*"}]}', "NotAction"],
    ["no resource", '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*"}]}', "NotResource"],
  ])("%s", (_, text, says) => {
    expect(() => parsePolicy(text, "policy.json")).toThrow(InputRefused);
    expect(() => parsePolicy(text, "policy.json")).toThrow(says);
  });
});
