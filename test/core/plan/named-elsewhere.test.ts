import { expect, it } from "vitest";
import { namedElsewhere } from "../../../src/core/plan/named-elsewhere.ts";
import { NO_SETTINGS, withDefaults } from "../../../src/core/settings/settings.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";

const NORTH = { id: "210987654321", name: "North", state: "ACTIVE", isManagement: false };

const held = (name: string, accountId = NORTH.id, permissionSet = "amplify-policy"): Resource => ({
  kind: "AccountAssignment",
  accountId,
  permissionSet,
  principal: { type: "USER", name },
});

it("is what another file's rows give, and all that somebody has of whose row there nobody knows what it means", () => {
  const rows = ["ana@example.com,North,", "bo@example.com,Gone,", "cy@example.com,North,2026-01-01"];
  const { team } = readTeam(Buffer.from(["email,account,until", ...rows].join("\n")), { kind: "file", file: "b.csv" });
  const isElsewhere = namedElsewhere([{ email: "ana@example.com", userName: "ana.s" }], {
    teams: [team],
    settings: withDefaults(NO_SETTINGS, "aws"),
    fallbackRegion: "us-east-1",
    today: "2026-06-01",
    accountsOf: ({ accounts: [cell] }) => (cell?.text === "North" ? [NORTH] : []),
  });
  // Somebody is the same by the address, whatever either file calls them at AWS.
  expect([isElsewhere(held("ana.s")), isElsewhere(held("ana.s", "345678901234"))]).toEqual([true, false]);
  expect(isElsewhere(held("ana.s", NORTH.id, "other"))).toBe(false);
  expect(isElsewhere(held("bo@example.com", "345678901234"))).toBe(true);
  // A row that has ended keeps nothing.
  expect(isElsewhere(held("cy@example.com"))).toBe(false);
});
