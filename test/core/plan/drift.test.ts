import { describe, expect, it } from "vitest";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import type { UnmanagedHolder } from "../../../src/core/state/observation.ts";
import { creationTags } from "../../../src/core/state/ownership.ts";
import type { PermissionSet } from "../../../src/core/state/resource.ts";
import { north, observed, permissionSet, planFor, south } from "./sample-onboarding.ts";

const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const amplify = "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess";
const provisioned = (outdated: readonly string[] = [], unreachable: readonly string[] = []) => ({
  provisioned: new Map([["amplify-policy", { accountIds: [north, south], outdated, unreachable }]]),
});
/** What we wrote, and what somebody made of it. */
const changed = (written: Partial<PermissionSet>, others: Partial<PermissionSet>) => {
  const set = permissionSet(written);
  return { ...set, ...others, tags: creationTags(set) };
};
const driftIn = (present: PermissionSet, desired: PermissionSet = permissionSet()) =>
  planFor([desired], { observation: observed([present], provisioned()) }).drift;

describe("a permission set that somebody changed", () => {
  it("is told with what differs, the accounts that have it, and what becomes of it", () => {
    expect(driftIn(changed({}, { sessionDuration: "PT1H" }))).toEqual([
      {
        kind: "changed",
        permissionSet: "amplify-policy",
        message:
          "Permission set amplify-policy is not as onboard left it: its sessions last PT1H, not PT12H. This plan puts back what the settings name; the rest stays as it is.",
        remedy:
          "If it was meant, say it in the settings; else find out who changed it (CloudTrail: sso.amazonaws.com).",
        accountIds: [north, south],
      },
    ]);
  });

  it.each<[string, Partial<PermissionSet>, Partial<PermissionSet>]>([
    [`it lost the policy ${amplify}`, {}, { managedPolicies: [] }],
    [`it has the policy ${readOnly} besides`, {}, { managedPolicies: [readOnly, amplify] }],
    [`it lost the policy ${amplify}; it has the policy ${readOnly} besides`, {}, { managedPolicies: [readOnly] }],
    [
      "it has the customer managed policy /team/x besides",
      {},
      { customerManagedPolicies: [{ name: "x", path: "/team/" }] },
    ],
    ["it has an inline policy, and had none", {}, { inlinePolicy: "{}" }],
    ["it has a permissions boundary, and had none", {}, { permissionsBoundary: { managedPolicyArn: readOnly } }],
    ["its inline policy is another one", { inlinePolicy: '{"a":1}' }, { inlinePolicy: "{}" }],
    ['its description is "x<U+202E>y"', {}, { description: "x\u202ey" }],
    ['its relay state is "https://example.com"', {}, { relayState: "https://example.com" }],
  ])("is said: %s", (words, written, others) => {
    const [drift, ...more] = driftIn(changed(written, others));
    expect(drift?.message).toContain(`left it: ${words}.`);
    expect(more).toEqual([]);
  });

  it("is said to have lost a text that the settings name, and nothing where they want none", () => {
    const { description: _, ...without } = changed({ description: "ours" }, {});
    expect(driftIn(without, permissionSet({ description: "ours" }))[0]?.message).toContain("its description is gone.");
    expect(driftIn(without)).toEqual([]);
  });

  it("is said to stay as it is where nothing is to be put back", () => {
    const [drift] = driftIn(changed({}, { inlinePolicy: "{}" }));
    expect(drift?.message).toContain("and had none. The settings do not name it, so it stays as it is.");
  });

  it("keeps apart what was lost and what was more than the settings name before", () => {
    const both = permissionSet({ managedPolicies: [readOnly, amplify] });
    const present = changed({ managedPolicies: [...both.managedPolicies] }, { managedPolicies: [readOnly] });
    expect(driftIn(present)[0]?.message).toContain(`left it: it lost the policy ${amplify}. This plan`);
  });

  it("calls no policy lost that the settings newly name", () => {
    const present = changed({}, { managedPolicies: [readOnly] });
    const desired = permissionSet({ managedPolicies: [amplify, "arn:aws:iam::aws:policy/New"] });
    expect(driftIn(present, desired)[0]?.message).toContain(`its policies are others by now: ${readOnly}`);
  });

  it("is not told a second time as a warning", () => {
    const observation = observed([changed({}, { managedPolicies: [readOnly, amplify] })], provisioned());
    expect(planFor([permissionSet()], { observation }).warnings).toEqual([]);
  });
});

