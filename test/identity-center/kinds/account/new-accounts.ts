import { CreateAccountCommand, MoveAccountCommand } from "@aws-sdk/client-organizations";
import { vi } from "vitest";
import type { Settings } from "../../../../src/core/settings/settings.ts";
import type { ChangeResult } from "../../../../src/core/state/result.ts";
import { createUnitFinder } from "../../../../src/identity-center/connect/organizational-units.ts";
import {
  type AccountRequests,
  createAccountRequests,
} from "../../../../src/identity-center/kinds/account/account-requests.ts";
import { openAccounts } from "../../../../src/identity-center/kinds/account/accounts.ts";
import type { Prepared } from "../../../../src/identity-center/prepare.ts";
import type { SimulatorOptions } from "../../../../src/simulator/start.ts";
import { type RunOptions, simulateTeam } from "../../simulated-team.ts";

export type Organization = NonNullable<SimulatorOptions["organization"]>;

export const settings: Partial<Settings> = {
  accounts: {
    newAccountEmail: "aws+{username}@example.com",
    newAccountName: "sandbox-{username}",
    newAccountTags: { team: "web" },
    organizationalUnit: "Workloads/Sandboxes",
  },
};
export const ana = "email,account\nana@example.com,new\n";
const ANA = { AccountName: "sandbox-ana", Email: "aws+ana@example.com" } as const;

/** A simulated AWS and a team in which people get accounts of their own. */
export async function newAccounts(options: SimulatorOptions = {}) {
  const team = await simulateTeam(options);
  const organizations = async () => (await team.connectTo({}, team.simulator.region)).aws.organizations;
  const world = () => team.simulator.world();
  const nameOf = (id: string) => world().organizationalUnits[id]?.name ?? "root";
  const requests = () => Object.values(world().createAccountRequests);
  return {
    ...team,
    onboardNew: (csv: string = ana, run: RunOptions = {}) => team.onboard(csv, { settings, ...run }),
    planNew: (csv: string = ana, run: RunOptions = {}) => team.prepareTeam(csv, { settings, ...run }),
    /** A plan, and what it is carried out with if it knows of requests what these say. */
    planWithRequests: async () => {
      const prepared = await team.prepareTeam(ana, { settings });
      const { aws, signal } = prepared.session;
      const shared = { limits: prepared.limits, units: createUnitFinder(aws), freshAccounts: new Set<string>() };
      return {
        plan: prepared.plan,
        requests: createAccountRequests(aws, signal),
        withRequests: (requests: AccountRequests): Prepared => ({
          ...prepared,
          kinds: { ...prepared.kinds, Account: openAccounts(prepared.session, shared, requests) },
        }),
      };
    },
    requests,
    /** The accounts with root addresses such as these settings give, and the unit that each stands in. */
    accounts: () =>
      Object.values(world().accounts)
        .filter(({ email }) => /^aws\+[a-z]/i.test(email))
        .map(({ name, email, tags, parentId }) => ({ name, email, tags, unit: nameOf(parentId) })),
    idOf: (address: string) =>
      Object.values(world().accounts).find(({ email }) => email.toLowerCase() === address.toLowerCase())?.id ?? "",
    /** Another run, or somebody else, sends a request; it is in progress when this resolves. */
    request: async (wanted: Partial<typeof ANA | { AccountName: string; Email: string }> = {}) => {
      const { CreateAccountStatus } = await (await organizations()).send(
        new CreateAccountCommand({ ...ANA, ...wanted }),
      );
      return CreateAccountStatus?.Id ?? "";
    },
    /** Until every request has ended. */
    ended: () => vi.waitUntil(() => requests().every(({ state }) => state !== "IN_PROGRESS"), { timeout: 20_000 }),
    /** Somebody moves an account out of the root. */
    move: async (AccountId: string, unit: string) => {
      const { organization, organizationalUnits } = world();
      const DestinationParentId = Object.values(organizationalUnits).find(({ name }) => name === unit)?.id;
      const SourceParentId = organization?.rootId;
      await (await organizations()).send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
    },
  };
}

/** An account of Ana's that was made before, and the units of these settings. */
export function withAccount(account: Partial<NonNullable<Organization["accounts"]>[number]> = {}): Organization {
  return {
    accounts: [{ id: "222233334444", name: "Ana's own", email: "aws+ana@example.com", ...account }],
    organizationalUnits: ["Workloads/Sandboxes", "Security"],
    bootstrap: [],
  };
}

/** The outcome for each kind of thing in the plan. */
export function outcomesOf({ results }: { readonly results: readonly ChangeResult[] }) {
  return Object.fromEntries(results.map(({ change, outcome }) => [change.after?.kind, outcome]));
}
