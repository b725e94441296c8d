import { MIGRATION_ACTIONS, MIGRATION_PERMISSION_SET } from "../amplify/gen1-end.ts";
import { AWS_LIMITS, type Limits } from "../aws/limits.ts";
import type { CustomerManagedPolicy, PermissionSet, PermissionsBoundary } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import type { WrittenSettings } from "./settings-schema.ts";

/** The permission set that Amplify's documentation has people create. */
export const DEFAULT_PERMISSION_SET = "amplify-policy";
/** The longest session AWS allows, and the one Amplify's documentation uses. */
const DEFAULT_SESSION_DURATION = "PT12H";
const DEFAULT_SESSION = "amplify";
const DEFAULT_PROFILE = "amplify";

/** How a permission set is described in the settings: what is absent is left to the defaults. */
export type PermissionSetSettings = Partial<Omit<PermissionSet, "kind" | "name">>;

/** A part of `onboard.json` as it is written there: each member may be absent. */
type Written<Part extends keyof WrittenSettings> = NonNullable<WrittenSettings[Part]>;

/** `onboard.json` as written: every member that is absent there is absent or empty here. */
export interface Settings {
  /** By name; `null`: rows may name it, and nothing of it is changed. */
  readonly permissionSets: ReadonlyMap<string, PermissionSetSettings | null>;
  readonly defaults: RowDefaults;
  /** The company's team files. */
  readonly teams: readonly TeamSettings[];
  readonly session?: string;
  /** The permission set for moving a project from Gen 1 to Gen 2 is described. */
  readonly gen1Migration?: boolean;
  readonly instance: MeantInstance;
  readonly limits: Partial<Limits>;
  readonly safety: Written<"safety">;
  readonly accounts: Written<"accounts">;
  readonly install: Written<"install">;
}

/** A team file, or several, and what holds for its rows above the settings' other defaults. */
export type TeamSettings = Written<"teams">[number];

/** What applies to rows of the team file that leave it out. */
export type RowDefaults = Written<"defaults"> & { readonly account: readonly string[] };

/** Which Identity Center is meant, and where it is. */
export type MeantInstance = Written<"instance"> & {
  /** The one that this command is to use; it must also be the one that the settings name, if they name any. */
  readonly chosen?: string;
};

/** What the settings say of who else belongs to the company. */
type OfCompany = "knownFiles" | "knownUsers" | "knownGroups" | "partOfCompany";

/** How much of what already exists one plan may change or take away. */
export type Safety = Required<Omit<Written<"safety">, OfCompany>>;

/** How accounts are made that do not exist yet. */
export type NewAccounts = Required<Written<"accounts">>;

/** Settings in which everything that has a default is there. */
export interface CompleteSettings {
  readonly permissionSets: ReadonlyMap<string, PermissionSet>;
  readonly defaults: RowDefaults & { readonly permissionSet: string; readonly profile: string };
  readonly session: string;
  readonly instance: Settings["instance"];
  readonly limits: Limits;
  readonly safety: Safety;
  readonly install: Settings["install"];
  readonly accounts: Partial<NewAccounts> & Pick<NewAccounts, "newAccountName" | "newAccountTags" | "accessRole">;
}

/** What nobody wrote down. */
const SAFETY: Safety = { maxChanges: 50, maxChangePercent: 30, maxRemovals: 10, maxRemovalPercent: 25 };

/** The settings of someone who has no `onboard.json`. */
export const NO_SETTINGS: Settings = {
  permissionSets: new Map(),
  defaults: { account: [] },
  teams: [],
  instance: {},
  limits: {},
  safety: {},
  accounts: {},
  install: {},
};

/** The permission sets that are described: `amplify-policy` is, even if nobody wrote of it. What is written counts above what is ours. */
export function describedIn({ permissionSets, gen1Migration }: Settings): ReadonlyMap<string, PermissionSetSettings> {
  const ours = new Map<string, PermissionSetSettings>([
    [DEFAULT_PERMISSION_SET, {}],
    ...(gen1Migration ? [[MIGRATION_PERMISSION_SET, MIGRATION] as const] : []),
  ]);
  const all = new Map<string, PermissionSetSettings | null>([...ours, ...permissionSets]);
  return new Map(
    [...all].flatMap(([name, set]) => (set === null ? [] : [[name, { ...ours.get(name), ...set }] as const])),
  );
}

