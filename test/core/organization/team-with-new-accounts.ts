import { renderProblem } from "../../../src/core/errors/problem.ts";
import { resolveAccounts } from "../../../src/core/organization/accounts.ts";
import type { DefaultAccounts } from "../../../src/core/organization/default-accounts.ts";
import type { AccountDirectory } from "../../../src/core/organization/find-accounts.ts";
import type { OrganizationAccount } from "../../../src/core/organization/organization-account.ts";
import { NO_SETTINGS, type Settings, withDefaults } from "../../../src/core/settings/settings.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { bytes } from "../team/team-problems.ts";

/** Settings by which new accounts are named `sandbox-NAME` and get the address `aws+NAME@example.com`. */
export const NEW_ACCOUNTS: NonNullable<Settings["accounts"]> = {
  newAccountEmail: "aws+{username}@example.com",
  newAccountName: "sandbox-{username}",
};

export const management: OrganizationAccount = {
  id: "111122223333",
  name: "Example Corp",
  email: "root@example.com",
  state: "ACTIVE",
  isManagement: true,
};

/** An account that has the address of a new one called so. */
export function present(name: string, others: Partial<OrganizationAccount> = {}): OrganizationAccount {
  const email = `aws+${name.toLowerCase()}@example.com`;
  return { id: "210987654321", name: `sandbox-${name}`, email, state: "ACTIVE", isManagement: false, ...others };
}

interface Circumstances extends Partial<AccountDirectory> {
  readonly accountSettings?: Settings["accounts"];
  readonly defaults?: readonly string[];
}

/** What the rows of a team file (`address,account` each) mean in an organization. */
export function resolved(rows: readonly string[], circumstances: Circumstances = {}) {
  const { accounts = [management], known = true, accountSettings = NEW_ACCOUNTS, defaults = [] } = circumstances;
  const { team, problems } = readTeam(bytes(["email,account", ...rows].join("\n")), { kind: "file", file: "team.csv" });
  if (problems.length > 0) throw new Error(problems.map(renderProblem).join("\n"));
  const settings = withDefaults({ ...NO_SETTINGS, accounts: accountSettings }, "aws").accounts;
  const from: DefaultAccounts = { accounts: defaults, source: { kind: "flag", flag: "--account" } };
  const found = resolveAccounts(team, { accounts, known }, from, settings);
  return {
    ids: Object.fromEntries(
      team.members.map(({ email, grants }) => [
        email.replace("@example.com", ""),
        grants.flatMap((grant) => found.byGrant.get(grant) ?? []).map(({ id }) => id),
      ]),
    ),
    wanted: found.wanted,
    says: found.problems.map(renderProblem),
  };
}
