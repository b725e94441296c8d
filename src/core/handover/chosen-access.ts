import type { Handover, HandoverPerson } from "./handover.ts";

/** What this machine is to be set up for: the portal, and one person's accounts. */
export interface ChosenAccess {
  readonly handover: Omit<Handover, "people">;
  readonly person: HandoverPerson;
  /** Everybody in the handover, as far as they are known. */
  readonly people: readonly HandoverPerson[];
}
