import type { BootstrapAnswer, BootstrapAnswers, Environment } from "../../core/aws/cdk-bootstrap.ts";
import type { Session } from "../session/session.ts";
import { readBootstraps } from "./read-bootstraps.ts";

/** So many environments are looked at for a plan that does not bootstrap: two calls and a moment each. */
const MOST = 50;

/**
 * Looks where the CDK is bootstrapped, for a plan that only says so. Whoever is let into no account is asked once, and a
 * large team not at all: nothing of the plan rests on it. `undefined` where nobody looked.
 */
export async function lookAtBootstraps(
  session: Session,
  accessRole: string,
  environments: readonly Environment[],
): Promise<BootstrapAnswers | undefined> {
  const { callerAccountId } = session.instance;
  const [first] = environments.filter(({ accountId }) => accountId !== callerAccountId);
  if (environments.length > MOST) return undefined;
  if (first === undefined) return readBootstraps(session, accessRole, environments);
  const answers = await readBootstraps(session, accessRole, [first]);
  if ([...answers.values()].every(isClosed)) return undefined;
  const others = environments.filter((environment) => environment !== first);
  return new Map([...answers, ...(await readBootstraps(session, accessRole, others))]);
}

function isClosed(answer: BootstrapAnswer): boolean {
  return answer.kind === "unknown" && answer.isClosed === true;
}
