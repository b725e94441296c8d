import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ProfileRequest, profileNames } from "../../../src/core/plan/profile-names.ts";

const request = (others: Partial<ProfileRequest> = {}): ProfileRequest => ({
  base: "amplify",
  accountName: "Sandbox North",
  accountId: "210987654321",
  permissionSet: "amplify-policy",
  ...others,
});

describe("profile names", () => {
  it("are the base name for a person with one account", () => {
    expect(profileNames([request()])).toEqual(["amplify"]);
  });

  it("tell later accounts apart by their name, and the first keeps its own", () => {
    const south = request({ accountName: "Sandbox South", accountId: "345678901234" });
    expect(profileNames([request(), south])).toEqual(["amplify", "amplify-sandbox-south"]);
  });

  it("tell permission sets of one account apart", () => {
    const admin = request({ permissionSet: "Admin+Access" });
    expect(profileNames([request(), admin, { ...admin, permissionSet: "read" }])).toEqual([
      "amplify",
      "amplify-sandbox-north",
      "amplify-sandbox-north-read",
    ]);
  });

  it("use the id of an account whose name has no letter that a profile can have", () => {
    expect(profileNames([request(), request({ accountName: "開発", accountId: "345678901234" })])).toEqual([
      "amplify",
      "amplify-345678901234",
    ]);
  });

  it("write accented letters plainly", () => {
    expect(profileNames([request(), request({ accountName: "Équipe Façade" })])[1]).toBe("amplify-equipe-facade");
  });

  const requests = fc.array(
    fc.record({
      base: fc.constantFrom("amplify", "amplify-2", "web", "web-sandbox"),
      accountName: fc.oneof(fc.string({ unit: "grapheme", maxLength: 20 }), fc.constantFrom("sandbox", "Sandbox", "2")),
      accountId: fc.constantFrom("210987654321", "345678901234"),
      permissionSet: fc.constantFrom("amplify-policy", "+=,.@", "read"),
    }),
    { maxLength: 12 },
  );

  it("are unique, one for each access, and every AWS client reads them alike", () => {
    fc.assert(
      fc.property(requests, (wanted) => {
        const names = profileNames(wanted);
        expect(names).toHaveLength(wanted.length);
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it("do not change when an access is added behind them", () => {
    fc.assert(
      fc.property(requests, (wanted) => {
        expect(profileNames(wanted).slice(0, -1)).toEqual(profileNames(wanted.slice(0, -1)));
      }),
    );
  });
});
