import { ListUsersCommand } from "@aws-sdk/client-identitystore";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { ListPermissionSetsCommand } from "@aws-sdk/client-sso-admin";
import { expect, it } from "vitest";
import { known, simulateAws } from "../simulated-aws.ts";

it("an empty page has a token that leads to what it should have held, on the first page and on later ones", async () => {
  const aws = await simulateAws({
    faults: ["ListUsers", "ListAccounts", "ListPermissionSets"].map((operation) => ({
      operation,
      fault: "empty-page" as const,
      every: 2,
    })),
  });
  const { identityStore, organizations, ssoAdmin } = aws;
  for (const name of ["ada", "bob", "cyd"]) await aws.createUser(name);
  for (const name of ["one", "two"]) await aws.createPermissionSet(name);
  const lists = [
    (page: object) => identityStore.send(new ListUsersCommand({ IdentityStoreId: known.identityStoreId, ...page })),
    (page: object) => organizations.send(new ListAccountsCommand(page)),
    (page: object) => ssoAdmin.send(new ListPermissionSetsCommand({ InstanceArn: known.instanceArn, ...page })),
  ];
  for (const [index, list] of lists.entries()) {
    const sizes: number[] = [];
    let NextToken: string | undefined;
    do {
      const answer: Record<string, unknown> = { ...(await list({ MaxResults: 1, ...(NextToken && { NextToken }) })) };
      sizes.push((Object.values(answer).find(Array.isArray) as unknown[]).length);
      NextToken = answer.NextToken as string | undefined;
    } while (NextToken !== undefined);
    expect(sizes.reduce((sum, size) => sum + size)).toBe([3, 7, 2][index]);
    expect(sizes).toContain(0);
  }
});
