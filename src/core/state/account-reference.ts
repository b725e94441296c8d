const PREFIX = "new:";

/** What stands for the id of an account that is still to be made: `new:NAME`. */
export function referenceTo(name: string): string {
  return `${PREFIX}${name}`;
}

/** Whether this stands for an account's id, and is none. */
export function isReference(accountId: string): boolean {
  return accountId.startsWith(PREFIX);
}
