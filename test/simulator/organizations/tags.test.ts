import { CreateAccountCommand, ListTagsForResourceCommand, type Tag } from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

async function withTags() {
  const aws = await simulateAws({ latency: { createAccount: 5_000 } });
  const create = (Tags: Tag[]) =>
    aws.organizations.send(new CreateAccountCommand({ Email: "a@example.com", AccountName: "New", Tags }));
  const tagsOf = async (ResourceId: string) =>
    (await aws.organizations.send(new ListTagsForResourceCommand({ ResourceId }))).Tags;
  return { ...aws, create, tagsOf };
}

describe("tags of accounts", () => {
  it("that CreateAccount is given are the account's", async () => {
    const { simulator, pass, create, tagsOf } = await withTags();
    const Tags = [
      { Key: "team", Value: "web" },
      { Key: "note", Value: "" },
    ];
    const { CreateAccountStatus } = await create(Tags);
    pass(5_000);
    const { accountId = "" } = simulator.world().createAccountRequests[CreateAccountStatus?.Id ?? ""] ?? {};
    expect(await tagsOf(accountId)).toEqual(Tags);
  });

  it("are none for an account without, the root and the units; anything else is not found", async () => {
    const { simulator, tagsOf } = await withTags();
    const { organization, organizationalUnits } = simulator.world();
    for (const id of [known.north, organization?.rootId ?? "", ...Object.keys(organizationalUnits)]) {
      expect(await tagsOf(id)).toEqual([]);
    }
    expect((await errorOf(tagsOf("999999999999"))).name).toBe("TargetNotFoundException");
  });

  it.each([
    ["a reserved key", [{ Key: "AWS:team", Value: "x" }], "InvalidInputException", "INVALID_SYSTEM_TAGS_PARAMETER"],
    [
      "a key that is there twice",
      ["a", "b"].map((Value) => ({ Key: "team", Value })),
      "InvalidInputException",
      "DUPLICATE_TAG_KEY",
    ],
    [
      "more than fifty",
      Array.from({ length: 51 }, (_, n) => ({ Key: `${n}`, Value: "" })),
      "ConstraintViolationException",
      "MAX_TAG_LIMIT_EXCEEDED",
    ],
  ])("make CreateAccount refuse %s, and no account is made", async (_what, tags, name, Reason) => {
    const { simulator, create } = await withTags();
    expect(await errorOf(create(tags))).toMatchObject({ name, Reason });
    expect(simulator.world().createAccountRequests).toEqual({});
  });
});
