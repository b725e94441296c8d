/** Who wrote a directory record and when. */
interface Written {
  readonly createdAt: number;
  readonly createdBy: string;
  readonly updatedAt: number;
  readonly updatedBy: string;
}

/** The name of a record in the external identity provider that made it. */
export interface ExternalId {
  readonly Issuer: string;
  readonly Id: string;
}

export interface User extends Written {
  readonly id: string;
  readonly identityStoreId: string;
  readonly externalIds: readonly ExternalId[];
  readonly status: "ENABLED" | "DISABLED";
  /** The attributes as CreateUser took them, in AWS's own spelling (UserName, Name, DisplayName, Emails, …). */
  readonly attributes: UserAttributes;
}

export interface UserAttributes {
  readonly UserName: string;
  readonly DisplayName: string;
  readonly Name: { readonly GivenName: string; readonly FamilyName: string; readonly [part: string]: unknown };
  readonly Emails?: readonly Email[];
  readonly [attribute: string]: unknown;
}

interface Email {
  readonly Value: string;
  readonly Type?: string;
  readonly Primary?: boolean;
}

export interface Group extends Written {
  readonly id: string;
  readonly identityStoreId: string;
  readonly externalIds: readonly ExternalId[];
  readonly displayName: string;
  readonly description?: string;
}

export interface GroupMembership extends Written {
  readonly id: string;
  readonly identityStoreId: string;
  readonly groupId: string;
  readonly userId: string;
}
