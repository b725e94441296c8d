import { describe, expect, it } from "vitest";
import { handoverOf } from "../../../src/core/handover/handover.ts";
import { parseHandover } from "../../../src/core/handover/handover-file.ts";
import { profileNames } from "../../../src/core/plan/profile-names.ts";
import { access, instance, person } from "../plan/sample-onboarding.ts";

const good = handoverOf(instance, "amplify", [person("ana")]);
const text = (change: (handover: Record<string, unknown>) => void) => {
  const copy = JSON.parse(JSON.stringify(good)) as Record<string, unknown>;
  change(copy);
  return JSON.stringify(copy);
};
const ofPerson = (members: object) => text((file) => Object.assign((file.people as object[])[0] ?? {}, members));
const ofAccess = (members: object) => ofPerson({ access: [{ ...good?.people[0]?.access[0], ...members }] });

describe("a handover file", () => {
  it("is read as it was written", () => {
    expect(parseHandover(JSON.stringify(good))).toEqual(good);
  });

  it("may name its schema, which is no part of what it says", () => {
    const $schema = "https://example.com/handover.schema.json";
    expect(parseHandover(JSON.stringify({ $schema, ...good }))).toEqual(good);
    expect(parseHandover(JSON.stringify({ $schema: 1, ...good }))).toBeUndefined();
  });

  it("is read with the longest names that the team file, the settings and AWS allow", () => {
    const long = {
      base: "b".repeat(128),
      accountName: "a".repeat(50),
      accountId: "210987654321",
      permissionSet: "p".repeat(32),
    };
    const access_ = profileNames([long, long, long]).map((profile) =>
      access({ profile, permissionSet: long.permissionSet }),
    );
    const written = handoverOf(instance, "s".repeat(128), [
      { ...person("ana", ...access_), userName: "u".repeat(128), email: `${"u".repeat(64)}@example.com` },
    ]);
    expect(parseHandover(JSON.stringify(written))).toEqual(written);
  });

  it.each([
    ["that is not JSON", "{"],
    ["that is something else", "[]"],
    ["of another version", text((file) => Object.assign(file, { version: 2 }))],
    ["with an unknown member", text((file) => Object.assign(file, { secret: "x" }))],
    ["without a portal", text((file) => delete file.startUrl)],
    [
      "whose portal is not https",
      text((file) => Object.assign(file, { startUrl: "http://d-9067a1b2c3.awsapps.com/start" })),
    ],
    ["whose portal has a line end", text((file) => Object.assign(file, { startUrl: "https://x\n[profile evil]" }))],
    ["whose session has a line end", text((file) => Object.assign(file, { session: "amplify\n" }))],
    ["whose session has a bracket", text((file) => Object.assign(file, { session: "a]b" }))],
    ["whose Region is none", text((file) => Object.assign(file, { ssoRegion: "eu-west-1\n" }))],
    ["with an escape sequence in an address", ofPerson({ email: "ana@example.com\u001b[2J" })],
    ["with an account that is none", ofAccess({ accountId: "21098765432" })],
    ["with an account that has a line end", ofAccess({ accountId: "210987654321\n" })],
    ["with a permission set that is none", ofAccess({ permissionSet: "a b" })],
    ["with a profile that some clients cannot read", ofAccess({ profile: "my profile" })],
    ["with a hidden character in an account's name", ofAccess({ accountName: "Sand\u200bbox" })],
  ])("is refused %s", (_, file) => {
    expect(parseHandover(file)).toBeUndefined();
  });
});
