import { ListUsersCommand } from "@aws-sdk/client-identitystore";
import { ListInstancesCommand } from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { publishedLimits } from "../../src/simulator/limits.ts";
import { RateLimiter } from "../../src/simulator/rate-limiter.ts";
import { known, simulateAws } from "./simulated-aws.ts";

/** How many of these calls get through when they all come in the same millisecond. */
function admitted(limiter: RateLimiter, calls: readonly (readonly [string, string])[], now = 0): number {
  return calls.filter(([service, operation]) => limiter.allows(service, operation, now)).length;
}
const times = (count: number, service: string, operation: string) =>
  Array.from({ length: count }, () => [service, operation] as const);

describe("rates", () => {
  it("are shared by all operations of sso-admin", () => {
    const limiter = new RateLimiter(publishedLimits, 1);
    const calls = [...times(15, "sso-admin", "DescribePermissionSet"), ...times(15, "sso-admin", "ListPermissionSets")];
    expect(admitted(limiter, calls)).toBe(20);
  });

  it("are each operation's own in identitystore", () => {
    const limiter = new RateLimiter(publishedLimits, 1);
    expect(admitted(limiter, times(30, "identitystore", "CreateUser"))).toBe(20);
    expect(admitted(limiter, times(30, "identitystore", "GetUserId"))).toBe(20);
  });

  it("let twenty through in each second that follows", () => {
    const limiter = new RateLimiter(publishedLimits, 1);
    const perSecond = Array.from({ length: 5 }, (_, second) => {
      const calls = Array.from({ length: 100 }, (_, step) => second * 1000 + step * 10);
      return calls.filter((now) => limiter.allows("sso-admin", "ListInstances", now)).length;
    });
    expect(perSecond[0]).toBeGreaterThanOrEqual(39);
    expect(perSecond.slice(1)).toEqual([20, 20, 20, 20]);
  });

  it("grow with the speed", () => {
    const limiter = new RateLimiter(publishedLimits, 50);
    expect(admitted(limiter, times(2000, "sso-admin", "ListInstances"))).toBe(1000);
    expect(admitted(limiter, times(2000, "sso-admin", "ListInstances"), 1000)).toBe(1000);
  });

  it("can be switched off", () => {
    const limiter = new RateLimiter({ ...publishedLimits, ssoAdminPerSecond: Number.POSITIVE_INFINITY }, 1);
    expect(admitted(limiter, times(10_000, "sso-admin", "ListInstances"))).toBe(10_000);
  });

  it("do not punish a clock that is set back", () => {
    const limiter = new RateLimiter(publishedLimits, 1);
    admitted(limiter, times(20, "sso-admin", "ListInstances"), 10_000);
    expect(limiter.allows("sso-admin", "ListInstances", 0)).toBe(false);
    expect(limiter.allows("sso-admin", "ListInstances", 1000)).toBe(true);
  });

  it("answer ThrottlingException on the wire, and refused requests change nothing", async () => {
    const aws = await simulateAws({ limits: { ssoAdminPerSecond: 20, burst: 3 } });
    const attempts = Array.from({ length: 10 }, () => aws.ssoAdmin.send(new ListInstancesCommand({})));
    const outcomes = await Promise.allSettled(attempts);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.name] : []));
    expect(refused).toEqual(Array.from({ length: 7 }, () => "ThrottlingException"));
    const store = { IdentityStoreId: known.identityStoreId };
    expect((await aws.identityStore.send(new ListUsersCommand(store))).Users).toEqual([]);
    await aws.simulator.close();
  });
});
