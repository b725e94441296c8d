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
export interface PermissionSetSettings {
  readonly managedPolicies?: readonly string[];
  readonly customerManagedPolicies?: readonly CustomerManagedPolicy[];
  /** Canonical JSON text of the policy document. */
  readonly inlinePolicy?: string;
  readonly permissionsBoundary?: PermissionsBoundary;
  readonly sessionDuration?: string;
  readonly description?: string;
  readonly relayState?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** `onboard.json` as written: every member that is absent there is absent or empty here. */
export interface Settings {
  readonly permissionSets: ReadonlyMap<string, PermissionSetSettings>;
  readonly defaults: RowDefaults;
  readonly session?: string;
  readonly instance: { readonly region?: string; readonly startUrl?: string };
  readonly limits: Partial<Limits>;
  readonly safety: Partial<Safety>;
  readonly accounts: Partial<NewAccounts>;
}

/** What applies to rows of the team file that leave it out. */
export interface RowDefaults {
  /** Account ids or exact names. */
  readonly account: readonly string[];
  readonly permissionSet?: string;
  readonly group?: string;
  readonly region?: string;
  readonly profile?: string;
}

/** How much of what already exists one plan may change. */
export interface Safety {
  readonly maxChanges: number;
  readonly maxChangePercent: number;
}

/** How accounts are made that do not exist yet. */
export interface NewAccounts {
  /** Hold `{username}`. */
  readonly newAccountEmail: string;
  readonly newAccountName: string;
  readonly newAccountTags: Readonly<Record<string, string>>;
  readonly organizationalUnit: string;
  readonly accessRole: string;
}

/** Settings in which everything that has a default is there. */
export interface CompleteSettings {
  readonly permissionSets: ReadonlyMap<string, PermissionSet>;
  readonly defaults: RowDefaults & { readonly permissionSet: string; readonly profile: string };
  readonly session: string;
  readonly instance: Settings["instance"];
  readonly limits: Limits;
  readonly safety: Safety;
  readonly accounts: Partial<NewAccounts> & Pick<NewAccounts, "newAccountName" | "newAccountTags" | "accessRole">;
}

/** The settings of someone who has no `onboard.json`. */
export const NO_SETTINGS: Settings = {
  permissionSets: new Map(),
  defaults: { account: [] },
  instance: {},
  limits: {},
  safety: {},
  accounts: {},
};

/** Fills in what was left out, for the partition the instance is in. `amplify-policy` is there even if nobody described it. */
export function withDefaults(settings: Settings, partition: string): CompleteSettings {
  const described = new Map([[DEFAULT_PERMISSION_SET, {}], ...settings.permissionSets]);
  return {
    permissionSets: new Map(
      [...described].map(([name, described]) => [name, permissionSetOf(name, described, partition)]),
    ),
    defaults: { permissionSet: DEFAULT_PERMISSION_SET, profile: DEFAULT_PROFILE, ...settings.defaults },
    session: settings.session ?? DEFAULT_SESSION,
    instance: settings.instance,
    limits: { ...AWS_LIMITS, ...settings.limits },
    safety: { maxChanges: 50, maxChangePercent: 30, ...settings.safety },
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
export function settingsOf(written: WrittenSettings): Settings {
  const { permissionSets = {}, defaults = {}, session } = written;
  return {
    permissionSets: new Map(Object.entries(permissionSets).map(([name, set]) => [name, permissionSetSettings(set)])),
    defaults: { account: [], ...definedOnly(defaults) },
    ...definedOnly({ session }),
    instance: definedOnly(written.instance ?? {}),
    limits: definedOnly(written.limits ?? {}),
    safety: definedOnly(written.safety ?? {}),
    accounts: definedOnly(written.accounts ?? {}),
  };
}

type WrittenPermissionSet = NonNullable<WrittenSettings["permissionSets"]>[string];

function permissionSetSettings(written: WrittenPermissionSet): PermissionSetSettings {
  const { inlinePolicy, customerManagedPolicies, permissionsBoundary, ...others } = written;
  return {
    ...definedOnly(others),
    ...(customerManagedPolicies && { customerManagedPolicies: customerManagedPolicies.map(customerManagedPolicy) }),
    ...(inlinePolicy && { inlinePolicy: canonicalJson(inlinePolicy) }),
    ...(permissionsBoundary && boundaryOf(permissionsBoundary)),
  };
}

function boundaryOf(
  written: NonNullable<WrittenPermissionSet["permissionsBoundary"]>,
): Pick<PermissionSetSettings, "permissionsBoundary"> {
  const { managedPolicyArn, customerManagedPolicy: policy } = written;
  if (policy !== undefined) return { permissionsBoundary: { customerManagedPolicy: customerManagedPolicy(policy) } };
  return managedPolicyArn === undefined ? {} : { permissionsBoundary: { managedPolicyArn } };
}

function customerManagedPolicy({
  name,
  path = "/",
}: {
  name: string;
  path?: string | undefined;
}): CustomerManagedPolicy {
  return { name, path };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
}
