import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sandboxIdentifier } from "../../../src/core/handover/sandbox-identifier.ts";

const one = {
  accountId: "210987654321",
  accountName: "North",
  permissionSet: "p",
  region: "eu-west-1",
  profile: "amplify",
};
const personOf = (username: string, ...access: (typeof one)[]) => ({
  email: `${username}@example.com`,
  username,
  access,
});
const identifiers = (usernames: readonly string[]) => {
  const people = usernames.map((username) => personOf(username, one));
  return people.map((person) => sandboxIdentifier({ people }, person, one));
};

describe("a sandbox's identifier", () => {
  it("is not needed by somebody who is alone in an account", () => {
    const elsewhere = personOf("bo", { ...one, accountId: "345678901234" }, { ...one, region: "us-east-1" });
    const people = [personOf("ana", one), elsewhere];
    expect(people.map((person) => sandboxIdentifier({ people }, person, one))).toEqual([undefined, undefined]);
  });

  it("is needed, too, by those who come into an account by a role behind their own access", () => {
    const roleArn = "arn:aws:iam::345678901234:role/AmplifyContractor";
    const role = { profile: "client", roleArn, sourceProfile: "amplify", region: "eu-west-1" };
    const people = ["ana", "bo"].map((name) => ({
      ...personOf(name, { ...one, accountId: `${name.length}`.repeat(12) }),
      roles: [role],
    }));
    const client = { accountId: "345678901234", region: "eu-west-1" };
    expect(people.map((person) => sandboxIdentifier({ people }, person, client))).toEqual(["ana", "bo"]);
    expect(people.map((person) => sandboxIdentifier({ people }, person, { ...client, region: "us-east-1" }))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("is the person's user name, as ampx takes it", () => {
    expect(identifiers(["ana.silva@example.com", "Zoë@example.com", "名前@example.com"])).toEqual([
      "ana-silva",
      "zoe",
      "dev",
    ]);
    expect(identifiers(["maximiliane-charlotte@example.com", "bo"])).toEqual(["maximiliane-cha", "bo"]);
  });

  it("has a number where names would be the same", () => {
    expect(identifiers(["ana@example.com", "ana@example.org", "ana@example.net"])).toEqual(["ana", "ana-2", "ana-3"]);
    expect(identifiers(["abcdefghijklmnop", "abcdefghijklmnoq"])).toEqual(["abcdefghijklmno", "abcdefghijklm-2"]);
  });

  it("keeps any people apart, in characters and a length that ampx takes", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 30 }), { minLength: 2, maxLength: 30 }),
        (usernames) => {
          const found = identifiers(usernames);
          expect(new Set(found).size).toBe(usernames.length);
          for (const identifier of found) expect(identifier).toMatch(/^[a-z0-9][a-z0-9-]{0,14}$/);
        },
      ),
    );
  });
});
