import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { powerOf } from "../../../src/core/safety/policy-power.ts";

/** A variable of IAM's, which is no template of ours. */
const variable = (name: string) => `\${${name}}`;

type Written = Readonly<Record<string, unknown>>;

const document = (...Statement: readonly Written[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown = "*", Condition?: unknown): Written => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const deny = (Action: unknown, Resource: unknown = "*", others: Written = {}): Written => ({
  Effect: "Deny",
  Action,
  Resource,
  ...others,
});
const kindOf = (...statements: readonly Written[]) => powerOf(document(...statements))?.kind;

const boundary = "arn:aws:iam::111122223333:policy/developer-boundary";

/** Twenty that raise, or allow everything to begin with. */
const POWERFUL: Readonly<Record<string, readonly [kind: string, ...statements: readonly Written[]]>> = {
  "all actions on all resources": ["everything", allow("*")],
  "all actions, written with a service": ["everything", allow(["s3:GetObject", "*:*"], ["*"])],
  "all actions, by a pattern that looks narrow": ["everything", allow("?*", "arn:aws:*")],
  "all actions, on an ARN that ends early": ["everything", allow("**:?*", "arn:*")],
  "all actions but those of one service": ["everything", { Effect: "Allow", NotAction: "s3:*", Resource: "*" }],
  "all actions on all but one bucket": ["everything", { Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::x" }],
  "all actions but all that give more": [
    "everything-but",
    allow("*"),
    deny(["iam:*", "sts:*", "sso:*", "sso-directory:*", "identitystore:*", "organizations:*"]),
  ],
  "all actions but IAM's": ["everything-but", { Effect: "Allow", NotAction: ["iam:*", "account:*"], Resource: "*" }],
  "all of IAM": ["raise", allow("iam:*")],
  "all of IAM, by a pattern": ["raise", allow("i*:*")],
  "all of IAM, in other case": ["raise", allow("IAM:Put*", "arn:aws:iam::111122223333:role/app-?*")],
  "a new version of a policy": ["raise", allow("iam:CreatePolicyVersion", "arn:aws:iam::*:policy/*")],
  "the trust of one role": ["raise", allow("iam:UpdateAssumeRolePolicy", "arn:aws-cn:iam::111122223333:role/one")],
  "keys for anybody, with MFA": [
    "raise",
    allow("iam:CreateAccessKey", "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
  ],
  "what no boundary has to hold": [
    "raise",
    allow("iam:*Role*", "*", { StringNotEquals: { "iam:PermissionsBoundary": boundary } }),
  ],
  "what has a boundary only if it has one": [
    "raise",
    allow("iam:PutRolePolicy", "*", { StringEqualsIfExists: { "iam:PermissionsBoundary": boundary } }),
  ],
  "any of AWS's policies in the European Sovereign Cloud": [
    "raise",
    allow("iam:AttachRolePolicy", "*", { ArnLike: { "iam:PolicyARN": "arn:aws-eusc:iam::aws:policy/*" } }),
  ],
  "any role for a function in the European Sovereign Cloud": [
    "raise",
    allow("iam:PassRole", "*", { StringEquals: { "iam:PassedToService": "lambda.amazonaws.eu" } }),
    allow("lambda:*"),
  ],
  "any role for a function in China": [
    "raise",
    allow("iam:PassRole", "*", { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com.cn" } }),
    allow("lambda:*"),
  ],
  "any role for a function": ["raise", allow(["iam:PassRole", "lambda:*"])],
  "any role for a machine, by two statements": [
    "raise",
    allow("iam:Pass*", "arn:aws:iam::*:role/*"),
    allow("ec2:Run*", "arn:aws:ec2:eu-west-1:*:*"),
  ],
  "the CDK's role for CloudFormation": [
    "raise",
    allow("iam:PassRole", "arn:aws:iam::*:role/cdk-*", {
      StringEquals: { "iam:PassedToService": "cloudformation.amazonaws.com" },
    }),
    allow("cloudformation:*"),
  ],
  "any role to be taken": ["raise", allow("sts:AssumeRole", "arn:aws:iam::*:role/?*")],
  "the administrator's role of each account": ["raise", allow("sts:*", "arn:aws:iam::*:role/OrganizationAccount*")],
  "assignments in Identity Center": ["raise", allow("sso:CreateAccountAssignment")],
  "members of the directory's groups": ["raise", allow("identitystore:Create*", "arn:aws:identitystore:::group/*")],
  "what holds the organization's accounts": ["raise", allow("organizations:Detach*")],
  "what a Deny with a condition leaves": [
    "raise",
    allow("iam:*"),
    deny("iam:*", "*", { Condition: { Bool: { "aws:ViaAWSService": "false" } } }),
  ],
  "what a Deny for some roles leaves": [
    "raise",
    allow("iam:PutRolePolicy"),
    deny("iam:*", "arn:aws:iam::*:role/admin-*"),
  ],
};

/** Twenty that do not. */
const HARMLESS: Readonly<Record<string, readonly Written[]>> = {
  "reading a bucket": [allow("s3:Get*")],
  "all of a bucket": [allow("s3:*", "arn:aws:s3:::x/*")],
  "all actions on a bucket": [allow("*", "arn:aws:s3:::x/*")],
  "lists of IAM": [allow("iam:List*")],
  "reading IAM": [allow(["iam:Get*", "iam:Generate*", "iam:Simulate*"])],
  "reading the organization": [allow(["organizations:Describe*", "organizations:List*", "sso:Describe*", "sso:List*"])],
  "reading the directory": [allow(["identitystore:List*", "identitystore:Describe*", "sso-directory:Search*"])],
  "several services whole": [allow(["lambda:*", "dynamodb:*", "appsync:*", "cognito-idp:*", "ec2:*"])],
  "a pattern that only looks like IAM": [allow(["ia:*", "iamx:*", "i?:*"])],
  "any role, and no service to hand it to": [allow("iam:PassRole")],
  "one role for a function": [allow("iam:PassRole", "arn:aws:iam::111122223333:role/app-worker"), allow("lambda:*")],
  "any role, for a service that runs no code of theirs": [
    allow("iam:PassRole", "*", { StringEquals: { "iam:PassedToService": "monitoring.rds.amazonaws.com" } }),
    allow(["rds:*", "lambda:*"]),
  ],
  "any role, if it is for such a service": [
    allow("iam:PassRole", "*", { StringLikeIfExists: { "iam:PassedToService": "monitoring.rds.*" } }),
    allow("lambda:*"),
  ],
  "the roles that the CDK deploys through": [allow("sts:AssumeRole", "arn:aws:iam::*:role/cdk-*-deploy-role-*")],
  "a named role in another account": [allow("sts:AssumeRole", "arn:aws:iam::444455556666:role/reader")],
  "who somebody is": [allow(["sts:GetCallerIdentity", "sts:DecodeAuthorizationMessage"])],
  "service-linked roles": [allow("iam:CreateServiceLinkedRole")],
  "keys of their own, as IAM users have them": [
    allow("iam:*AccessKey*", `arn:aws:iam::*:user/${variable("aws:username")}`),
  ],
  "roles within a boundary": [
    allow(["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"], "*", {
      StringEquals: { "iam:PermissionsBoundary": boundary },
    }),
  ],
  "policies from a short list": [
    allow("iam:AttachRolePolicy", "*", { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } }),
  ],
  "IAM without what it allows": [allow("iam:*"), deny("iam:*")],
  "IAM without all but reading": [
    allow("iam:*"),
    { Effect: "Deny", NotAction: ["iam:Get*", "iam:List*"], Resource: "*" },
  ],
  "IAM where nothing is IAM's": [allow("iam:*"), { Effect: "Deny", Action: "*", NotResource: "arn:aws:s3:::x/*" }],
  "trust of roles, denied for roles": [
    allow("iam:UpdateAssumeRolePolicy"),
    deny("iam:Update*", "arn:aws:iam::*:role/*"),
  ],
  "roles whose name says whose they are": [
    allow("iam:PassRole", "arn:aws:iam::*:role/*Glue*"),
    allow(["glue:*", "sagemaker:*", "lambda:*"]),
  ],
  "a service-linked role": [allow("iam:PutRolePolicy", "arn:aws:iam::*:role/aws-service-role/connect.amazonaws.com/*")],
  "delegation of one service": [
    allow("organizations:RegisterDelegatedAdministrator", "*", {
      StringEquals: { "organizations:ServicePrincipal": "guardduty.amazonaws.com" },
    }),
  ],
  "only what is denied": [deny("*")],
};

describe("what a policy lets its holder do", () => {
  it.each(Object.entries(POWERFUL))("is told of %s", (_, [kind, ...statements]) => {
    expect(kindOf(...statements)).toBe(kind);
  });

  it.each(Object.entries(HARMLESS))("is nothing to tell of %s", (_, statements) => {
    expect(kindOf(...statements)).toBeUndefined();
  });

  it("names the actions, and the service that a role is handed to", () => {
    expect(powerOf(document(allow(["iam:PutUserPolicy", "iam:PassRole", "lambda:CreateFunction"])))).toEqual({
      kind: "raise",
      by: ["iam:PutUserPolicy", "iam:PassRole with lambda:CreateFunction"],
    });
  });

  it("is not judged where AWS has what cannot be read", () => {
    for (const text of ["", "nonsense", "[]", "null", '{"Statement":7}', '{"Statement":[{"Effect":"Allow"}]}']) {
      expect(powerOf(text)).toBeUndefined();
    }
  });
});

describe("a policy that gives less", () => {
  const actions = [
    "*",
    "?*",
    "iam:*",
    "i*:*",
    "iam:Put*",
    "iam:PassRole",
    "lambda:*",
    "sts:*",
    "sso:*",
    "s3:Get*",
    "ec2:Run*",
  ];
  const resources = [
    "*",
    "?*",
    "arn:aws:*",
    "arn:aws:iam::*:role/*",
    "arn:aws:iam::*:user/*",
    "arn:*",
    "arn:aws:s3:::x",
  ];
  const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 1 });
  const effect = fc.constantFrom("Allow", "Deny");
  const condition = fc.constantFrom(
    {},
    { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
    { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } },
    { Condition: { StringLike: { "iam:PermissionsBoundary": boundary } } },
  );
  const about = fc.oneof(
    some(actions).map((Action) => ({ Action })),
    some(actions).map((NotAction) => ({ NotAction })),
  );
  const where = fc.oneof(
    some(resources).map((Resource) => ({ Resource })),
    some(resources).map((NotResource) => ({ NotResource })),
  );
  const statementOf = (effects: fc.Arbitrary<string>) =>
    fc
      .tuple(effects, about, where, condition)
      .map(([Effect, ...parts]): Written => Object.assign({ Effect }, ...parts));
  const statements = fc.array(statementOf(effect), { minLength: 1, maxLength: 4 });

  it("by a Deny more is never more powerful", () => {
    fc.assert(
      fc.property(statements, statementOf(fc.constant("Deny")), (before, more) => {
        if (kindOf(...before) === undefined) expect(kindOf(...before, more)).toBeUndefined();
      }),
    );
  });

  it("by a narrower resource is never more powerful", () => {
    const ways: readonly ((pattern: string) => string)[] = [
      (pattern) => pattern.replace("*", "a*"),
      (pattern) => pattern.replace(/\*$/, "app"),
      (pattern) => pattern.replace("::*:", "::111122223333:"),
      (pattern) => pattern.replace(/\*$/, "?"),
      (pattern) => pattern.replace(/\*$/, variable("aws:PrincipalTag/team")),
      (pattern) => (pattern === "*" ? "arn:aws:iam::*:role/*" : pattern),
    ];
    const narrower = fc.constantFrom(...ways);
    const narrowed = (statement: Written, narrow: (pattern: string) => string): Written =>
      statement.Effect === "Allow" && Array.isArray(statement.Resource)
        ? { ...statement, Resource: statement.Resource.map(narrow) }
        : statement;
    fc.assert(
      fc.property(statements, narrower, (before, narrow) => {
        const after = before.map((statement) => narrowed(statement, narrow));
        if (kindOf(...before) === undefined) expect(kindOf(...after)).toBeUndefined();
      }),
    );
  });
});
