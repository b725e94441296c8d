/**
 * Identity Center names a role's session after the user who signed in, and `GetCallerIdentity` shows it. STS takes 2 to 64 of a few
 * characters (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html); user names may be longer and hold others, and
 * what AWS makes of those is not documented.
 */
const LONGEST = 64;
const TAKEN = /^[\w+=,.@-]$/;

/** Whether a user's sessions are called exactly as the user is, but for upper and lower case. */
export function isSessionName(userName: string): boolean {
  return (
    userName.length >= 2 && userName.length <= LONGEST && [...userName].every((character) => TAKEN.test(character))
  );
}

/** Whether a user's sessions can be known by the name at all: at least half of it is what STS takes. */
export function showsInSessionName(userName: string): boolean {
  const characters = [...userName];
  return characters.filter((character) => TAKEN.test(character)).length * 2 >= characters.length;
}

/**
 * Whether a session may be a user's: the same name, cut where it is too long, with anything or nothing in the place of characters
 * that STS does not take. In steps that are at most the two lengths multiplied.
 */
export function maySessionBeOf(userName: string, sessionName: string): boolean {
  const session = sessionName.toLowerCase();
  let ends = new Set([0]);
  for (const character of userName) {
    if (session.length >= LONGEST && ends.has(session.length)) return true;
    ends = TAKEN.test(character)
      ? behind(character.toLowerCase(), ends, session)
      : from(Math.min(...ends), session.length);
    if (ends.size === 0) return false;
  }
  return ends.has(session.length);
}

function behind(character: string, ends: ReadonlySet<number>, session: string): Set<number> {
  return new Set([...ends].filter((end) => session[end] === character).map((end) => end + 1));
}

function from(first: number, last: number): Set<number> {
  return new Set(Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index));
}
