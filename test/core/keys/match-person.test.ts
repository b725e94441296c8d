import { describe, expect, it } from "vitest";
import { type KnownPerson, matchPerson } from "../../../src/core/keys/match-person.ts";

const person = (email: string, givenName: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
  email,
  username: email,
  givenName,
  displayName: `${givenName} Silva`,
  ...more,
});
const ana = person("ana.silva@example.com", "Ana", { username: "asilva" });
const bo = person("bo@example.com", "Bo", { displayName: "Bo Larsen" });
const people = [ana, bo, person("zoe.m@example.com", "Zoé", { displayName: "Zoé Martin" })];

describe("an IAM user is", () => {
  it.each([
    ["asilva", "exact", ["ana.silva@example.com"], "the user name"],
    ["ASilva", "exact", ["ana.silva@example.com"], "the user name"],
    ["ana.silva@example.com", "exact", ["ana.silva@example.com"], "the e-mail address"],
    ["ana.silva", "maybe", ["ana.silva@example.com"], "the name before the @"],
    ["ana.silva@old-company.example", "maybe", ["ana.silva@example.com"], "the name before the @"],
    ["ana_silva", "maybe", ["ana.silva@example.com"], "a similar name"],
    ["ZoeMartin", "maybe", ["zoe.m@example.com"], "a similar name"],
    ["zoe", "maybe", ["zoe.m@example.com"], "the given name"],
  ])("%s: %s %j by %s", (userName, kind, emails, by) => {
    expect(matchPerson(userName, people)).toEqual({ kind, emails, by });
  });

  it.each(["ci-deploy", "an", "---", "@", "bo2"])("nobody's when it is called %s", (userName) => {
    expect(matchPerson(userName, people)).toEqual({ kind: "none" });
  });

  it("maybe anybody's whom it could be, when that is several", () => {
    const other = person("bo@example.org", "Bodil");
    expect(matchPerson("bo", [...people, other])).toEqual({
      kind: "maybe",
      emails: ["bo@example.com", "bo@example.org"],
      by: "the name before the @",
    });
  });

  it("not exactly two people's", () => {
    const twin = person("twin@example.com", "Tw", { username: "asilva" });
    expect(matchPerson("asilva", [ana, twin])).toMatchObject({ kind: "maybe" });
  });
});