/** What moving a project takes beyond the managed policies; those depend on the partition. */
const MIGRATION: PermissionSetSettings = {
  description: "For moving Amplify projects from Gen 1 to Gen 2",
  sessionDuration: "PT4H",
  inlinePolicy: canonicalJson({
    Version: "2012-10-17",
    Statement: [{ Sid: "MoveGen1ToGen2", Effect: "Allow", Action: MIGRATION_ACTIONS, Resource: "*" }],
  }),
};

/** Fills in what was left out, for the partition the instance is in. */
export function withDefaults(settings: Settings, partition: string): CompleteSettings {
  const { knownFiles: _f, knownUsers: _u, knownGroups: _g, partOfCompany: _p, ...thresholds } = settings.safety;
  return {
    permissionSets: new Map(
      [...describedIn(settings)].map(([name, described]) => {
        const isMigration = settings.gen1Migration === true && name === MIGRATION_PERMISSION_SET;
        return [name, permissionSetOf(name, { ...(isMigration ? moving(partition) : {}), ...described }, partition)];
      }),
    ),
    defaults: { permissionSet: DEFAULT_PERMISSION_SET, profile: DEFAULT_PROFILE, ...settings.defaults },
    session: settings.session ?? DEFAULT_SESSION,
    instance: settings.instance,
    limits: { ...AWS_LIMITS, ...settings.limits },
    safety: { ...SAFETY, ...thresholds },
    install: settings.install,
    accounts: {
      newAccountName: "{username}",
      newAccountTags: {},
      accessRole: "OrganizationAccountAccessRole",
      ...settings.accounts,
    },
  };
}

/**
 * The managed policy for developers of Amplify backends. It has a path, without which AWS knows no such policy:
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmplifyBackendDeployFullAccess.html
 */
export function amplifyPolicyArn(partition: string): string {
  return `arn:${partition}:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess`;
}

/** Both generations' policies: the one project is taken apart while the other is deployed. */
function moving(partition: string): PermissionSetSettings {
  return {
    managedPolicies: [`arn:${partition}:iam::aws:policy/AdministratorAccess-Amplify`, amplifyPolicyArn(partition)],
  };
}

/** A permission set as it should be in AWS. Only `amplify-policy` has a policy that nobody wrote down. */
export function permissionSetOf(name: string, written: PermissionSetSettings, partition: string): PermissionSet {
  const usual = name === DEFAULT_PERMISSION_SET ? [amplifyPolicyArn(partition)] : [];
  const { managedPolicies = usual, customerManagedPolicies = [], tags = {}, ...others } = written;
  return {
    kind: "PermissionSet",
    name,
    sessionDuration: DEFAULT_SESSION_DURATION,
    ...others,
    managedPolicies: [...managedPolicies].sort(),
    customerManagedPolicies,
    tags,
  };
}

/** Settings as the program uses them, from the file's own form. */
export function settingsOf({ $schema: _, permissionSets = {}, defaults, ...others }: WrittenSettings): Settings {
  return {
    ...NO_SETTINGS,
    ...others,
    permissionSets: new Map(
      Object.entries(permissionSets).map(([name, set]) => [name, set === null ? null : permissionSetSettings(set)]),
    ),
    defaults: { account: [], ...defaults },
  };
}

type WrittenSet = NonNullable<Written<"permissionSets">[string]>;
type WrittenBoundary = NonNullable<WrittenSet["permissionsBoundary"]>;

function permissionSetSettings(written: WrittenSet): PermissionSetSettings {
  const { inlinePolicy, customerManagedPolicies, permissionsBoundary, ...others } = written;
  return {
    ...others,
    ...(customerManagedPolicies && { customerManagedPolicies: customerManagedPolicies.map(withPath) }),
    ...(inlinePolicy && { inlinePolicy: canonicalJson(inlinePolicy) }),
    ...(permissionsBoundary && { permissionsBoundary: boundaryOf(permissionsBoundary) }),
  };
}

/** The schema lets exactly one of the two through. */
function boundaryOf({ managedPolicyArn = "", customerManagedPolicy: policy }: WrittenBoundary): PermissionsBoundary {
  return policy === undefined ? { managedPolicyArn } : { customerManagedPolicy: withPath(policy) };
}

function withPath({ name, path = "/" }: { readonly name: string; readonly path?: string }): CustomerManagedPolicy {
  return { name, path };
}
