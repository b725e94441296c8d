import type { AccessDocument } from "../access/access-schema.ts";
import type { PermissionSet } from "../state/resource.ts";

/** Everything that AWS keeps of a user and infrastructure code can say, as AWS has it. */
export interface InventoryUser {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly formattedName?: string;
  readonly middleName?: string;
  readonly honorificPrefix?: string;
  readonly honorificSuffix?: string;
  readonly emails: readonly { readonly value: string; readonly type?: string; readonly primary?: boolean }[];
  readonly nickname?: string;
  readonly title?: string;
  readonly userType?: string;
  readonly locale?: string;
  readonly preferredLanguage?: string;
  readonly profileUrl?: string;
  readonly timezone?: string;
  /** It comes from an external directory: others make and change it. */
  readonly external: boolean;
  /** It may not sign in. Infrastructure code cannot say so. */
  readonly disabled: boolean;
}

export interface InventoryGroup {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** It comes from an external directory, and so do its people. */
  readonly external: boolean;
}

export interface InventoryMembership {
  readonly id: string;
  readonly groupId: string;
  readonly userId: string;
}

export interface InventoryPermissionSet {
  readonly arn: string;
  readonly name: string;
  /** All that is in it; absent where it could not be read. */
  readonly content?: Omit<PermissionSet, "kind">;
}

export interface InventoryAssignment {
  readonly accountId: string;
  readonly permissionSetArn: string;
  readonly principalType: "USER" | "GROUP";
  readonly principalId: string;
}

/** What is handed over to Terraform or CloudFormation: each thing once, related by ids as AWS relates them. */
export interface Inventory {
  readonly instance: AccessDocument["instance"];
  /** It is of a simulated organization: its ids are nobody's. */
  readonly simulated?: true;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly users: readonly InventoryUser[];
  readonly groups: readonly InventoryGroup[];
  readonly memberships: readonly InventoryMembership[];
  readonly permissionSets: readonly InventoryPermissionSet[];
  readonly assignments: readonly InventoryAssignment[];
  /** What there is and is not exported, a sentence each. */
  readonly leftOut: readonly string[];
}

/** A file to write: its name in the folder, and its text. */
export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}
