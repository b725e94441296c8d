import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Handover, type HandoverAccess, handoverOf, mergeHandover } from "../../../src/core/handover/handover.ts";
import { access, instance, north, person, south } from "../plan/sample-onboarding.ts";

const entry = (others: Partial<HandoverAccess> = {}): HandoverAccess => ({
  accountId: north,
  accountName: "Sandbox North",
  permissionSet: "amplify-policy",
  region: "eu-west-1",
  profile: "amplify",
  ...others,
});
const handover = (...people: Handover["people"]): Handover => ({
  version: 1,
  startUrl: "https://d-9067a1b2c3.awsapps.com/start",
  ssoRegion: "eu-west-1",
  session: "amplify",
  people,
});
const one = (email: string, ...given: readonly HandoverAccess[]) => ({ email, username: email, access: given });

describe("the handover", () => {
  it("holds what a developer's machine needs and nothing of the team file besides", () => {
    const given = access({ group: "devs", region: "us-west-2" });
    expect(handoverOf(instance, "amplify", [person("ana", given)])).toEqual({
      version: 1,
      startUrl: "https://d-9067a1b2c3.awsapps.com/start",
      ssoRegion: "eu-west-1",
      session: "amplify",
      people: [{ email: "ana@example.com", username: "ana", access: [entry({ region: "us-west-2" })] }],
    });
  });

  it("has people sign in where their portal is, at a replica too", () => {
    const startUrl = "https://ssoins-7223a1b2c3d4e5f6.portal.eu-central-1.app.aws";
    expect(handoverOf({ ...instance, startUrl }, "amplify", [person("ana")])).toMatchObject({
      startUrl,
      ssoRegion: "eu-central-1",
    });
  });

  it("is not written when the access portal is not known", () => {
    expect(handoverOf({ region: "eu-west-1" }, "amplify", [person("ana")])).toBeUndefined();
  });
});

describe("a handover that is written again", () => {
  it("keeps the people that this run was not about", () => {
    const merged = mergeHandover(handover(one("ana@example.com", entry())), handover(one("bo@example.com", entry())));
    expect(merged.people.map(({ email }) => email)).toEqual(["ana@example.com", "bo@example.com"]);
  });

  it("knows a person by their address in any case, and adds to what they have", () => {
    const earlier = handover(one("Ana@Example.com", entry()));
    const fresh = handover(one("ana@example.com", entry({ accountId: south, profile: "amplify-south" })));
    const merged = mergeHandover(earlier, fresh);
    expect(merged.people).toHaveLength(1);
    expect(merged.people[0]?.access.map(({ accountId }) => accountId)).toEqual([north, south]);
  });

  it("says an access anew that was handed over before", () => {
    const earlier = handover(one("ana@example.com", entry({ region: "us-east-1" })));
    expect(mergeHandover(earlier, handover(one("ana@example.com", entry()))).people).toEqual([
      one("ana@example.com", entry()),
    ]);
  });

  it("never gives two accounts of a person the same profile", () => {
    const earlier = handover(one("ana@example.com", entry()));
    const merged = mergeHandover(earlier, handover(one("ana@example.com", entry({ accountId: south }))));
    expect(merged.people[0]?.access.map(({ profile }) => profile)).toEqual(["amplify", `amplify-${south}`]);
  });

  it("keeps the name an account's profile got before, when its own is taken", () => {
    const earlier = handover(one("ana@example.com", entry(), entry({ accountId: south, profile: "amplify-south" })));
    const merged = mergeHandover(earlier, handover(one("ana@example.com", entry({ accountId: south }))));
    expect(merged.people[0]?.access.map(({ profile }) => profile)).toEqual(["amplify", "amplify-south"]);
  });

  it("starts anew when the portal or its Region has changed", () => {
    const earlier = handover(one("ana@example.com", entry()));
    const fresh = handover(one("bo@example.com", entry()));
    expect(mergeHandover({ ...earlier, startUrl: "https://other.awsapps.com/start" }, fresh)).toEqual(fresh);
    expect(mergeHandover({ ...earlier, ssoRegion: "us-east-1" }, fresh)).toEqual(fresh);
  });

  const accesses = fc
    .uniqueArray(
      fc.record({
        accountId: fc.constantFrom(north, south),
        accountName: fc.constant("x"),
        permissionSet: fc.constantFrom("amplify-policy", "read", "admin"),
        region: fc.constant("eu-west-1"),
        profile: fc.constantFrom("amplify", "web", `amplify-${south}`, `amplify-${north}`, "amplify-2"),
      }),
      { selector: ({ profile }) => profile, maxLength: 4 },
    )
    .map((given) => [...new Map(given.map((one) => [`${one.accountId} ${one.permissionSet}`, one])).values()]);
  const handovers = fc
    .uniqueArray(fc.tuple(fc.constantFrom("ana@example.com", "Bo@example.com", "cy@example.com"), accesses), {
      selector: ([email]) => email,
    })
    .map((people) => handover(...people.map(([email, given]) => one(email, ...given))));

  it("loses nobody, and nobody's access, and repeats no profile, however often it is written", () => {
    fc.assert(
      fc.property(fc.array(handovers, { minLength: 2, maxLength: 4 }), (runs) => {
        const merged = runs.reduce(mergeHandover);
        const reached = ({ people }: Handover) =>
          people.flatMap(({ email, access: given }) =>
            given.map(({ accountId, permissionSet }) => `${email.toLowerCase()} ${accountId} ${permissionSet}`),
          );
        expect(new Set(reached(merged))).toEqual(new Set(runs.flatMap(reached)));
        for (const { access: given } of merged.people) {
          const profiles = given.map(({ profile }) => profile);
          expect(new Set(profiles).size).toBe(profiles.length);
        }
      }),
    );
  });

  it("is the same when it is written twice", () => {
    fc.assert(
      fc.property(handovers, handovers, (earlier, fresh) => {
        const once = mergeHandover(earlier, fresh);
        const sorted = ({ people }: Handover) =>
          people.map((person) => ({
            ...person,
            access: [...person.access].map((given) => JSON.stringify(given)).sort(),
          }));
        expect(sorted(mergeHandover(once, fresh))).toEqual(sorted(once));
      }),
    );
  });
});
