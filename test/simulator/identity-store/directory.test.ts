import { CreateUserCommand, IdentitystoreClient, ListUsersCommand } from "@aws-sdk/client-identitystore";
import { describe, expect, it } from "vitest";
import type { OrganizationDescription } from "../../../src/simulator/organization-file/description.ts";
import { type RunningSimulator, startSimulator } from "../../../src/simulator/start.ts";
import { errorOf, known } from "../simulated-aws.ts";

const store = { IdentityStoreId: known.identityStoreId };
const instance = { identityStoreId: known.identityStoreId, additionalRegions: ["eu-west-1"] };
const user = { ...store, UserName: "ada", DisplayName: "Ada", Name: { GivenName: "Ada", FamilyName: "L" } };

async function within(organization: OrganizationDescription, work: (simulator: RunningSimulator) => Promise<void>) {
  const simulator = await startSimulator({ organization });
  await work(simulator).finally(() => simulator.close());
}

function clientIn(region: string, { url }: RunningSimulator): IdentitystoreClient {
  const credentials = { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" };
  return new IdentitystoreClient({ endpoint: url, region, maxAttempts: 1, credentials });
}

describe("who may use a directory, and where", () => {
  it("an additional Region answers reads and refuses writes", () =>
    within({ instances: [instance] }, async (simulator) => {
      const replica = clientIn("eu-west-1", simulator);
      expect((await replica.send(new ListUsersCommand(store))).Users).toEqual([]);
      const error = await errorOf(replica.send(new CreateUserCommand(user)));
      expect(error).toMatchObject({ name: "AccessDeniedException" });
      expect(error.message).toContain("us-east-1");
    }));

  it("other Regions do not know the directory", () =>
    within({ instances: [instance] }, async (simulator) => {
      const error = await errorOf(clientIn("eu-north-1", simulator).send(new ListUsersCommand(store)));
      expect(error.name).toBe("ResourceNotFoundException");
    }));

  it("a Region that the organization denies is refused by policy", () =>
    within({ instances: [instance], regions: { denied: ["eu-west-1"] } }, async (simulator) => {
      const error = await errorOf(clientIn("eu-west-1", simulator).send(new ListUsersCommand(store)));
      expect(error.name).toBe("AccessDeniedException");
      expect(error.message).toContain("with an explicit deny in a service control policy");
    }));

  it("a Region that the account has not enabled does not know its keys", () =>
    within({ instances: [instance], regions: { disabled: ["ap-east-1"] } }, async (simulator) => {
      const error = await errorOf(clientIn("ap-east-1", simulator).send(new ListUsersCommand(store)));
      expect(error.name).toBe("UnrecognizedClientException");
    }));

  it("a plain member account may read, the delegated administrator may write too", async () => {
    await within({ instances: [instance], caller: { account: "Staging" } }, async (simulator) => {
      const client = clientIn("us-east-1", simulator);
      expect((await client.send(new ListUsersCommand(store))).Users).toEqual([]);
      const error = await errorOf(client.send(new CreateUserCommand(user)));
      expect(error).toMatchObject({ name: "AccessDeniedException" });
      expect(error.message).toContain("is not authorized");
    });
    const delegated = { caller: { account: "Staging" }, delegatedAdministrators: ["Staging"] };
    await within({ instances: [instance], ...delegated }, async (simulator) => {
      const client = clientIn("us-east-1", simulator);
      await client.send(new CreateUserCommand(user));
      expect((await client.send(new ListUsersCommand(store))).Users).toHaveLength(1);
    });
  });

  it("an account instance's directory is its own account's alone", async () => {
    const own = { ...instance, kind: "account", account: "Sandbox North" } as const;
    await within({ instances: [own], caller: { account: "Staging" } }, async (simulator) => {
      const error = await errorOf(clientIn("us-east-1", simulator).send(new ListUsersCommand(store)));
      expect(error.name).toBe("AccessDeniedException");
    });
  });
});
