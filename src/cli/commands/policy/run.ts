import { refuse } from "../../../core/errors/invalid-input.ts";
import type { Grant } from "../../../core/permissions/grants.ts";
import { policyDocument } from "../../../core/permissions/policy-document.ts";
import { grantsFor } from "../../../core/permissions/tasks.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { definedOnly } from "../../../core/text/defined-only.ts";
import { jsonText } from "../../../core/text/json-text.ts";
import type { Given } from "../../flags/add-command.ts";
import { sameCommand } from "../../flags/team-command.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { type Io, show } from "../../terminal/io.ts";
import type { PolicyOptions } from "./flags.ts";

/** `onboard policy`: prints the IAM policy that a command needs, and nothing else on stdout. */
export async function printPolicy({ options, problems }: Given<PolicyOptions>, io: Io): Promise<ExitCode> {
  refuse(problems);
  const { partition, accessRole, instanceArn, identityStore: identityStoreId, account: accounts } = options;
  const onlyTagged = options.onlyTagged === true;
  const scope = { ...definedOnly({ partition, accessRole, instanceArn, identityStoreId, accounts }), onlyTagged };
  const grants = grantsFor(options.for, {
    groups: options.group === true,
    managementAccount: options.managementAccount === true,
    organizationalUnits: options.organizationalUnits === true,
    newAccounts: options.newAccounts === true,
    removals: options.removals === true,
    deleteUsers: options.deleteUsers === true,
    endSessions: options.endSessions === true,
    bootstrap: options.bootstrap === true,
  });
  show(io.stdout, [jsonText(policyDocument(grants, scope))]);
  if (options.for === "offboard") {
    io.stderr.write("This is for removing people's access with the AWS CLI.\n");
  }
  if (options.bootstrap === true) io.stderr.write(besidesThePolicy(options));
  if (onlyTagged) io.stderr.write(notNarrowed(grants));
  // Into a file or a pipe it went there already.
  if (io.stdout.isTTY) io.stderr.write(`\nNext: ${sameCommand(io)} > policy.json\n`);
  return EXIT.done;
}

/** What a policy for tagged permission sets leaves open, since IAM has no condition for it. */
function notNarrowed(grants: readonly Grant[]): string {
  const may = (action: string) => grants.some(({ actions }) => actions.some((one) => one === action));
  return [
    ...(may("sso:CreatePermissionSet")
      ? [
          "It leaves other permission sets alone. Whoever has it can still make one of any rights, with the tag, and assign it, also to",
          "themselves: IAM has no condition on what a permission set holds.\n",
        ]
      : []),
    ...(may("identitystore:CreateGroupMembership") || may("identitystore:DeleteGroupMembership")
      ? ["Groups have no tags: it reaches the members of every group, with all that a group gives.\n"]
      : []),
  ].join("\n");
}

/** What a bootstrap takes that is no right of the caller's, or is too much to list. */
function besidesThePolicy({ for: task, accessRole }: PolicyOptions): string {
  if (task === "plan") {
    return [
      `Other accounts are looked at as their role ${accessRole}, which must trust your account.`,
      `To look at the account of these credentials themselves, add: ${commandForCaller("policy", "--for", "local-admin-check")}.\n`,
    ].join("\n");
  }
  if (task !== "apply") return "";
  return [
    `Other accounts are bootstrapped as their role ${accessRole}, which must trust your account and have AdministratorAccess.`,
    "Where the account of these credentials is to be bootstrapped too, they need AdministratorAccess themselves: the CDK",
    `makes roles there. Rather have its administrator do that once (${commandForCaller("status", "--emails", "FILE")} prints the command).\n`,
  ].join("\n");
}
