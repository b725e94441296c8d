/** What AWS says of a call that it does not allow, in its parts. */
export interface Denial {
  /** ARN of whoever called. */
  readonly caller: string;
  readonly action: string;
  readonly resource?: string;
  /** The kind of policy that decided: `identity-based policy`, `service control policy`, `permissions boundary`. */
  readonly policy?: string;
  /** A policy says no. Otherwise none says yes. */
  readonly isExplicit: boolean;
}

/**
 * The sentence of every service that tells why it denies. It has no members for that, so it is taken apart as a whole: what AWS fills in
 * has no blanks, and whatever stands there means nothing else.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const SENTENCE =
  /^(?:User: )?(\S+) is not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S+(?: \S+)?))?(?:(?: because no ([A-Za-z -]+) allows the \S+ action)|(?: with an explicit deny in an? ([A-Za-z -]+)(?:: \S+)?))?\.?$/;

/** The parts of such a sentence; `undefined` where AWS says something else. */
export function parseDenial(message: string): Denial | undefined {
  const [, caller, action, resource, silent, explicit] = SENTENCE.exec(message) ?? [];
  if (caller === undefined || action === undefined) return undefined;
  const policy = explicit ?? silent;
  return {
    caller,
    action,
    ...(resource === undefined ? {} : { resource }),
    ...(policy === undefined ? {} : { policy }),
    isExplicit: explicit !== undefined,
  };
}

/** Whether a policy of the organization decided: whatever the caller's own policies allow, it does not get through. */
export function isOrganizations({ policy }: Denial): boolean {
  return policy === "service control policy" || policy === "resource control policy";
}