describe("what is no drift", () => {
  it("is a permission set that the settings have outgrown: that is an update like any other", () => {
    const present = changed({ sessionDuration: "PT1H" }, {});
    const plan = planFor([permissionSet()], { observation: observed([present], provisioned()) });
    expect(plan.drift).toEqual([]);
    expect(plan.summary.update).toBe(2);
  });

  it("is a foreign permission set that differs: nobody knows how it was left", () => {
    expect(driftIn(permissionSet({ sessionDuration: "PT1H" }))).toEqual([]);
  });
});

describe("accounts that run an older version", () => {
  it("are told when the permission set itself does not change", () => {
    const { drift } = planFor([permissionSet()], {
      observation: observed([permissionSet()], provisioned([north, south], [south])),
    });
    expect(drift).toMatchObject([{ kind: "outdated", permissionSet: "amplify-policy", accountIds: [north] }]);
    expect(drift[0]?.message).toContain(`1 account runs an older version of permission set amplify-policy: ${north}.`);
  });

  it("are no news when it changes anyway", () => {
    const observation = observed([permissionSet({ sessionDuration: "PT1H" })], provisioned([north]));
    expect(planFor([permissionSet()], { observation }).drift).toEqual([]);
  });
});

describe("a stranger", () => {
  const unmanaged: readonly UnmanagedHolder[] = [
    { permissionSet: "amplify-policy", accountIds: [north], who: { type: "USER", name: "zoe" } },
    { permissionSet: "amplify-policy", accountIds: [north, south], who: { type: "GROUP", name: "admins" } },
    { permissionSet: "amplify-policy", accountIds: [south], who: { others: 112 } },
  ];
  const plan = planFor([permissionSet()], { observation: observed([permissionSet()], { unmanaged }) });

  it("is named with the accounts, or counted", () => {
    expect(plan.drift.map(({ message }) => message)).toEqual([
      `User zoe holds permission set amplify-policy in ${north}, and the team file does not name them.`,
      `Group admins holds permission set amplify-policy in ${north}, ${south}, and the team file does not name it.`,
      `112 more that the team file does not name hold permission set amplify-policy in ${south}.`,
    ]);
    expect(plan.drift.map(({ principal }) => principal?.name)).toEqual(["zoe", "admins", undefined]);
  });

  it("may be named in another file where they are counted only, and that is said", () => {
    const company = { isWhole: true, known: new Set([userKey("zoe")]), handedOver: [] };
    const { drift } = planFor([permissionSet()], { company, observation: observed([permissionSet()], { unmanaged }) });
    expect(drift.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Group admins /),
      expect.stringMatching(/^112 more .*there may be some among them whom another file names\.$/),
    ]);
  });

  it("is no group through which somebody of the team has what they are asked to have, where they have it", () => {
    const held = { userName: "ana", permissionSet: "amplify-policy", groups: ["Admins"] };
    const driftWith = (...accountIds: readonly string[]) =>
      planFor([permissionSet()], {
        observation: observed([permissionSet()], {
          unmanaged,
          heldOtherwise: accountIds.map((accountId) => ({ ...held, accountId })),
        }),
      }).drift.filter(({ principal }) => principal?.type === "GROUP");
    expect(driftWith(north)).toMatchObject([{ kind: "stranger", accountIds: [south] }]);
    expect(driftWith(north, south)).toEqual([]);
  });

  it("is removed by nothing, and makes no other plan", () => {
    const without = planFor([permissionSet()], { observation: observed([permissionSet()]) });
    expect(plan.changes).toEqual([]);
    expect(plan.fingerprint).toBe(without.fingerprint);
  });
});
