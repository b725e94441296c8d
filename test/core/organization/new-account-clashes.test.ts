import { describe, expect, it } from "vitest";
import { resolved } from "./team-with-new-accounts.ts";

describe("two new accounts that would be one", () => {
  it("are told when two people's own have the same name", () => {
    expect(resolved(["ana@example.com,new", "ana@example.org,new"]).says).toEqual([
      'team.csv:3:17: “new” would be the same account "new:ana" as for the person in line 2. Write new:NAME for one of them; for an account that both are to have, the same new:NAME for both.',
    ]);
  });

  it("are told when only what an address cannot hold tells them apart", () => {
    expect(resolved(["ana+a@example.com,new", "ana-a@example.com,new"]).says).toHaveLength(1);
  });

  it("are told for defaults as well, at the row", () => {
    const { says } = resolved(["ana@example.com,", "ana@example.org,"], { defaults: ["new"] });
    expect(says).toHaveLength(1);
    expect(says[0]).toMatch(/^team\.csv:3:1: “new” would be the same account/);
  });

  it.each([
    ["new:Ana", "new:ana"],
    ["new:ana b", "new:ana-b"],
    ["new:ana b", "new:ana  b"],
  ])("are told when a NAME is spelled %j and %j", (one, other) => {
    const { says } = resolved([`p@example.com,${one}`, `q@example.com,${other}`]);
    expect(says).toHaveLength(1);
    expect(says[0]).toContain("Spell them alike if they are one account");
  });

  it("are told when somebody's NAME is another's own, spelled otherwise", () => {
    expect(resolved(["ana@example.com,new", "bo@example.com,new:Ana"]).says).toHaveLength(1);
  });

  it("are one on purpose when they are spelled alike: NAME and NAME, or NAME and somebody's own", () => {
    expect(resolved(["ana@example.com,new:web", "bo@example.com,new:web"]).says).toEqual([]);
    expect(resolved(["ana@example.com,new", "bo@example.com,new:ana"]).says).toEqual([]);
  });

  it("of one person are told as an account that is there twice", () => {
    const { says } = resolved(["ana@example.com,new;new:ana"]);
    expect(says).toHaveLength(1);
    expect(says[0]).toContain("This person has account sandbox-ana (new:ana) in line 2 already.");
  });
});
