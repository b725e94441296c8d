import fc from "fast-check";
import type { Inventory } from "../../../src/core/export/inventory.ts";
import { sampleInventory } from "./sample-inventory.ts";

/** Names that labels have in common, and that a language reads something into. */
const name = fc.oneof(
  fc.constantFrom(
    "dev",
    "Dev",
    "d e v",
    "d-e-v",
    "${var.x}",
    "%{if}",
    'say "hi"',
    "\\",
    "田中",
    "1st",
    "é",
    "e\u0301",
    "\u202e",
    "${",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
);
const id = (at: number) => `9067a1b2c3-00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
const setArn = (at: number) => `arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-${String(at).padStart(16, "0")}`;

/** Organizations of a few of everything, whose names collide as labels. */
export const randomInventory: fc.Arbitrary<Inventory> = fc
  .record({
    users: fc.array(fc.record({ userName: name, displayName: fc.option(name, { nil: "" }), external: fc.boolean() }), {
      minLength: 1,
      maxLength: 5,
    }),
    groups: fc.array(fc.record({ name, external: fc.boolean() }), { minLength: 1, maxLength: 3 }),
    sets: fc.array(fc.record({ name: fc.stringMatching(/^[\w+=,.@-]{1,12}$/), policies: fc.nat(25) }), {
      minLength: 1,
      maxLength: 3,
    }),
    accounts: fc.array(name, { minLength: 1, maxLength: 3 }),
    assigned: fc.uniqueArray(fc.tuple(fc.nat(2), fc.nat(2), fc.boolean(), fc.nat(4)), {
      maxLength: 12,
      selector: String,
    }),
  })
  .map(({ users, groups, sets, accounts, assigned }) => {
    const account = (at: number) => String(222_222_222_222 + (at % accounts.length));
    const all = assigned.map(([place, set, isUser, who]) => ({
      accountId: account(place),
      permissionSetArn: setArn(set % sets.length),
      principalType: isUser ? ("USER" as const) : ("GROUP" as const),
      principalId: isUser ? id(who % users.length) : id(100 + (who % groups.length)),
    }));
    return {
      ...sampleInventory,
      accounts: accounts.map((called, at) => ({ id: account(at), name: called })),
      users: users.map((one, at) => ({
        ...one,
        id: id(at),
        givenName: one.displayName,
        familyName: one.displayName,
        emails: [],
        disabled: false,
      })),
      groups: groups.map((one, at) => ({ ...one, id: id(100 + at) })),
      memberships: [],
      permissionSets: sets.map(({ name: called, policies }, at) => ({
        arn: setArn(at),
        name: called,
        content: {
          name: called,
          sessionDuration: "PT1H",
          managedPolicies: Array.from({ length: policies }, (_, one) => `arn:aws:iam::aws:policy/Policy${one}`),
          customerManagedPolicies: [],
          tags: {},
        },
      })),
      assignments: [...new Map(all.map((one) => [JSON.stringify(one), one])).values()],
    };
  });
