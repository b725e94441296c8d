import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gen1Environment } from "../../../src/core/handover/gen1-environment.ts";

const access = {
  accountId: "210987654321",
  accountName: "N",
  permissionSet: "p",
  region: "eu-west-1",
  profile: "amplify",
};
const personOf = (username: string) => ({ email: `${username}@example.com`, username, access: [access] });
const environments = (...usernames: readonly string[]) => {
  const people = usernames.map(personOf);
  return people.map((person) => gen1Environment({ people }, person, access));
};

describe("the name of a Gen 1 environment", () => {
  it("is the person's, in lower-case letters", () => {
    expect(environments("Ana.Silva@example.com")).toEqual(["anasilva"]);
    expect(environments("x@example.com")).toEqual(["mydev"]);
  });

  it("keeps two people of one name apart", () => {
    expect(environments("ana@example.com", "ana@example.org")).toEqual(["ana", "anac"]);
  });

  it("is always one that Amplify takes", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 }), (usernames) => {
        for (const name of environments(...usernames)) expect(name).toMatch(/^[a-z]{2,10}$/);
      }),
    );
  });
});
