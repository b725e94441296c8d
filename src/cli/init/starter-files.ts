import { unitPath } from "../../core/organization/organizational-unit.ts";
import { policyDocument } from "../../core/permissions/policy-document.ts";
import { grantsFor } from "../../core/permissions/tasks.ts";
import { csvCell } from "../../core/team/render-team-rows.ts";
import { accountText } from "../../core/team/team-cells.ts";
import { programForOthers } from "../../core/text/command-line.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import { jsonText } from "../../core/text/json-text.ts";
import { schemaAddress } from "../../core/text/schema-address.ts";
import { readTemplate } from "../../files/packaged.ts";

/** What a team starts from. */
export interface Starter {
  readonly ci: "github" | "gitlab" | "both" | "none";
  /** A `.gitlab-ci.yml` of the team's own is there: ours is put beside it, to be included. */
  readonly gitlabIncluded: boolean;
  /** The version of this program that pipelines are pinned to. */
  readonly version: string;
  /** An id, an exact name, or `ou:Path`, `new` and `new:NAME`. */
  readonly account?: string;
  readonly region?: string;
  /** The pattern for root addresses, where accounts are to be made for people. */
  readonly newAccountEmail?: string;
}

export interface StarterFile {
  /** From the team's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Lines that a repository ignores: state and plans of runs, and the rows that failed. */
export const IGNORED = [".onboard/", "plan.json", "failed.csv", "first-sign-in.*"] as const;

/** The files of a new team, from `templates/`. */
export async function starterFiles(starter: Starter): Promise<readonly StarterFile[]> {
  const github = starter.ci === "github" || starter.ci === "both";
  const gitlab = starter.ci === "gitlab" || starter.ci === "both";
  const gitlabFile = starter.gitlabIncluded ? ".gitlab/onboard.yml" : ".gitlab-ci.yml";
  const program = programForOthers(starter.version, { isUnattended: true });
  const pipeline = async (name: string) => (await readTemplate(name)).replaceAll("ONBOARD_COMMAND", program);
  return [
    { path: "team.csv", text: await teamFile(starter) },
    { path: "onboard.json", text: await settingsFile(starter) },
    { path: "policies/onboard-plan.json", text: policyFor("plan", starter) },
    { path: "policies/onboard-apply.json", text: policyFor("apply", starter) },
    ...(github ? [{ path: ".github/workflows/onboard.yml", text: await pipeline("ci/github.yml") }] : []),
    ...(gitlab ? [{ path: gitlabFile, text: await pipeline("ci/gitlab.yml") }] : []),
  ];
}

/** What `onboard policy` prints for such a team. */
function policyFor(task: "plan" | "apply", { account = "", newAccountEmail }: Starter): string {
  const grants = grantsFor(task, {
    groups: false,
    managementAccount: false,
    organizationalUnits: unitPath(accountText(account)) !== undefined,
    newAccounts: newAccountEmail !== undefined,
  });
  return `${jsonText(policyDocument(grants, { partition: "aws", accessRole: "OrganizationAccountAccessRole" }))}\n`;
}

/** The header and one row, to be replaced. */
async function teamFile({ account }: Starter): Promise<string> {
  const [header = "", row = ""] = (await readTemplate("team.csv")).split("\n");
  return `${header}\n${account === undefined ? row : row.replace(/[^,]*$/, () => csvCell(account))}\n`;
}

async function settingsFile({ account, region, newAccountEmail }: Starter): Promise<string> {
  const settings = JSON.parse(await readTemplate("onboard.json")) as { readonly defaults: object };
  const defaults = { ...settings.defaults, ...definedOnly({ account: account && [account], region }) };
  const accounts = newAccountEmail === undefined ? {} : { accounts: { newAccountEmail } };
  return `${jsonText({ $schema: schemaAddress("settings"), ...settings, defaults, ...accounts })}\n`;
}
