import * as z from "zod";
import { partitions } from "../world/partitions.ts";
import { trustedServices } from "../world/trusted-services.ts";
import { iamUserDescription } from "./iam-user-description.ts";

/** The description of an organization that `--org` takes: names instead of ids wherever a person has to write them. */
const accountId = z.string().regex(/^\d{12}$/, "must be 12 digits");
const region = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "must be a Region such as us-east-1");
const tags = z.record(z.string(), z.string());
const text = z.string().min(1);

const managementAccount = z.strictObject({
  id: accountId,
  name: text,
  email: z.string().optional(),
  iamUsers: z.array(iamUserDescription).optional(),
});

const account = z.strictObject({
  id: accountId,
  name: text,
  email: z.string().optional(),
  state: z.enum(["PENDING_ACTIVATION", "ACTIVE", "SUSPENDED", "PENDING_CLOSURE", "CLOSED"]).optional(),
  /** A path of names from the root: `Workloads/Sandboxes`. Units that are missing are made. */
  organizationalUnit: z.string().optional(),
  joined: z.enum(["CREATED", "INVITED"]).optional(),
  accessRole: text.optional(),
  /** Roles that another account may assume. */
  roles: z
    .array(
      z.strictObject({
        name: text,
        trusts: accountId,
        externalId: text.optional(),
        requiresMfa: z.boolean().optional(),
      }),
    )
    .optional(),
  tags: tags.optional(),
  /** Opt-in Regions that this account has not enabled. */
  disabledRegions: z.array(region).optional(),
  iamUsers: z.array(iamUserDescription).optional(),
});

const email = z.strictObject({ value: text, type: text.optional(), primary: z.boolean().optional() });

/** Bare, or with the digits of the identity store before it. */
const directoryId = z
  .string()
  .regex(
    /^([0-9a-f]{10}-)?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
    "must be a UUID, with 10 digits and - before it or not",
  );

/** Who is no more, and left assignments behind; what SCIM has deleted, AWS does not find when those are to go. */
const deletedBy = z.enum(["ADMINISTRATOR", "SCIM"]);

const user = z
  .strictObject({
    /** Made up when it is absent. */
    id: directoryId.optional(),
    userName: text,
    email: z.string().optional(),
    /** Other directories give people several; the first is the primary one unless another says so. */
    emails: z
      .array(z.union([text, email]))
      .min(1)
      .optional(),
    givenName: text,
    familyName: text,
    displayName: z.string().optional(),
    /** Set by a directory that provisions users with SCIM. */
    externalId: z.strictObject({ issuer: text, id: text }).optional(),
    status: z.enum(["ENABLED", "DISABLED"]).optional(),
    deletedBy: deletedBy.optional(),
  })
  .refine((value) => value.email === undefined || value.emails === undefined, {
    path: ["emails"],
    message: "is instead of email, not besides it",
  });

const group = z.strictObject({
  id: directoryId.optional(),
  displayName: text,
  description: z.string().optional(),
  externalId: z.strictObject({ issuer: text, id: text }).optional(),
  /** User names. */
  members: z.array(z.string()).optional(),
  deletedBy: deletedBy.optional(),
});

const policyPath = z.string().regex(/^\/([!-~]+\/)?$/, "must be a path such as /team/");

const customerManagedPolicy = z.strictObject({ name: text, path: z.string().optional() });

const assignment = z
  .strictObject({ account: z.string(), user: z.string().optional(), group: z.string().optional() })
  .refine((value) => (value.user === undefined) !== (value.group === undefined), {
    message: "needs either user or group",
  });

const permissionSet = z.strictObject({
  name: z.string().regex(/^[\w+=,.@-]{1,32}$/, "must be 1–32 of letters, digits and +=,.@-_"),
  description: z.string().optional(),
  sessionDuration: z.string().optional(),
  relayState: z.string().optional(),
  managedPolicies: z.array(z.string()).optional(),
  customerManagedPolicies: z.array(customerManagedPolicy).optional(),
  inlinePolicy: z.record(z.string(), z.unknown()).optional(),
  permissionsBoundary: z
    .union([
      z.strictObject({ managedPolicyArn: z.string() }),
      z.strictObject({ customerManagedPolicy: customerManagedPolicy }),
    ])
    .optional(),
  tags: tags.optional(),
  assignments: z.array(assignment).optional(),
  /** Accounts whose role is behind the set's latest version. */
  outdatedIn: z.array(z.string()).optional(),
});

