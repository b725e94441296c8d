import { type Plan, type Purpose, planOnboarding } from "../../src/core/plan/plan.ts";
import { observe } from "../../src/identity-center/observe.ts";
import type { Prepared } from "../../src/identity-center/prepare.ts";

/** Looks at what there is, and plans for just what is desired, whoever asks for it. */
export async function planDesired(
  { session, kinds, limits, settings, desired }: Omit<Prepared, "plan" | "callerArn">,
  purpose?: Purpose,
): Promise<Plan> {
  return planOnboarding({
    instance: session.instance,
    people: desired.people,
    ...(purpose === undefined ? {} : { purpose }),
    desired: desired.state,
    absent: desired.absent,
    observation: await observe(session, kinds, desired),
    limits,
    safety: settings.safety,
    managementAccountOnly: false,
    warnings: [],
  });
}
