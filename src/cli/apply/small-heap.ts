import { setFlagsFromString } from "node:v8";

/** How much larger than what is in use the heap may become before it is collected, in percent. V8 by itself takes up to 300. */
const HEADROOM = 20;

/**
 * Keeps what is not in use any more from piling up: most of a large reading is answers that are thrown away at once. Half
 * the memory for a quarter more of processor time, and unlike a limit it stops nobody who has more to read.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${HEADROOM}`);
}
