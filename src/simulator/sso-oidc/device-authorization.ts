import type { Context } from "../operation.ts";
import { newHex, newUuid } from "../world/ids.ts";
import type { DeviceAuthorization } from "../world/sign-in-records.ts";
import type { World } from "../world/world.ts";
import { decisionOf } from "./approver.ts";
import { clientOf, deviceCodeGrant, requireGrant } from "./clients.ts";
import { lifetimes } from "./lifetimes.ts";
import { oauthError } from "./oauth-error.ts";
import { instanceAt } from "./start-url.ts";

interface StartDeviceAuthorizationInput {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly startUrl: string;
}

/** https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_StartDeviceAuthorization.html */
export function startDeviceAuthorization(
  input: StartDeviceAuthorizationInput,
  context: Context,
): Record<string, unknown> {
  const { world, now, region, origin, latency, approver } = context;
  const client = clientOf(context, input);
  requireGrant(client, deviceCodeGrant);
  const instance = instanceAt(world, input.startUrl, region);
  if (instance === undefined) throw oauthError("InvalidRequestException", "Invalid start url provided");

  const interval = Math.max(1, Math.round(latency.deviceCodeInterval / 1000));
  const authorization: DeviceAuthorization = {
    kind: "device",
    id: newUuid(world),
    clientId: client.clientId,
    instanceArn: instance.arn,
    deviceCode: `simulated-device-code-${newHex(world, 48)}`,
    userCode: newUserCode(world),
    interval: interval * 1000,
    expiresAt: now + lifetimes.deviceCode,
    redeemed: false,
    // The first try comes too early, the second does not: as with a person, only faster.
    ...(approver && { decision: decisionOf(approver, world, instance, now + interval * 500) }),
  };
  world.clientAuthorizations.set(authorization.id, authorization);
  const verificationUri = `${origin}/device`;
  return {
    deviceCode: authorization.deviceCode,
    userCode: authorization.userCode,
    verificationUri,
    verificationUriComplete: `${verificationUri}?user_code=${authorization.userCode}`,
    expiresIn: lifetimes.deviceCode / 1000,
    interval,
  };
}

/** Letters that nobody confuses, and that spell nothing. */
const letters = "BCDFGHJKLMNPQRSTVWXZ";

function newUserCode(world: World): string {
  const digits = BigInt(`0x${newHex(world, 24)}`);
  const code = Array.from({ length: 8 }, (_, place) => letters[Number((digits / 20n ** BigInt(place)) % 20n)]).join("");
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
