import { distance } from "fastest-levenshtein";

/**
 * The candidate that someone who typed `wrong` most likely meant, or nothing when none is close. Case counts for
 * nothing; up to a third of the letters may differ, or two may have changed places.
 */
export function closest(wrong: string, candidates: Iterable<string>): string | undefined {
  const typed = wrong.toLowerCase().slice(0, 200);
  let best: { readonly candidate: string; readonly apart: number } | undefined;
  for (const candidate of candidates) {
    const apart = distanceWithin(typed, candidate.toLowerCase());
    if (apart !== undefined && (best === undefined || apart < best.apart)) best = { candidate, apart };
  }
  return best?.candidate;
}

function distanceWithin(typed: string, candidate: string): number | undefined {
  const farthest = Math.max(1, Math.floor(typed.length / 3));
  if (Math.abs(candidate.length - typed.length) > farthest) return undefined;
  const apart = distance(typed, candidate);
  if (apart === 2 && [...typed].sort().join("") === [...candidate].sort().join("")) return 0.5;
  if (apart <= farthest) return apart;
  // Two letters that have changed places count as one slip, beside others too: `emial` for `emails`.
  const isNear = apart === farthest + 1 && neighboursSwapped(typed).some((one) => distance(one, candidate) < farthest);
  return isNear ? farthest : undefined;
}

/** The word with each letter in the place of the next one, in turn. */
function neighboursSwapped(word: string): readonly string[] {
  const swap = (_: string, index: number) =>
    `${word.slice(0, index)}${word.charAt(index + 1)}${word.charAt(index)}${word.slice(index + 2)}`;
  return [...word].slice(1).map(swap);
}

/**
 * Whether a word is another one with a slip in it: two letters that have changed places, or so few that are missing, too many or others.
 * What differs in case, digits or signs is meant.
 */
export function isSlip(typed: string, word: string, most = 2): boolean {
  const [one, other] = [lettersOf(typed), lettersOf(word)];
  if (one === other || typed.replace(/\D/g, "") !== word.replace(/\D/g, "")) return false;
  const isSwap = one.length === other.length && [...one].sort().join("") === [...other].sort().join("");
  return distance(one, other) <= (isSwap ? 2 : most);
}

function lettersOf(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}]/gu, "");
}

/** ` Did you mean "x"?` with a leading space, or nothing: made to follow a sentence. */
export function didYouMean(wrong: string, candidates: Iterable<string>): string {
  const candidate = closest(wrong, candidates);
  return candidate === undefined ? "" : ` Did you mean "${candidate}"?`;
}
