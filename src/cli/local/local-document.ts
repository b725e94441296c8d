import type { ChosenAccess } from "../../core/handover/chosen-access.ts";
import { schemaName } from "../../core/text/schema-address.ts";
import { simulatedIf } from "../../core/text/simulated.ts";
import type { LocalDocument } from "../../workstation/verify/local-schema.ts";
import type { Whose } from "../../workstation/verify/profile-check.ts";
import type { FoundProfile } from "./verify.ts";

/** What there is to tell once a machine is set up. */
export interface SetUpMachine {
  readonly chosen: ChosenAccess;
  readonly configFile: string;
  readonly isSimulated: boolean;
  /** Absent where nobody signed in, or nobody was chosen. */
  readonly whose: Whose | undefined;
  readonly found: readonly FoundProfile[];
  readonly ready: boolean;
}

/** The same as a document, with nothing in it that is secret. */
export function localDocument({ chosen, configFile, isSimulated, whose, found, ready }: SetUpMachine): LocalDocument {
  const { handover, person } = chosen;
  const { startUrl, ssoRegion, session } = handover;
  const { email, username } = person;
  const signedIn = whose?.signedIn;
  return {
    $schema: schemaName("local"),
    version: 1,
    kind: "local",
    ...simulatedIf(isSimulated),
    configFile,
    portal: { startUrl, ssoRegion, session },
    ...(username === "" ? {} : { person: { email, username } }),
    signIn: {
      as: signedIn?.kind ?? "not-looked-at",
      ...(signedIn?.userName === undefined ? {} : { userName: signedIn.userName }),
    },
    profiles: found.map(({ profile, checks }) => ({ profile, checks: [...checks] })),
    ready,
  };
}
