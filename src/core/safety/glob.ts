/** Stands for one digit in the patterns of ours. */
export const DIGIT = "#";

/**
 * Whether there is a text that both patterns match. In IAM's patterns `*` is any number of characters, `?` is exactly
 * one, and everything else is itself.
 */
export function patternsMeet(one: string, other: string): boolean {
  return matches(one, other, isOneInBoth, true);
}

/** Whether the pattern matches every text that the other one matches. May say no where it does; never yes where not. */
export function patternCovers(pattern: string, other: string): boolean {
  return matches(pattern, other, (a, b) => b !== "*" && (a === b || a === "?"), false);
}

function isOneInBoth(a: string, b: string): boolean {
  return a === b || a === "?" || b === "?" || (b === DIGIT && /\d/.test(a));
}

/** Walks both patterns from their ends: each row of the table says which tails of the second one the tail of the first meets. */
function matches(
  one: string,
  other: string,
  isSame: (a: string, b: string) => boolean,
  otherMayBeMany: boolean,
): boolean {
  let after: readonly boolean[] = [];
  for (let i = one.length; i >= 0; i--) {
    const row = new Array<boolean>(other.length + 1).fill(false);
    for (let j = other.length; j >= 0; j--) {
      const [a, b] = [one[i], other[j]];
      if (a === undefined && b === undefined) row[j] = true;
      else if (a === "*") row[j] = after[j] === true || (b !== undefined && row[j + 1] === true);
      else if (b === "*" && otherMayBeMany) row[j] = row[j + 1] === true || (a !== undefined && after[j] === true);
      else row[j] = a !== undefined && b !== undefined && isSame(a, b) && after[j + 1] === true;
    }
    after = row;
  }
  return after[0] === true;
}
