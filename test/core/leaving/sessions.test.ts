import { expect, it } from "vitest";
import { liveSessions } from "../../../src/core/leaving/sessions.ts";
import type { Held, Leaver } from "../../../src/core/plan/leaver.ts";
import { assigned, deletion, north, south } from "../plan/sample-onboarding.ts";

const held = (accountId: string, others: Partial<Held> = {}): Held => ({
  accountId,
  accountName: accountId,
  permissionSet: "amplify-policy",
  sessionDuration: "PT4H",
  named: true,
  ways: [{ goes: true }],
  ...others,
});
const leaver = (...places: readonly Held[]): Leaver => ({
  userName: "ana",
  line: 2,
  page: "https://us-east-1.console.aws.amazon.com/",
  external: false,
  held: places,
});

it("whoever left may act as long as the longest session of what was in fact taken, directly or through a group", () => {
  const ana = leaver(
    held(north),
    held(south, { permissionSet: "reader", sessionDuration: "PT1H" }),
    held(south, { permissionSet: "admin", sessionDuration: "PT2H", ways: [{ group: "Admins", goes: true }] }),
    held(north, { permissionSet: "unread", ways: [{ group: "admins", goes: true }] }),
  );
  const { sessionDuration: _, ...unread } = ana.held[3] as Held;
  const before = leaver(...ana.held.slice(0, 3), unread);
  const outOfGroup = deletion({ kind: "GroupMembership", group: "admins", userName: "ANA" });
  expect(liveSessions([before], [deletion(assigned("Ana")), outOfGroup])).toEqual([
    { userName: "ana", permissionSet: "amplify-policy", seconds: 4 * 3600 },
    { userName: "ana", permissionSet: "admin", seconds: 2 * 3600 },
    { userName: "ana", permissionSet: "unread", seconds: 12 * 3600 },
  ]);
  expect(liveSessions([before], [deletion(assigned("bo"))])).toEqual([]);
});
