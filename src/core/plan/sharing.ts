import type { Person } from "./person.ts";

/** Who does not have exactly one account that is nobody else's, which Amplify's sandboxes are happiest with. */
export interface Sharing {
  /** Accounts that several people get into, those with the most people first. */
  readonly shared: readonly { readonly accountName: string; readonly people: number }[];
  /** People with several accounts, those with the most first. */
  readonly several: readonly { readonly person: Person; readonly accounts: number }[];
}

/** Counts people by account, and accounts by person, however many permission sets are between them. */
export function sharingOf(people: readonly Person[]): Sharing {
  const accounts = new Map<string, { readonly accountName: string; readonly people: Set<Person> }>();
  for (const person of people) {
    for (const { accountId, accountName } of person.access) {
      const account = accounts.get(accountId) ?? { accountName, people: new Set() };
      accounts.set(accountId, account);
      account.people.add(person);
    }
  }
  return {
    shared: [...accounts.values()]
      .filter((account) => account.people.size > 1)
      .map(({ accountName, people: { size } }) => ({ accountName, people: size }))
      .sort((a, b) => b.people - a.people),
    several: people
      .map((person) => ({ person, accounts: new Set(person.access.map(({ accountId }) => accountId)).size }))
      .filter((one) => one.accounts > 1)
      .sort((a, b) => b.accounts - a.accounts),
  };
}
