/** What goes the wrong way in a folder such as `src/`, a line each. */
export function roomFaults(src: string): string[];
