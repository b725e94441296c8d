/** An account of the organization. Only ACTIVE ones take assignments; UNKNOWN ones could not be looked up, NEW ones are not there yet. */
export interface OrganizationAccount {
  /** 12 digits, or the reference of an account that is still to be made. */
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly state:
    | "ACTIVE"
    | "SUSPENDED"
    | "PENDING_CLOSURE"
    | "PENDING_ACTIVATION"
    | "CLOSED"
    | "UNKNOWN"
    | "NEW"
    | (string & {});
  readonly isManagement: boolean;
}
