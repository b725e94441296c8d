/**
 * What is in AWS otherwise than it was left: told apart from what the team file newly asks for. Plain JSON.
 * `changed`: a permission set of ours was changed behind our back. `outdated`: accounts run an older version of it.
 * `stranger`: somebody holds one of the plan's permission sets and is not in the team file.
 */
export interface Drift {
  readonly kind: "changed" | "outdated" | "stranger";
  readonly permissionSet: string;
  /** What differs, in one sentence. */
  readonly message: string;
  /** The accounts it is about, if it is about accounts. */
  readonly accountIds: readonly string[];
  /** Of a stranger. Nothing is ever removed because a file does not name it. */
  readonly principal?: { readonly type: "USER" | "GROUP"; readonly name: string };
}
