import { flagProblem } from "../../../core/errors/fault.ts";
import type { Problem } from "../../../core/errors/problem.ts";
import { type PolicyScope, policyDocument } from "../../../core/permissions/policy-document.ts";
import { grantsFor, type Task } from "../../../core/permissions/tasks.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { jsonText } from "../../../core/text/json-text.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { invalidInput } from "../../input/invalid-input.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { type Io, show } from "../../terminal/io.ts";

/** The flags of `onboard policy`, as commander hands them over. */
export interface PolicyOptions {
  readonly for: Task;
  readonly group?: boolean;
  readonly managementAccount?: boolean;
  readonly organizationalUnits?: boolean;
  readonly newAccounts?: boolean;
  readonly bootstrap?: boolean;
  readonly instanceArn?: string;
  readonly identityStore?: string;
  readonly account?: readonly string[];
  readonly accessRole: string;
  readonly partition: string;
}

/** `onboard policy`: prints the IAM policy that a command needs, and nothing else on stdout. */
export async function printPolicy(options: PolicyOptions, io: Io): Promise<ExitCode> {
  const problems = policyProblems(options);
  if (problems.length > 0) throw invalidInput(problems);
  const scope: PolicyScope = {
    partition: options.partition,
    accessRole: options.accessRole,
    ...(options.instanceArn === undefined ? {} : { instanceArn: options.instanceArn }),
    ...(options.identityStore === undefined ? {} : { identityStoreId: options.identityStore }),
    ...(options.account === undefined ? {} : { accounts: options.account }),
  };
  const grants = grantsFor(options.for, {
    groups: options.group === true,
    managementAccount: options.managementAccount === true,
    organizationalUnits: options.organizationalUnits === true,
    newAccounts: options.newAccounts === true,
    bootstrap: options.bootstrap === true,
  });
  show(io.stdout, [jsonText(policyDocument(grants, scope))]);
  if (options.for === "offboard") {
    io.stderr.write("onboard removes nothing by itself yet: this is for removing people's access with the AWS CLI.\n");
  }
  if (options.bootstrap === true) io.stderr.write(besidesThePolicy(options));
  return EXIT.done;
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

/** What goes into an ARN must not change what the ARN means. */
function policyProblems(options: PolicyOptions): readonly Problem[] {
  const check = (flag: string, value: string | undefined, form: RegExp, like: string): readonly Problem[] =>
    value === undefined || form.test(value)
      ? []
      : [flagProblem(flag, { message: `${quoted(value)} cannot be used.`, remedy: `Write it like ${like}.` })];
  const instance = /^arn:aws[a-z-]*:sso:::instance\/ssoins-[0-9a-f]{16}$/;
  return [
    ...check("--instance-arn", options.instanceArn, instance, "arn:aws:sso:::instance/ssoins-1234567890abcdef"),
    ...check("--identity-store", options.identityStore, /^d-[0-9a-f]{10}$/, "d-1234567890"),
    ...check("--access-role", options.accessRole, /^[\w+=,.@-]{1,64}$/, "OrganizationAccountAccessRole"),
    ...check("--partition", options.partition, /^aws(-[a-z]+)*$/, "aws, aws-cn or aws-us-gov"),
    ...(options.newAccounts === true && options.account !== undefined ? [IDS_UNKNOWN] : []),
    ...(options.account ?? []).flatMap((account) =>
      check("--account", account, /^\d{12}$/, "123456789012 (12 digits)"),
    ),
  ];
}

const IDS_UNKNOWN = flagProblem("--account", {
  message: "New accounts have ids that nobody knows before they are made: they would be left out.",
  remedy: "Leave out --account, or --new-accounts.",
});
