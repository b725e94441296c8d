import type { Finished } from "../onboard.ts";

/** A document as the built program printed it, and the state of things that it tells of. */
export interface Printed {
  readonly state: string;
  readonly code: number | null;
  readonly document: unknown;
}

/** Takes the one document of a run; fails with what the run said where there is none, or one that tells of an error. */
export function printed(state: string, { code, stdout, stderr }: Finished): Printed {
  const document = stdout === "" ? undefined : JSON.parse(stdout);
  if (document === undefined || document.kind === "error") throw new Error(`no document of "${state}": ${stderr}`);
  return { state, code, document };
}
