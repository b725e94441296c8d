import { classify } from "../../../aws/aws-error.ts";
import { backoffMilliseconds, pause } from "../../../aws/backoff.ts";
import type { AwsRefusal } from "../../../aws/refusal.ts";
import type { AccountAssignment } from "../../../core/state/resource.ts";
import { type EndedRequest, refusalOfEnded } from "../../calls/explain-ended-request.ts";
import { isFreshAccount } from "../account/fresh-account.ts";
import { type AssignmentMemory, targetOf } from "./assignment-memory.ts";
import { describePrincipal } from "./principal-name.ts";

/** How often a request is made that fails for a reason that passes, and how long is waited between two; milliseconds. */
interface Patience {
  readonly tries: number;
  readonly longest: number;
}

/** Identity Center cannot get into a new account for some minutes. */
const ACCOUNT: Patience = { tries: 14, longest: 30_000 };
/** A new user or group is in the directory before assignments see it, and somebody else's change is soon over. */
const MOMENT: Patience = { tries: 6, longest: 4_000 };
const NONE: Patience = { tries: 1, longest: 0 };

/** How an assignment ended, and whether the directory has who is assigned, where AWS said that it has not. */
export interface AssignmentEnd<Ended> {
  readonly ended: Ended;
  readonly isPrincipalThere?: boolean;
}

/**
 * The end of an assignment; where it has FAILED because something was made a moment ago, the end of the one that saw it, or the
 * last failure after a while.
 */
export async function triedUntilSeen<Ended extends EndedRequest>(
  session: AssignmentMemory,
  assignment: AccountAssignment,
  assign: () => Promise<Ended>,
): Promise<AssignmentEnd<Ended>> {
  for (let attempt = 1; ; attempt += 1) {
    const ended = await assign();
    const refusal = refusalOfEnded(ended);
    const isLost = refusal?.kind === "no-principal";
    const isPrincipalThere = isLost ? await isInDirectory(session, assignment) : undefined;
    const { tries, longest } = await patienceFor(session, assignment, refusal, isPrincipalThere);
    if (attempt >= tries) return { ended, ...(isPrincipalThere === undefined ? {} : { isPrincipalThere }) };
    await pause(backoffMilliseconds(attempt, 500, longest), session.signal);
  }
}

async function patienceFor(
  session: AssignmentMemory,
  { accountId }: AccountAssignment,
  refusal: AwsRefusal | undefined,
  isPrincipalThere: boolean | undefined,
): Promise<Patience> {
  switch (refusal?.kind) {
    case "unreachable-account":
    case "not-allowed":
      return (await isFreshAccount(session, session.freshAccounts, accountId)) ? ACCOUNT : NONE;
    case "no-principal":
      return isPrincipalThere === false ? NONE : MOMENT;
    case "conflict":
    case "throttled":
      return MOMENT;
    default:
      return NONE;
  }
}

/** `undefined` where AWS does not say. */
async function isInDirectory(session: AssignmentMemory, assignment: AccountAssignment): Promise<boolean | undefined> {
  const { PrincipalType, PrincipalId } = targetOf(session, assignment);
  try {
    await describePrincipal(session, PrincipalType, PrincipalId);
    return true;
  } catch (error) {
    if (session.signal?.aborted) throw session.signal.reason;
    return classify(error) === "not-found" ? false : undefined;
  }
}
