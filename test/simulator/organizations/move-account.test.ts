import {
  DescribeAccountCommand,
  ListAccountsForParentCommand,
  ListParentsCommand,
  MoveAccountCommand,
} from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

async function withParents(options: Parameters<typeof simulateAws>[0] = {}) {
  const { organizations } = await simulateAws(options);
  const parentOf = async (ChildId: string) =>
    (await organizations.send(new ListParentsCommand({ ChildId }))).Parents?.[0]?.Id ?? "";
  const move = (AccountId: string, SourceParentId: string, DestinationParentId: string) =>
    organizations.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
  const [sandboxes, workloads] = [await parentOf(known.north), await parentOf(known.staging)];
  return { organizations, parentOf, move, sandboxes, workloads };
}

const nowhere = "ou-ab12-12345678";

describe("MoveAccount", () => {
  it("moves an account from where it is to another unit, which its path and the unit's list tell", async () => {
    const { organizations, parentOf, move, sandboxes, workloads } = await withParents();
    await move(known.north, sandboxes, workloads);
    expect(await parentOf(known.north)).toBe(workloads);
    const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: known.north }));
    expect(Account?.Paths?.[0]).toContain(`/${workloads}/${known.north}/`);
    const { Accounts } = await organizations.send(new ListAccountsForParentCommand({ ParentId: workloads }));
    expect(Accounts?.map(({ Id }) => Id)).toContain(known.north);
  });

  it("refuses to move an account to where it is", async () => {
    const { move, sandboxes, workloads } = await withParents();
    expect((await errorOf(move(known.north, sandboxes, sandboxes))).name).toBe("DuplicateAccountException");
    expect((await errorOf(move(known.north, workloads, sandboxes))).name).toBe("DuplicateAccountException");
  });

  it("refuses an account, a source or a destination that there is not, and a source where the account is not", async () => {
    const { parentOf, move, sandboxes, workloads } = await withParents();
    const root = await parentOf(known.management);
    const outcomes = [
      move("999999999999", sandboxes, workloads),
      move(known.south, nowhere, workloads),
      move(known.south, root, workloads),
      move(known.south, sandboxes, nowhere),
    ].map(async (call) => (await errorOf(call)).name);
    expect(await Promise.all(outcomes)).toEqual([
      "AccountNotFoundException",
      "SourceParentNotFoundException",
      "SourceParentNotFoundException",
      "DestinationParentNotFoundException",
    ]);
    expect(await parentOf(known.south)).toBe(sandboxes);
  });

  it("is for the management account only, and may have to wait for somebody else's change", async () => {
    const busy = await withParents({ faults: [{ operation: "MoveAccount", nth: 1, fault: "conflict" }] });
    const move = () => busy.move(known.north, busy.sandboxes, busy.workloads);
    expect((await errorOf(move())).name).toBe("ConcurrentModificationException");
    await move();

    const delegated = await withParents({
      organization: { delegatedAdministrators: ["Staging"], caller: { account: "Staging" } },
    });
    const refused = delegated.move(known.north, delegated.sandboxes, delegated.workloads);
    expect((await errorOf(refused)).name).toBe("AccessDeniedException");
  });

  it("is done though its answer is lost: asked again, the account is already there", async () => {
    const { parentOf, move, sandboxes, workloads } = await withParents({
      faults: [{ operation: "MoveAccount", nth: 1, fault: "lost-response" }],
    });
    expect(await errorOf(move(known.north, sandboxes, workloads))).toMatchObject({ code: "ECONNRESET" });
    expect(await parentOf(known.north)).toBe(workloads);
    expect((await errorOf(move(known.north, sandboxes, workloads))).name).toBe("DuplicateAccountException");
  });
});
