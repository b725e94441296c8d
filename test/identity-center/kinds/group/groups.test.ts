import { describe, expect, it } from "vitest";
import { createGroup, observeGroups } from "../../../../src/identity-center/kinds/group/groups.ts";
import { organizationWith, passingFaults, simulateTeam } from "../../simulated-team.ts";

const group = (displayName: string) => ({ kind: "Group", displayName }) as const;

describe.concurrent("looking for groups", () => {
  it("finds those that are there by their display name", async () => {
    const team = await simulateTeam({ organization: organizationWith({ groups: [{ displayName: "Developers" }] }) });
    const session = await team.open();
    const { resources, notes } = await observeGroups(session, [group("Developers"), group("Nobody")]);
    expect([resources, notes]).toEqual([[group("Developers")], []]);
    expect([...session.ids.keys()]).toEqual(["Group|developers"]);
  });

  it("finds a group in any case, even where AWS's look-up minds it", async () => {
    const team = await simulateTeam({
      organization: organizationWith({ groups: [{ displayName: "Developers" }] }),
      faults: [],
    });
    const session = await team.open();
    const { send } = session.aws.identityStore;
    // An identity store that looks groups up by their exact name: AWS documents neither that nor the contrary.
    session.aws.identityStore.send = (async (command: {
      readonly input: object;
      readonly constructor: { readonly name: string };
    }) => {
      if (command.constructor.name === "GetGroupIdCommand") {
        throw Object.assign(new Error("GROUP not found."), { name: "ResourceNotFoundException", $metadata: {} });
      }
      return Reflect.apply(send, session.aws.identityStore, [command]);
    }) as typeof send;
    expect((await observeGroups(session, [group("developers")])).resources).toHaveLength(1);
    expect(session.ids.has("Group|developers")).toBe(true);
  });

  it("goes without the list of groups where it may not be read", async () => {
    const team = await simulateTeam({ faults: [{ operation: "ListGroups", fault: "access-denied" }] });
    expect((await observeGroups(await team.open(), [group("Developers")])).resources).toEqual([]);
  });

  it.each([
    ["Web Developers ", "Web Developers", "with a trailing blank"],
    [" Web Developers", "web developers", "with a leading blank"],
    ["Web\u00A0Developers", "Web Developers", "with a no-break space (U+00A0)"],
    ["Tab\tname", "Tab name", "with another kind of blank"],
    ["double  space", "double space", "with several blanks in a row"],
  ])("finds %j by what can be seen of it, and says how AWS has it", async (name, written, how) => {
    const team = await simulateTeam({ organization: organizationWith({ groups: [{ displayName: name }] }) });
    const session = await team.open();
    const { resources, notes = [] } = await observeGroups(session, [group(written)]);
    expect(resources).toEqual([group(written)]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(how);
    expect(session.ids.size).toBe(1);
  });

  it("takes the exact one of two that look alike, and leaves one that both look like to a person", async () => {
    const groups = ["Web Developers", " Web Developers"].map((displayName) => ({ displayName }));
    const team = await simulateTeam({ organization: organizationWith({ groups }) });
    const exact = await observeGroups(await team.open(), [group(" Web Developers")]);
    expect([exact.resources.length, exact.notes, exact.blocked?.size]).toEqual([1, [], 0]);
    const either = await observeGroups(await team.open(), [group("Web  Developers")]);
    expect([either.resources, [...(either.blocked?.keys() ?? [])]]).toEqual([[], ["Group|web  developers"]]);
  });

  it("does not read the list of groups when all were found", async () => {
    const team = await simulateTeam({ organization: organizationWith({ groups: [{ displayName: "Developers" }] }) });
    await observeGroups(await team.open(), [group("Developers")]);
    expect([team.count("GetGroupId"), team.count("ListGroups")]).toEqual([1, 0]);
  });
});

describe.concurrent("creating a group", () => {
  it.each(passingFaults)("makes exactly one in spite of %s", async (fault) => {
    const team = await simulateTeam({ faults: [{ operation: "CreateGroup", nth: 1, fault }] });
    const session = await team.open();
    await createGroup(session, group("Developers"));
    expect(team.world().groups).toEqual(["Developers"]);
    expect(Object.keys(team.simulator.world().groups)).toEqual([session.ids.get("Group|developers")]);
  });

  it("adopts the group that another admin made meanwhile", async () => {
    const team = await simulateTeam({ organization: organizationWith({ groups: [{ displayName: "developers" }] }) });
    const session = await team.open();
    await createGroup(session, group("Developers"));
    expect(team.world().groups).toEqual(["developers"]);
    expect(session.ids.has("Group|developers")).toBe(true);
  });
});
