/** Of fewer than these a part says nothing: one of two is half. */
export const FEWEST_FOR_PERCENT = 10;

/** A part of a whole in percent, to a tenth. */
export function percentOf(part: number, whole: number): number {
  return Number(((part * 100) / whole).toFixed(1));
}
