import type { Adoption } from "../../core/adopt/adopt.ts";
import { partitionOf } from "../../core/aws/partition-table.ts";
import { unitPath } from "../../core/organization/organizational-unit.ts";
import { policyDocument } from "../../core/permissions/policy-document.ts";
import { grantsFor } from "../../core/permissions/tasks.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { SETTINGS_FILE } from "../../core/settings/settings-name.ts";
import { csvCell, type RowToRender, renderTeamRows } from "../../core/team/render-team-rows.ts";
import { accountText } from "../../core/team/team-cells.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import { jsonText } from "../../core/text/json-text.ts";
import { schemaBeside } from "../../core/text/schema-address.ts";
import { readTemplate } from "../../files/packaged.ts";
import { packageFiles, type VendoredProgram } from "./vendored-program.ts";

/** What a team starts from. */
export interface Starter {
  readonly ci: "github" | "gitlab" | "both" | "none";
  /** A `.gitlab-ci.yml` of the team's own is there: ours is put beside it, to be included. */
  readonly gitlabIncluded: boolean;
  /** The program as the team's repository has it, which pipelines are pinned to. */
  readonly program: VendoredProgram;
  /** A package.json of the team's own is there: ours would take its place. */
  readonly hasPackage: boolean;
  /** An id, an exact name, or `ou:Path`, `new` and `new:NAME`. */
  readonly account?: string;
  readonly region?: string;
  /** The pattern for root addresses, where accounts are to be made for people. */
  readonly newAccountEmail?: string;
  /** The team files that the settings name which are there already, as they name them; absent where they name none. */
  readonly teams?: readonly string[];
  /** What AWS has already, and the team file and the settings are to hold. */
  readonly adopted?: Adopted;
}

/** What is written of an organization that is there already. */
export interface Adopted extends Adoption {
  /** Where it was read, for the settings. */
  readonly instance: Settings["instance"];
  /** For who reads the settings: where it comes from, and what the files cannot hold. */
  readonly comments: readonly string[];
}

export interface StarterFile {
  /** From the team's folder, with `/`. */
  readonly path: string;
  readonly text: string | Buffer;
  /** It names people who are there: only its owner may read it. */
  readonly namesPeople?: true;
}

export const TEAM_FILE = "team.csv";

/** The files that hold what is adopted. */
export const ADOPTED_FILES = [TEAM_FILE, SETTINGS_FILE] as const;

/** Lines that a repository ignores: state and plans of runs, the rows that failed, and what `npm ci` installs. */
export const IGNORED = [".onboard/", "plan.json", "failed.csv", "first-sign-in.*", "node_modules/"] as const;

/** The files of a new team, from `templates/`. */
export async function starterFiles(starter: Starter): Promise<readonly StarterFile[]> {
  const github = starter.ci === "github" || starter.ci === "both";
  const gitlab = starter.ci === "gitlab" || starter.ci === "both";
  const gitlabFile = starter.gitlabIncluded ? ".gitlab/onboard.yml" : ".gitlab-ci.yml";
  const named = starter.adopted === undefined ? {} : { namesPeople: true as const };
  const { program, hasPackage } = starter;
  const pipeline = async (name: string) =>
    forTeams(starter.teams, await readTemplate(name))
      .replaceAll("ONBOARD_TARBALL", program.path)
      .replaceAll("ONBOARD_SHA512", program.sha512);
  return [
    ...(starter.teams === undefined ? [{ path: TEAM_FILE, text: await teamFile(starter), ...named }] : []),
    { path: SETTINGS_FILE, text: await settingsFile(starter), ...named },
    { path: "policies/onboard-plan.json", text: policyFor("plan", starter) },
    { path: "policies/onboard-apply.json", text: policyFor("apply", starter) },
    { path: program.path, text: program.bytes },
    ...(hasPackage ? [] : packageFiles(program)),
    ...(github
      ? [
          { path: ".github/workflows/onboard.yml", text: await pipeline("ci/github.yml") },
          { path: ".github/dependabot.yml", text: await readTemplate("ci/dependabot.yml") },
        ]
      : []),
    ...(gitlab ? [{ path: gitlabFile, text: await pipeline("ci/gitlab.yml") }] : []),
  ];
}