const instance = z.strictObject({
  kind: z.enum(["organization", "account"]).optional(),
  name: z.string().optional(),
  /** Owner of an account instance. */
  account: z.string().optional(),
  region: region.optional(),
  additionalRegions: z.array(region).optional(),
  instanceId: z
    .string()
    .regex(/^ssoins-[0-9a-f]{16}$/, "must be ssoins- and 16 hexadecimal digits")
    .optional(),
  identityStoreId: z
    .string()
    .regex(
      /^(d-[0-9a-f]{10}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/,
      "must be d- and 10 hexadecimal digits, or a UUID",
    )
    .optional(),
  /** A custom address of the access portal, `https://SUBDOMAIN.awsapps.com/start`, which no API tells. */
  subdomain: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens")
    .optional(),
  status: z.enum(["CREATE_IN_PROGRESS", "CREATE_FAILED", "DELETE_IN_PROGRESS", "ACTIVE"]).optional(),
  statusReason: z.string().optional(),
  permissionSetsEnabled: z.boolean().optional(),
  identitySource: z.enum(["IDENTITY_CENTER", "EXTERNAL_IDP", "ACTIVE_DIRECTORY"]).optional(),
  /** The form of the ids that the directory gives. */
  directoryIds: z.enum(["prefixed", "bare", "mixed"]).optional(),
  users: z.array(user).optional(),
  groups: z.array(group).optional(),
  permissionSets: z.array(permissionSet).optional(),
});

/** An IAM policy in accounts, for the references of permission sets. */
const accountPolicy = z.strictObject({
  name: z.string().regex(/^[\w+=,.@-]{1,128}$/, "must be 1 to 128 letters, digits and +=,.@-_"),
  path: policyPath.optional(),
  /** By id or name; all accounts unless said otherwise. */
  accounts: z.array(z.string()).optional(),
});

/** Where the CDK's bootstrap stack is: an account by id or name, and Regions in it. */
const bootstrap = z.strictObject({
  account: z.string(),
  regions: z.array(region).min(1),
  qualifier: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,10}$/)
    .optional(),
  version: z.int().positive().optional(),
});

/** By ARN, or as somebody who came in through Identity Center: with the role of a permission set that they hold there. */
const caller = z
  .strictObject({
    account: z.string().optional(),
    arn: z.string().optional(),
    permissionSet: text.optional(),
    user: text.optional(),
  })
  .refine(({ permissionSet, user }) => (permissionSet === undefined) === (user === undefined), {
    path: ["permissionSet"],
    message: "needs user, and user needs permissionSet",
  })
  .refine(({ arn, permissionSet }) => arn === undefined || permissionSet === undefined, {
    path: ["arn"],
    message: "is instead of permissionSet and user, not besides them",
  });

/** A number, or null for "no such limit". */
const limit = z.number().positive().nullable();

export const organizationDescription = z.strictObject({
  $schema: z.string().optional(),
  /** In every ARN; keys of it are known in its own Regions only. */
  partition: z.enum(partitions).optional(),
  /** False: the caller's account stands alone, in no organization. */
  organization: z.boolean().optional(),
  managementAccount: managementAccount.optional(),
  accountLimit: z.int().positive().optional(),
  /** CreateAccount is refused because the organization is only just being made. */
  finalizing: z.boolean().optional(),
  /** Addresses of accounts outside the organization, which CreateAccount finds taken. */
  takenEmails: z.array(text).optional(),
  /** Members that AWS added or retires: without `instanceRegions` the API answers as it did before mid-2026. */
  answers: z
    .strictObject({
      instanceRegions: z.boolean(),
      accountState: z.enum(["State", "Status", "both"]),
      groupAssignments: z.boolean(),
    })
    .partial()
    .optional(),
  accounts: z.array(account).optional(),
  organizationalUnits: z.array(z.string()).optional(),
  /** Accounts that administer IAM Identity Center for the management account. */
  delegatedAdministrators: z.array(z.string()).optional(),
  /** Services that may act in the whole organization, by principal; where there is an Identity Center, it is one of them. */
  serviceAccess: z.array(z.enum(trustedServices)).optional(),
  /** Whose credentials sign the requests: an account by id or name; the management account unless said otherwise. */
  caller: caller.optional(),
  regions: z.strictObject({ denied: z.array(region).optional(), disabled: z.array(region).optional() }).optional(),
  instances: z.array(instance).optional(),
  /** IAM policies that accounts have of their own: then no account has others. Absent: they have all that is asked for. */
  customerManagedPolicies: z.array(accountPolicy).optional(),
  /** AWS managed policies that are younger than the bundled list, as names or as paths and names. */
  awsManagedPolicies: z
    .array(z.string().regex(/^(\/([!-~]+\/)?)?[\w+=,.@-]{1,128}$/, "must be a name or a path and a name"))
    .optional(),
  /** Names of AWS managed policies that this partition has not: no page says which those are. */
  absentAwsManagedPolicies: z.array(z.string()).optional(),
  bootstrap: z.array(bootstrap).optional(),
  limits: z
    .strictObject({
      ssoAdminPerSecond: limit,
      identityStorePerSecond: limit,
      organizationsPerSecond: limit,
      stsPerSecond: limit,
      burst: limit,
      outstandingAssignments: limit,
      outstandingProvisionings: limit,
      outstandingAccounts: limit,
      closedAccounts: limit,
      permissionSets: limit,
      policiesPerPermissionSet: limit,
      policiesPerRole: limit,
    })
    .partial()
    .optional(),
  latency: z
    .strictObject({
      call: z.number().min(0),
      assignment: z.number().min(0),
      firstAssignment: z.number().min(0),
      deletion: z.number().min(0),
      provisioning: z.number().min(0),
      newPrincipal: z.number().min(0),
      createAccount: z.number().min(0),
      accountReady: z.number().min(0),
      closeAccount: z.number().min(0),
      bootstrap: z.number().min(0),
      deviceCodeInterval: z.number().min(0),
    })
    .partial()
    .optional(),
});

/** An organization and its Identity Center as a person describes them; everything has a default. */
export type OrganizationDescription = z.infer<typeof organizationDescription>;
export type InstanceDescription = z.infer<typeof instance>;
export type AccountPolicyDescription = z.infer<typeof accountPolicy>;
export type PermissionSetDescription = z.infer<typeof permissionSet>;
export type UserDescription = z.infer<typeof user>;
export type EmailDescription = z.infer<typeof email>;
export type GroupDescription = z.infer<typeof group>;
