import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planSchema } from "../../../src/core/plan/plan-schema.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { access, deletion, north, observed, permissionSet, person, planFor, user } from "./sample-onboarding.ts";

const people = [person("ana"), person("bo", access({ line: 3, group: "Builders" }))];
const plan = planFor([user("ana"), permissionSet(), { kind: "Group", displayName: "Builders" }], { people });
const copy = (): Editable => JSON.parse(JSON.stringify(plan));

interface Editable {
  [member: string]: unknown;
  instance: Record<string, unknown>;
  people: Record<string, unknown>[];
  changes: { [member: string]: unknown; after: Record<string, unknown> }[];
}

/** What is wrong, as `path: words`. */
function faults(document: unknown): readonly string[] {
  const { error } = planSchema.safeParse(document);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

function broken(edit: (document: Editable) => void): readonly string[] {
  const document = copy();
  edit(document);
  return faults(document);
}

const setOf = (changes: Editable["changes"]) => {
  const found = changes.find(({ after }) => after?.kind === "PermissionSet");
  if (found === undefined) throw new Error("the sample has no permission set");
  return found;
};

describe("the schema of a plan", () => {
  it("takes what was planned, as it was planned", () => {
    expect(planSchema.parse(copy())).toEqual(plan);
  });

  it("takes a plan that names its schema", () => {
    expect(faults({ $schema: "https://example.com/plan.schema.json", ...copy() })).toEqual([]);
  });

  it("takes a permission set as others left it, and holds what is added to the rules", () => {
    const before = permissionSet({
      sessionDuration: "PT30M",
      description: "Zeilen\r\numbruch",
      tags: { "aws:x": "1" },
    });
    const wanted = [permissionSet({ sessionDuration: "PT8H" })];
    const update = planFor(wanted, { observation: observed([before]) });
    const document: Editable = JSON.parse(JSON.stringify(update));
    expect(faults(document)).toEqual([]);
    setOf(document.changes).after.managedPolicies = ["arn:aws:iam::111122223333:policy/mine"];
    expect(faults(document).join()).toContain("is a customer managed policy");
  });

  it("takes deletions of what AWS lets be deleted", () => {
    const changes: Editable["changes"] = JSON.parse(JSON.stringify([deletion(user("ana")), deletion(permissionSet())]));
    expect(faults({ ...copy(), changes })).toEqual([]);
    const stack = { kind: "Bootstrap", accountId: north, region: "eu-west-1", version: 6, accessRole: "r" } as const;
    expect(faults({ ...copy(), changes: JSON.parse(JSON.stringify([deletion(stack)])) })).toEqual([
      expect.stringContaining("A Bootstrap is never deleted."),
    ]);
  });

  it("takes blocked changes with their reasons", () => {
    const blocked = new Map([[userKey("ana"), { reason: "Somebody else is called so.", remedy: "Ask." }]]);
    expect(
      faults(JSON.parse(JSON.stringify(planFor([user("ana")], { observation: observed([], { blocked }) })))),
    ).toEqual([]);
  });

  it.each<[what: string, edit: (document: Editable) => void, fault: RegExp]>([
    ["another version", (plan) => Object.assign(plan, { version: 2 }), /^version/],
    ["another kind", (plan) => Object.assign(plan, { kind: "report" }), /^kind/],
    ["an unknown member", (plan) => Object.assign(plan, { force: true }), /force/],
    ["a missing member", (plan) => Reflect.deleteProperty(plan, "drift"), /^drift/],
    [
      "an instance that is none",
      (plan) => Object.assign(plan.instance, { instanceArn: "arn:aws:s3:::x" }),
      /^instance.instanceArn/,
    ],
    [
      "an identity store that is none",
      (plan) => Object.assign(plan.instance, { identityStoreId: "d-1" }),
      /^instance.identityStoreId/,
    ],
    [
      "a Region that is none",
      (plan) => Object.assign(plan.instance, { region: "eu-west" }),
      /^instance.region: .*not a Region/,
    ],
    ["a partition that is none", (plan) => Object.assign(plan.instance, { partition: "azure" }), /^instance.partition/],
    [
      "a portal that only looks like AWS's",
      (plan) => Object.assign(plan.instance, { startUrl: "https://d-1.awsapps.co/start" }),
      /^instance.startUrl/,
    ],
    [
      "an account id that is none",
      (plan) => Object.assign(plan.instance, { managementAccountId: "1234" }),
      /not an account id/,
    ],
    [
      "an address that is none",
      (plan) => Object.assign(plan.people[0] ?? {}, { email: "ana" }),
      /not an e-mail address/,
    ],
    ["a user name with a space", (plan) => Object.assign(plan.people[0] ?? {}, { userName: "a na" }), /has a space/],
    [
      "a name with an escape sequence",
      (plan) => Object.assign(plan.people[0] ?? {}, { displayName: "A\u001b[2J" }),
      /invisible/,
    ],
    [
      "a line that is none",
      (plan) => Object.assign(plan.people[0] ?? {}, { access: [access({ line: 0 })] }),
      /^people.0.access.0.line/,
    ],
    [
      "the developers' default profile",
      (plan) => Object.assign(plan.people[0] ?? {}, { access: [access({ profile: "default" })] }),
      /default/,
    ],
    [
      "more access than anybody has",
      (plan) => Object.assign(plan.people[0] ?? {}, { access: Array.from({ length: 1001 }, () => access()) }),
      /^people.0.access/,
    ],
    ["a deletion", (plan) => Object.assign(plan.changes[0] ?? {}, { action: "delete" }), /^changes.0/],
    [
      "another key than the resource's",
      (plan) => Object.assign(plan.changes[0] ?? {}, { key: "User|bo" }),
      /not that of its resource/,
    ],
    ["a change that is there twice", (plan) => plan.changes.push(plan.changes[0] ?? { after: {} }), /is here twice/],
    [
      "an unknown resource",
      (plan) => Object.assign(plan.changes[0]?.after ?? {}, { kind: "Account" }),
      /^changes.0.after/,
    ],
    [
      "a user that is updated",
      (plan) => Object.assign(plan.changes[0] ?? {}, { action: "update", before: plan.changes[0]?.after }),
      /A User is never updated/,
    ],
    [
      "a policy that is nobody's",
      (plan) => Object.assign(setOf(plan.changes).after, { managedPolicies: ["AdministratorAccess"] }),
      /not the ARN/,
    ],
    [
      "a session of a day",
      (plan) => Object.assign(setOf(plan.changes).after, { sessionDuration: "PT24H" }),
      /longer than twelve hours/,
    ],
    [
      "an inline policy that is no JSON",
      (plan) => Object.assign(setOf(plan.changes).after, { inlinePolicy: "{" }),
      /not a JSON object/,
    ],
    [
      "a boundary that is no policy",
      (plan) => Object.assign(setOf(plan.changes).after, { permissionsBoundary: { managedPolicyArn: "x" } }),
      /not the ARN/,
    ],
    [
      "a tag that AWS keeps for itself",
      (plan) => Object.assign(setOf(plan.changes).after, { tags: { "aws:a": "b" } }),
      /"aws:"/,
    ],
    [
      "an unknown danger",
      (plan) => Object.assign(plan, { dangers: [{ name: "none", count: 1, message: "x" }] }),
      /^dangers.0.name/,
    ],
    ["a warning that rings the bell", (plan) => Object.assign(plan, { warnings: ["\u0007"] }), /control character/],
    ["a fingerprint that is none", (plan) => Object.assign(plan, { fingerprint: "abc" }), /^fingerprint/],
  ])("refuses %s", (_what, edit, fault) => {
    expect(broken(edit).join("\n")).toMatch(fault);
  });

  it("takes every plan for a permission set that AWS could have", () => {
    const text = (most: number) => fc.string({ unit: "grapheme-ascii", maxLength: most });
    const before = fc.record({
      description: text(700),
      relayState: text(240),
      inlinePolicy: fc.json({ maxDepth: 3 }),
      tags: fc.dictionary(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 128 }), text(256), {
        maxKeys: 75,
      }),
    });
    fc.assert(
      fc.property(before, (others) => {
        const had: Resource = permissionSet({ ...others, managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] });
        const update = planFor([permissionSet()], { observation: observed([had]) });
        expect(update.changes).toHaveLength(1);
        expect(faults(JSON.parse(JSON.stringify(update)))).toEqual([]);
      }),
    );
  });

  it("takes no tag for the prototype of the tags", () => {
    const text = JSON.stringify(plan).replace('"tags":{', '"tags":{"__proto__":{"polluted":"x"},');
    const tags = planSchema
      .safeParse(JSON.parse(text))
      .data?.changes.flatMap(({ after }) => (after?.kind === "PermissionSet" ? [after.tags] : []));
    for (const one of tags ?? []) expect(Object.getPrototypeOf(one)).toBe(Object.prototype);
    expect(text).toContain("polluted");
  });
});
