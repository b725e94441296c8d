import { describe, expect, it } from "vitest";
import { buildWorld } from "../../../src/simulator/organization-file/build-world.ts";
import { parseOrganization } from "../../../src/simulator/organization-file/organization-file.ts";
import { snapshotOf } from "../../../src/simulator/state/state-file.ts";

const parse = (iamUsers: unknown) =>
  parseOrganization(JSON.stringify({ accounts: [{ id: "210987654321", name: "North", iamUsers }] }), "org.json");
const build = (iamUsers: unknown, seed = "seed") => buildWorld(parse(iamUsers), seed, 1_000);

describe("an organization file's IAM users", () => {
  it("get ids of their own, the same each time, and shift no other id", () => {
    const world = build([{ userName: "Ada", accessKeys: [{}, {}] }]);
    expect(snapshotOf(world).iamUsers["210987654321/ada"]).toMatchObject({
      userName: "Ada",
      accessKeys: [{ status: "Active", createdAt: 1_000 }, { status: "Active" }],
    });
    expect(snapshotOf(build([{ userName: "Ada", accessKeys: [{}, {}] }]))).toEqual(snapshotOf(world));
    expect(build([]).idsDrawn).toBe(world.idsDrawn);
    const ids = [...world.iamUsers.values()].flatMap(({ accessKeys }) => accessKeys.map(({ id }) => id));
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    ["three keys", [{ userName: "ada", accessKeys: [{}, {}, {}] }], "two keys at most"],
    ["a name that IAM does not take", [{ userName: "a/b" }], "iamUsers[0].userName"],
    ["a key id of a role", [{ userName: "ada", accessKeys: [{ id: "ASIAAAAAAAAAAAAAAAAA" }] }], "must be AKIA"],
    ["a time that is none", [{ userName: "ada", accessKeys: [{ createdAt: "yesterday" }] }], "must be a time"],
  ])("cannot have %s", (_, users, message) => {
    expect(() => parse(users)).toThrow(expect.objectContaining({ problems: [expect.stringContaining(message)] }));
  });

  it("cannot be there twice, nor can their keys", () => {
    const id = "AKIAAAAAAAAAAAAAAAAA";
    const twice = [
      { userName: "ada", accessKeys: [{ id }] },
      { userName: "ADA" },
      { userName: "bo", accessKeys: [{ id: "AKIABBBBBBBBBBBBBBBB" }] },
      { userName: "cy", accessKeys: [{ id: "AKIABBBBBBBBBBBBBBBB" }] },
    ];
    expect(() => build(twice)).toThrow(
      expect.objectContaining({
        problems: [
          "accounts[0].iamUsers[1].userName: ADA is there twice",
          "accounts[0].iamUsers[3].accessKeys: AKIABBBBBBBBBBBBBBBB is there twice",
        ],
      }),
    );
  });
});
