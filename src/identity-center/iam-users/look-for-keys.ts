import { classify, failureOf, isBug } from "../../aws/aws-error.ts";
import { mapConcurrently } from "../../aws/concurrency.ts";
import { parseDenial } from "../../aws/denial.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { renderProblem, type Source, sourceName } from "../../core/errors/problem.ts";
import { type AccountKeys, withoutKeyIds } from "../../core/keys/access-key.ts";
import { resolveAccounts } from "../../core/organization/accounts.ts";
import { type Settings, withDefaults } from "../../core/settings/settings.ts";
import { isReference } from "../../core/state/account-reference.ts";
import type { Team } from "../../core/team/team.ts";
import type { AwsFactory } from "../calls/aws.ts";
import { directoryFor } from "../connect/directory-for.ts";
import { findManagementAccount } from "../connect/find-organization.ts";
import { openHome } from "../connect/open-home.ts";
import { openOrganization } from "../connect/organization-accounts.ts";
import { createUnitFinder } from "../connect/organizational-units.ts";
import { type Entrance, openIam } from "./iam-client.ts";
import { listIamUsers } from "./list-iam-users.ts";

export interface KeySearch {
  readonly team: Team;
  readonly settings: Settings;
  /** Where the default accounts were given, for problems with them. */
  readonly defaultsSource: Source;
  readonly signal?: AbortSignal;
  /** Told what is being done, for whoever waits. */
  readonly onStep?: (step: string) => void;
}

/** The keys of every account of the team, and the way back into these accounts. */
export interface FoundKeys {
  readonly accounts: readonly AccountKeys[];
  readonly warnings: readonly string[];
  readonly entrance: Entrance;
}

const ACCOUNTS_AT_ONCE = 5;

/**
 * Goes into every account of the team and lists the IAM users with access keys there. An account that lets nobody in is
 * told as unknown and keeps no other from being looked at. Changes nothing.
 */
export async function lookForKeys(factory: AwsFactory, search: KeySearch): Promise<FoundKeys> {
  const { team, signal, onStep } = search;
  const { aws, caller } = await openHome(factory, search.settings.instance.region);
  const management = await findManagementAccount(aws, caller);
  const settings = withDefaults(search.settings, caller.partition);
  const defaults = { accounts: settings.defaults.account, source: search.defaultsSource };
  const lookup = { organization: openOrganization(aws, management), units: createUnitFinder(aws) };
  const directory = await directoryFor(team, defaults.accounts, lookup);
  const { byGrant, problems, warnings } = resolveAccounts(team, directory, defaults, settings.accounts);
  if (problems.length > 0) {
    throw new OnboardError({
      kind: "invalid-input",
      message: `${sourceName(team.source)} names accounts that cannot be used. Nothing was changed.`,
      remedy: "Correct them and run the same command again.",
      problems,
    });
  }
  const entrance: Entrance = {
    aws,
    partition: caller.partition,
    callerAccountId: caller.accountId,
    accessRole: settings.accounts.accessRole,
  };
  const ownKeyId = (await aws.sts.config.credentials()).accessKeyId;
  // In an account that is still to be made there are no keys.
  const present = [...byGrant.values()].flat().filter(({ id }) => !isReference(id));
  const targets = [...new Map(present.map((account) => [account.id, account])).values()];
  onStep?.(`Looking for access keys in ${targets.length === 1 ? "1 account" : `${targets.length} accounts`}`);
  const accounts = await mapConcurrently(targets, ACCOUNTS_AT_ONCE, async ({ id, name }): Promise<AccountKeys> => {
    const account = { id, name };
    try {
      const client = await openIam(entrance, id);
      return { account, state: "looked", users: await listIamUsers({ client, ownKeyId, signal }) };
    } catch (error) {
      if (signal?.aborted || isBug(error)) throw signal?.aborted ? signal.reason : error;
      return { account, state: "unknown", reason: reasonOf(error, entrance) };
    }
  });
  // That a team works in the management account is for the run that gives it to them to say.
  return { accounts, warnings: directory.known ? [] : warnings.map(renderProblem), entrance };
}

function reasonOf(error: unknown, { accessRole, callerAccountId }: Entrance): string {
  const { name, message } = failureOf(error);
  if (classify(error) === "denied" && parseDenial(message)?.action === "sts:AssumeRole") {
    return `the role ${accessRole} is not there, or does not let account ${callerAccountId} in (${name}).`;
  }
  return `${name}: ${withoutKeyIds(message).replace(/\.?$/, ".")}`;
}
