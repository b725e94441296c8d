import { describe, expect, it } from "vitest";
import { observeGroups } from "../../../../src/identity-center/kinds/group/groups.ts";
import {
  createGroupMembership,
  observeGroupMemberships,
} from "../../../../src/identity-center/kinds/group-membership/group-memberships.ts";
import { observeUsers } from "../../../../src/identity-center/kinds/user/users.ts";
import { user } from "../../../core/plan/sample-onboarding.ts";
import { type FaultRule, organizationWith, passingFaults, simulateTeam } from "../../simulated-team.ts";

const names = (count: number) => Array.from({ length: count }, (_, index) => `person${index}`);
const membership = (userName: string, group = "Devs") => ({ kind: "GroupMembership", group, userName }) as const;

/** A directory with these people, of whom these are in the group, and a session that knows their ids. */
async function withGroup(people: readonly string[], members: readonly string[], faults: readonly FaultRule[] = []) {
  const users = people.map((userName) => ({
    userName,
    email: `${userName}@example.com`,
    givenName: "A",
    familyName: "B",
  }));
  const team = await simulateTeam({
    organization: organizationWith({ users, groups: [{ displayName: "Devs", members: [...members] }] }),
    faults,
  });
  const session = await team.open();
  await observeUsers(
    session,
    people.map((name) => user(name)),
  );
  await observeGroups(session, [{ kind: "Group", displayName: "Devs" }]);
  return { team, session };
}

describe.concurrent("looking for group memberships", () => {
  it("reads a small group whole, with one call for all of its people", async () => {
    const { team, session } = await withGroup(names(9), names(5));
    const found = await observeGroupMemberships(
      session,
      names(9).map((name) => membership(name)),
    );
    expect(found.map(({ userName }) => userName)).toEqual(names(5));
    expect([team.count("ListGroupMemberships"), team.count("ListGroupMembershipsForMember")]).toEqual([1, 0]);
  });

  it("asks for one person instead of reading a large group", async () => {
    const { team, session } = await withGroup(names(320), names(319));
    expect(await observeGroupMemberships(session, [membership("person318")])).toHaveLength(1);
    expect(await observeGroupMemberships(session, [membership("person319")])).toHaveLength(0);
    expect(team.count("ListGroupMemberships")).toBe(2);
    expect(team.count("ListGroupMembershipsForMember")).toBeLessThanOrEqual(2);
  });

  it("asks nothing about groups and people that are not there yet", async () => {
    const { team, session } = await withGroup(["ana"], []);
    expect(await observeGroupMemberships(session, [membership("bo"), membership("ana", "Others")])).toEqual([]);
    expect(team.count(/Membership/)).toBe(0);
  });

  it("knows a group by its name in any case, and reads it once", async () => {
    const { team, session } = await withGroup(["ana", "bo"], ["ana", "bo"]);
    expect(await observeGroupMemberships(session, [membership("ana", "Devs"), membership("bo", "devs")])).toHaveLength(
      2,
    );
    expect(team.count("ListGroupMemberships")).toBe(1);
  });
});

describe.concurrent("putting somebody into a group", () => {
  it.each(passingFaults)("makes exactly one membership in spite of %s", async (fault) => {
    const { team, session } = await withGroup(["ana"], [], [{ operation: "CreateGroupMembership", nth: 1, fault }]);
    await createGroupMembership(session, membership("ana"));
    expect(team.world().memberships).toEqual(["Devs: ana"]);
  });

  it("is content with somebody who is in it already", async () => {
    const { team, session } = await withGroup(["ana"], ["ana"]);
    expect(await createGroupMembership(session, membership("ana"))).toEqual({ already: true });
    expect(team.world().memberships).toEqual(["Devs: ana"]);
  });
});
