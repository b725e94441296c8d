import { TASKS } from "../../../core/permissions/tasks.ts";
import type { CommandDefinition } from "../../flags/command.ts";
import type { Flags, OptionsOf } from "../../flags/flag.ts";

const flags = {
  for: {
    group: "action",
    value: "task",
    choices: TASKS,
    required: true,
    help: "what it is for",
    details:
      "`plan` is `--dry-run`; `access`, `export`, `leave` and `undo` are the commands of these names, `adopt` `onboard init --adopt`, `offboard` removing access with the AWS CLI, `local-admin-check` to see who is bootstrapped.",
  },
  group: { group: "team", help: "with the rights for --group and the group column" },
  "management-account": { group: "team", help: "with the rights for the management account as a target" },
  "organizational-units": { group: "team", help: "with the rights for targets such as ou:Path" },
  "new-accounts": {
    group: "team",
    help: "with the rights for targets such as new:NAME",
  },
  removals: {
    group: "team",
    help: "with the rights for --remove-unlisted and the until column",
    details: "For `plan` and `apply`: what is taken away there.",
  },
  "delete-users": { group: "team", help: "for leave: with the right for --delete-users" },
  "end-sessions": { group: "team", help: "for leave: with the rights for --end-sessions" },
  bootstrap: {
    group: "team",
    help: "with the rights for --bootstrap, and to see where it is missing",
    details: "For `plan` and `apply`: the right to enter the accounts. What else that takes goes to stderr.",
  },
  "instance-arn": { group: "aws", value: "instance-arn", help: "only this Identity Center" },
  "identity-store": { group: "aws", value: "identity-store", help: "only this identity store" },
  account: {
    group: "aws",
    value: "account-ids",
    notWith: {
      flag: "new-accounts",
      why: "new accounts have ids that nobody knows before they are made, so they would be left out",
    },
    help: "only these accounts",
  },
  "access-role": {
    group: "aws",
    value: "role",
    default: "OrganizationAccountAccessRole",
    help: "role through which accounts are reached",
  },
  "only-tagged": {
    group: "aws",
    help: "write and assign only permission sets that onboard made",
    details:
      "Those with the tag `managed-by: amplify-onboard`. [What that does not narrow](permissions.md#only-permission-sets-of-its-own) goes to stderr.",
  },
  partition: { group: "aws", value: "partition", default: "aws", help: "partition of the ARNs" },
} as const satisfies Flags;

/** `onboard policy`. */
export const POLICY_COMMAND = {
  name: "policy",
  summary: "print the IAM policy that a command needs",
  alsoCalled: ["permissions", "iam"],
  users: "admin",
  page: "permissions.md",
  flags,
  groups: { action: "What it is for", team: "With rights for", aws: "Narrowed to" },
  examples: [
    { args: ["policy", "--for", "plan"], says: "for --dry-run: reads only" },
    { args: ["policy", "--for", "apply", "--group"], rest: "> policy.json", says: "for a pipeline that applies" },
    {
      args: ["policy", "--for", "apply", "--new-accounts"],
      says: "for teams whose people get accounts of their own",
    },
    { args: ["policy", "--for", "apply", "--bootstrap"], says: "for runs that bootstrap the CDK in the accounts" },
    { args: ["policy", "--for", "apply", "--account", "123456789012", "--account", "210987654321"] },
    { args: ["policy", "--for", "apply", "--removals"], says: "for team files with a column until" },
    { args: ["policy", "--for", "apply", "--only-tagged"], says: "that leaves other permission sets alone" },
    { args: ["policy", "--for", "access"], says: "to read who has access to what" },
    { args: ["policy", "--for", "leave", "--delete-users"], says: "to take away what people have, and delete them" },
    { args: ["policy", "--for", "local-admin-check"], says: "to see who is bootstrapped" },
    { args: ["policy", "--for", "keys"], says: "to look for keys in the team's accounts" },
  ],
} as const satisfies CommandDefinition;

export type PolicyOptions = OptionsOf<typeof flags>;
