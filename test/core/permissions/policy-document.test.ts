import { describe, expect, it } from "vitest";
import { policyDocument } from "../../../src/core/permissions/policy-document.ts";
import { grantsFor, OPTIONAL_ACTIONS, TASKS, type TaskOptions } from "../../../src/core/permissions/tasks.ts";

const none: TaskOptions = { groups: false, managementAccount: false };
const everything: TaskOptions = {
  groups: true,
  managementAccount: true,
  organizationalUnits: true,
  newAccounts: true,
  bootstrap: true,
};
const scope = { partition: "aws-us-gov", accessRole: "OrganizationAccountAccessRole" };
const actionsOf = (grants: ReturnType<typeof grantsFor>) => grants.flatMap(({ actions }) => actions);
const added = (task: "plan" | "apply", option: keyof TaskOptions) => {
  const usual = new Set(actionsOf(grantsFor(task, none)));
  return actionsOf(grantsFor(task, { ...none, [option]: true })).filter((action) => !usual.has(action));
};

describe("the rights of a task", () => {
  it.each(TASKS.flatMap((task) => [none, everything].map((options) => [task, options] as const)))(
    "%s are in statements with names of their own, no action in two (%o)",
    (task, options) => {
      const { Statement } = policyDocument(grantsFor(task, options), scope);
      const sids = Statement.map(({ Sid }) => Sid);
      const actions = Statement.flatMap(({ Action }) => Action);
      expect(new Set(sids).size).toBe(sids.length);
      expect(new Set(actions).size).toBe(actions.length);
      expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
    },
  );

  it("to apply hold those to plan, whatever is asked for", () => {
    for (const options of [none, everything]) {
      expect(actionsOf(grantsFor("apply", options))).toEqual(
        expect.arrayContaining(actionsOf(grantsFor("plan", options))),
      );
    }
  });

  it("with new accounts let a plan look at units, and only applying make and move accounts", () => {
    const units = ["ListRoots", "ListOrganizationalUnitsForParent", "ListAccountsForParent"];
    expect(added("plan", "newAccounts")).toEqual(units.map((name) => `organizations:${name}`));
    expect(added("apply", "newAccounts").filter((action) => !/:(List|Describe)/.test(action))).toEqual([
      "organizations:CreateAccount",
      "organizations:TagResource",
      "organizations:MoveAccount",
    ]);
  });

  it("with --bootstrap let both into the accounts, and do nothing there", () => {
    expect(added("plan", "bootstrap")).toEqual(["sts:AssumeRole"]);
    expect(added("apply", "bootstrap")).toEqual(["sts:AssumeRole"]);
  });

  it("that are optional belong to some task", () => {
    const known = new Set(TASKS.flatMap((task) => actionsOf(grantsFor(task, everything))));
    expect(Object.keys(OPTIONAL_ACTIONS).filter((action) => !known.has(action))).toEqual([]);
  });
});

describe("the policy for the management account", () => {
  it("reaches Identity Center's own SAML providers and roles, and no others, in the given partition", () => {
    const { Statement } = policyDocument(grantsFor("apply", everything), scope);
    const iam = Statement.filter(({ Action }) => Action.some((action) => /^iam:.*(Role|SAML)/.test(action)));
    const reached = Object.fromEntries(
      iam.flatMap(({ Action, Resource }) => Action.map((action) => [action, Resource])),
    );
    const provider = ["arn:aws-us-gov:iam::*:saml-provider/AWSSSO_*_DO_NOT_DELETE"];
    const role = ["arn:aws-us-gov:iam::*:role/aws-reserved/sso.amazonaws.com/*"];
    for (const [action, resource] of Object.entries(reached)) {
      // A list is of all there are.
      const expected = action === "iam:ListSAMLProviders" ? ["*"] : action.includes("SAMLProvider") ? provider : role;
      expect([action, resource]).toEqual([action, expected]);
    }
    expect(Object.keys(reached)).toEqual(
      expect.arrayContaining(["iam:CreateSAMLProvider", "iam:UpdateSAMLProvider", "iam:CreateRole"]),
    );
  });
});

describe("the policy for tagged permission sets only", () => {
  const tagged = { ...scope, onlyTagged: true };
  const statementsFor = (task: "apply" | "offboard", narrowed: typeof scope) =>
    policyDocument(grantsFor(task, everything), narrowed).Statement;
  const writes = /^sso:(Create|Update|Attach|Put|Provision|Tag|Delete)/;

  it.each(["apply", "offboard"] as const)("allows %s no write to a permission set without the tag", (task) => {
    const onSets = statementsFor(task, tagged).filter(
      ({ Action, Resource }) =>
        Action.some((action) => writes.test(action)) && Resource.some((arn) => arn.includes(":permissionSet/")),
    );
    expect(onSets.length).toBeGreaterThan(0);
    for (const { Action, Condition } of onSets) {
      const key = Action.includes("sso:CreatePermissionSet") ? "aws:RequestTag" : "aws:ResourceTag";
      expect(Condition).toEqual({ StringEquals: { [`${key}/managed-by`]: "amplify-onboard" } });
    }
  });

  it.each(["apply", "offboard"] as const)("allows %s the same actions on the same resources as without", (task) => {
    const pairs = (narrowed: typeof scope) =>
      statementsFor(task, narrowed)
        .flatMap(({ Action, Resource }) => Action.flatMap((action) => Resource.map((arn) => `${action} ${arn}`)))
        .sort();
    expect(pairs(tagged)).toEqual(pairs(scope));
    const sids = statementsFor(task, tagged).map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
  });

  it("asks nothing of the tags of the instance and of accounts, which have none", () => {
    const conditional = statementsFor("apply", tagged).filter(({ Condition }) =>
      Object.keys(Condition?.StringEquals ?? {}).some((key) => key.startsWith("aws:ResourceTag/")),
    );
    for (const { Resource } of conditional) expect(Resource).toEqual(["arn:aws-us-gov:sso:::permissionSet/*/*"]);
  });
});

describe("the policy for new accounts", () => {
  const { Statement } = policyDocument(grantsFor("apply", { ...none, newAccounts: true }), scope);
  const resourcesOf = (action: string) =>
    Statement.filter(({ Action }) => Action.includes(action)).flatMap(({ Resource }) => Resource);

  it("moves accounts of organizations, between their roots and units, in the given partition", () => {
    expect(resourcesOf("organizations:MoveAccount")).toEqual([
      "arn:aws-us-gov:organizations::*:account/o-*/*",
      "arn:aws-us-gov:organizations::*:root/o-*/r-*",
      "arn:aws-us-gov:organizations::*:ou/o-*/ou-*",
    ]);
  });

  it("makes accounts on no resource, since there is none before", () => {
    expect(resourcesOf("organizations:CreateAccount")).toEqual(["*"]);
  });

  it("lets nobody into the accounts or take anything away from them", () => {
    const actions = Statement.flatMap(({ Action }) => Action);
    // These only ask whether AWS has a policy of its own, and take out what ended the sessions of who has left.
    const harmless = ["iam:GetPolicy", "sso:DeleteInlinePolicyFromPermissionSet"];
    const others = actions.filter((action) => !harmless.includes(action));
    expect(others.filter((action) => /^(iam|sts):|Remove|Close|Delete|Leave|Untag/.test(action))).toEqual([]);
  });
});
