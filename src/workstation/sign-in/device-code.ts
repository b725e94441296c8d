import { OnboardError } from "../../core/errors/onboard-error.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { CallFailed, isRefusal } from "./aws-call.ts";
import type { FlowContext } from "./flow.ts";
import type { DeviceAuthorization } from "./oidc.ts";
import { isOpenable } from "./open-browser.ts";
import type { Registration } from "./registration-cache.ts";
import { type IssuedToken, writeToken } from "./token-cache.ts";

/** What RFC 8628 §3.5 adds to the interval at each `slow_down`. */
const SLOW_DOWN = 5_000;
/** So many polls in a row may fail on the way before the sign-in is given up. */
const FAILURES = 5;

/**
 * Signs in with a browser anywhere: shows a page and a code, and asks AWS, no faster than it allows, until someone has
 * confirmed the code. A code that expires can be replaced by a new one.
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_StartDeviceAuthorization.html
 */
export async function signInWithDeviceCode(context: FlowContext, registration: Registration): Promise<IssuedToken> {
  for (;;) {
    const token = await tryOneCode(context, registration);
    if (token !== "expired") {
      await writeToken(context.home, context.session.name, token);
      return token;
    }
    context.show({ type: "device-code-expired" });
    if (!(await context.offerNewCode?.())) throw codeExpired();
  }
}

async function tryOneCode(context: FlowContext, registration: Registration): Promise<IssuedToken | "expired"> {
  const authorization = await context.oidc.startDeviceAuthorization(registration);
  const deadline = context.clock.now() + Math.min(authorization.expiresInSeconds * 1000, context.timeLimit);
  await present(authorization, deadline, context);

  let interval = authorization.intervalSeconds * 1000;
  let failures = 0;
  while (context.clock.now() < deadline) {
    await context.clock.wait(Math.min(interval, deadline - context.clock.now()), context.signal);
    const answer = await poll(context, registration, authorization);
    if (typeof answer === "object" || answer === "expired") return answer;
    failures = answer === "failed-on-the-way" ? failures + 1 : 0;
    if (answer === "pending") continue;
    interval += SLOW_DOWN;
    if (answer === "slow-down") context.show({ type: "slowed-down", intervalSeconds: interval / 1000 });
    if (failures > FAILURES) throw connectionLost();
  }
  return "expired";
}

type Poll = IssuedToken | "pending" | "slow-down" | "expired" | "failed-on-the-way";

async function poll(
  context: FlowContext,
  registration: Registration,
  { deviceCode }: DeviceAuthorization,
): Promise<Poll> {
  try {
    const grantType = "urn:ietf:params:oauth:grant-type:device_code";
    return await context.oidc.createToken(registration, { grantType, deviceCode });
  } catch (error) {
    if (isRefusal(error, "AuthorizationPendingException")) return "pending";
    if (isRefusal(error, "SlowDownException")) return "slow-down";
    if (isRefusal(error, "ExpiredTokenException")) return "expired";
    if (error instanceof CallFailed && error.failure === "unreachable") return "failed-on-the-way";
    throw error;
  }
}

/** What is shown and opened comes from the network: it has to be a page, and free of terminal tricks. */
async function present(authorization: DeviceAuthorization, expiresAt: number, context: FlowContext): Promise<void> {
  const verificationUri = pageAddress(authorization.verificationUri);
  const verificationUriComplete = pageAddress(authorization.verificationUriComplete);
  const opened = (await context.openBrowser?.(verificationUriComplete)) ?? false;
  const userCode = visibleText(authorization.userCode);
  context.show({ type: "device-code", userCode, verificationUri, verificationUriComplete, expiresAt, opened });
}

function pageAddress(given: string): string {
  if (isOpenable(given)) return new URL(given).href;
  const message = "the address to sign in at is not one of an https page";
  throw new CallFailed("not-aws", { name: "UnsafeAddress", message, operation: "StartDeviceAuthorization" });
}

function codeExpired(): OnboardError {
  return new OnboardError({
    kind: "signed-out",
    message: "Nobody confirmed the code in time, so it has expired.",
    remedy: "Run the same command again: it shows a new code.",
  });
}

function connectionLost(): OnboardError {
  return new OnboardError({
    kind: "cannot-tell",
    message: "The connection to AWS was lost while waiting for the code to be confirmed.",
    remedy: "Check the network, then run the same command again: it shows a new code.",
  });
}
