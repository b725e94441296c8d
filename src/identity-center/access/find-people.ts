import { mapConcurrently } from "../../aws/concurrency.ts";
import type { AccessUser } from "../../core/access/access.ts";
import { userIdBy } from "../session/directory.ts";
import { type AccessReading, AT_ONCE } from "./access-reading.ts";
import { listUsers, usersById } from "./users-by-id.ts";

/** Somebody as they are asked for: by address, and perhaps by the name they sign in with. */
export interface AskedPerson {
  readonly email: string;
  readonly userName: string;
}

export interface FoundPeople {
  readonly users: ReadonlyMap<string, AccessUser>;
  /** Addresses of those whom the directory does not have. */
  readonly notThere: readonly string[];
}

/** A page of the directory has a hundred users; looking somebody up by address and by name takes two calls, and a third. */
const PAGES_A_PERSON = 0.5;

/**
 * The users who have the address or the user name of one of these people. Where these are two users, both are meant: an
 * answer to "what does she have" must not leave one out.
 */
export async function findPeople(reading: AccessReading, people: readonly AskedPerson[]): Promise<FoundPeople> {
  const most = Math.max(1, Math.ceil(people.length * PAGES_A_PERSON));
  const listed = await listUsers(reading, { most });
  const asked = new Map(people.flatMap((person) => namesOf(person).map((name) => [name, person] as const)));
  const meant = ({ email = "", userName }: AccessUser) =>
    [email, userName].flatMap((name) => asked.get(name.toLowerCase()) ?? []);
  const users = new Map([...(listed?.users ?? [])].filter(([, user]) => meant(user).length > 0));
  if (listed?.complete !== true) {
    const ids = new Set((await mapConcurrently(people, AT_ONCE, (person) => idsOf(reading, person))).flat());
    const others = await usersById(reading, ids, { known: users, wasListed: true });
    for (const [id, user] of others.users) users.set(id, user);
  }
  const found = new Set([...users.values()].flatMap(meant));
  return { users, notThere: people.filter((person) => !found.has(person)).map(({ email }) => email) };
}

function namesOf({ email, userName }: AskedPerson): readonly string[] {
  return [...new Set([email.toLowerCase(), userName.toLowerCase()])];
}

async function idsOf(reading: AccessReading, { email, userName }: AskedPerson): Promise<readonly string[]> {
  const found = await Promise.all(
    (
      [
        ["emails.value", email],
        ["userName", userName],
      ] as const
    ).map(([AttributePath, AttributeValue]) =>
      reading.gaps.orGap("who-is-meant", AttributeValue, userIdBy(reading.session, AttributePath, AttributeValue)),
    ),
  );
  return found.flatMap((id) => id ?? []);
}
