import { describe, expect, it } from "vitest";
import { accessPermissionSet } from "../../../src/core/access/access-permission-set.ts";
import { adoptedSets } from "../../../src/core/adopt/adopted-permission-sets.ts";
import { creationTags } from "../../../src/core/state/ownership.ts";
import type { PermissionSet } from "../../../src/core/state/resource.ts";

const set = (name: string, given: Partial<PermissionSet> = {}): PermissionSet => ({
  kind: "PermissionSet",
  name,
  sessionDuration: "PT8H",
  managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
  customerManagedPolicies: [],
  tags: {},
  ...given,
});
const ours = (one: PermissionSet) => ({ ...one, tags: creationTags(one) });
const adopted = (one: PermissionSet) => adoptedSets([accessPermissionSet("arn", one, true)], "aws");

describe("permission sets in adopted settings", () => {
  it("are described when onboard made them, with everything in them and without its own tags", () => {
    const one = set("Deploy", {
      description: "For the team",
      relayState: "https://console.aws.amazon.com/",
      customerManagedPolicies: [{ name: "deploy", path: "/team/" }],
      inlinePolicy: '{"Statement":{"Action":"*","Effect":"Deny","Resource":"*"},"Version":"2012-10-17"}',
      permissionsBoundary: { customerManagedPolicy: { name: "limit", path: "/" } },
      tags: { team: "web" },
    });
    expect(adopted(ours(one))).toEqual({
      Deploy: {
        managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        customerManagedPolicies: [{ name: "deploy", path: "/team/" }],
        inlinePolicy: { Statement: { Action: "*", Effect: "Deny", Resource: "*" }, Version: "2012-10-17" },
        permissionsBoundary: { customerManagedPolicy: { name: "limit", path: "/" } },
        sessionDuration: "PT8H",
        description: "For the team",
        relayState: "https://console.aws.amazon.com/",
        tags: { team: "web" },
      },
    });
  });

  it("are only named when they are somebody else's, or would get a new record", () => {
    expect(adopted(set("Deploy"))).toEqual({});
    expect(adopted(set("Deploy", { tags: { "managed-by": "amplify-onboard" } }))).toEqual({});
  });

  it("stay as they are under the name that has a description of its own", () => {
    expect(adopted(set("amplify-policy"))).toEqual({ "amplify-policy": null });
    expect(adopted(ours(set("amplify-policy", { managedPolicies: [] })))).toEqual({
      "amplify-policy": { managedPolicies: [], sessionDuration: "PT8H" },
    });
  });

  it("are not described where the settings could not hold it", () => {
    const unreadable = set("Deploy", { inlinePolicy: "no JSON" });
    const odd = set("Deploy", { managedPolicies: ["arn:aws:iam::aws:policy/aws-service-role/X"] });
    expect([unreadable, odd, set("__proto__")].map(ours).map(adopted)).toEqual([{}, {}, {}]);
  });
});