/** A pipeline for the team files of the settings: without `--emails` it is all of them. */
function forTeams(teams: readonly string[] | undefined, pipeline: string): string {
  if (teams === undefined) return pipeline;
  // Folders are watched with all that is in them. JSON is YAML.
  const watched = teams.map((file) => JSON.stringify(/\.[^/]*$/.test(file) ? file : `${file.replace(/\/$/, "")}/**`));
  return pipeline
    .replaceAll("--emails team.csv ", "")
    .replaceAll("[team.csv, ", `[${watched.join(", ")}, `)
    .replaceAll("file=team.csv,", `file=${SETTINGS_FILE},`)
    .replaceAll("team.csv says", "the team files say");
}

/** What somebody has answered who gives people access, for the files with which they need not be asked again. */
export interface Answered {
  readonly rows: readonly RowToRender[];
  /** For rows that name none. */
  readonly accounts: readonly string[];
  readonly permissionSet: string;
  /** It is in AWS, and nothing of it is to be changed. */
  readonly isForeign: boolean;
  readonly region?: string;
  readonly instance: Settings["instance"];
  readonly partition: string;
}

/** The text of the team file and of the settings for what was answered. */
export async function answeredFiles(answered: Answered): Promise<{ readonly team: string; readonly settings: string }> {
  const { rows, accounts, permissionSet, isForeign, region, instance, partition } = answered;
  const template = await settingsTemplate(partition);
  const { defaults, permissionSets, ...settings } = JSON.parse(template) as TemplateSettings;
  const account = accounts.length === 0 ? undefined : accounts;
  return {
    team: renderTeamRows(rows),
    settings: `${jsonText({
      $schema: schemaBeside("settings"),
      permissionSets: isForeign ? { [permissionSet]: null } : permissionSets,
      defaults: { ...defaults, permissionSet, ...definedOnly({ account, region }) },
      ...settings,
      instance,
    })}\n`,
  };
}

/** The settings' template, with the ARNs of a partition. */
async function settingsTemplate(partition: string): Promise<string> {
  return (await readTemplate(SETTINGS_FILE)).replaceAll("arn:aws:", `arn:${partition}:`);
}

/** What `onboard policy` prints for such a team. */
function policyFor(task: "plan" | "apply", starter: Starter): string {
  const { account = "", newAccountEmail, adopted } = starter;
  const grants = grantsFor(task, {
    groups: adopted?.groups ?? false,
    managementAccount: adopted?.managementAccount ?? false,
    organizationalUnits: unitPath(accountText(account)) !== undefined,
    newAccounts: newAccountEmail !== undefined,
  });
  const scope = { partition: partitionFor(starter), accessRole: "OrganizationAccountAccessRole" };
  return `${jsonText(policyDocument(grants, scope))}\n`;
}

/** Where the team works, as far as it was said. */
function partitionFor({ adopted, region }: Starter): string {
  return partitionOf(adopted?.instance.region ?? region ?? "us-east-1");
}

/** Who has what now; else the header and one row, to be replaced. */
async function teamFile({ account, adopted }: Starter): Promise<string> {
  if (adopted !== undefined) return renderTeamRows(adopted.rows);
  const [header = "", row = ""] = (await readTemplate("team.csv")).split("\n");
  return `${header}\n${account === undefined ? row : row.replace(/[^,]*$/, () => csvCell(account))}\n`;
}

async function settingsFile(starter: Starter): Promise<string> {
  const { account, region, newAccountEmail, adopted } = starter;
  const settings = JSON.parse(await settingsTemplate(partitionFor(starter))) as TemplateSettings;
  const { permissionSet, ...others } = settings.defaults;
  // Adopted rows name theirs, and the usual one may not be there.
  const usual = adopted === undefined ? { permissionSet, ...others } : others;
  const defaults = { ...usual, ...definedOnly({ account: account && [account], region }) };
  const accounts = newAccountEmail === undefined ? {} : { accounts: { newAccountEmail } };
  const text = jsonText({
    $schema: schemaBeside("settings"),
    ...settings,
    ...(adopted === undefined ? {} : adoptedSettings(adopted, settings)),
    defaults,
    ...accounts,
  });
  return `${[...(adopted?.comments ?? []).map((line) => `// ${line}`), text].join("\n")}\n`;
}

interface TemplateSettings {
  readonly permissionSets: object;
  readonly defaults: { readonly permissionSet: string };
  readonly safety: object;
}

/** The template's description of a permission set is no description of one that is there. */
function adoptedSettings({ permissionSets, safety, instance }: Adopted, template: TemplateSettings): object {
  return {
    permissionSets,
    safety: { ...template.safety, ...safety },
    ...(Object.keys(instance).length === 0 ? {} : { instance }),
  };
}
