import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { ownAccountName } from "../../../src/core/organization/new-account.ts";
import { newAccountProblems } from "../../../src/core/organization/new-account-problems.ts";
import { newAccountText } from "../../../src/core/organization/new-account-text.ts";
import { NO_SETTINGS, withDefaults } from "../../../src/core/settings/settings.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { bytes } from "../team/team-problems.ts";
import { management, NEW_ACCOUNTS, present, resolved } from "./team-with-new-accounts.ts";

describe("a new account in a cell", () => {
  it.each([
    ["new", { name: undefined }],
    ["New", { name: undefined }],
    ["NEW", { name: undefined }],
    ["new:ana", { name: "ana" }],
    ["New: Ana Silva", { name: "Ana Silva" }],
    ["new:", { name: "" }],
    ["newcomers", undefined],
    ["New York", undefined],
    ["ou:new", undefined],
    ["210987654321", undefined],
  ])("%j is read as %j", (text, read) => {
    expect(newAccountText(text)).toEqual(read);
  });

  it.each([
    ["ana.silva@example.com", "ana.silva"],
    ["ana.silva", "ana.silva"],
    ["Zoë@example.com", "zoe"],
    ["ana+amplify@example.com", "ana-amplify"],
    ["o'brien@example.com", "o-brien"],
    [".ana..silva.@example.com", "ana.silva"],
    ["иван@example.com", ""],
  ])("is %s's own as %j", (username, name) => {
    expect(ownAccountName(username)).toBe(name);
  });
});

describe("a new account", () => {
  it("is named, addressed and tagged by the settings", () => {
    const accountSettings = {
      ...NEW_ACCOUNTS,
      organizationalUnit: "Workloads/Sandboxes",
      newAccountTags: { team: "web" },
      accessRole: "Gate",
    };
    expect(resolved(["ana.silva@example.com,new"], { accountSettings })).toEqual({
      ids: { "ana.silva": ["new:ana.silva"] },
      wanted: [
        {
          kind: "Account",
          reference: "new:ana.silva",
          name: "sandbox-ana.silva",
          email: "aws+ana.silva@example.com",
          organizationalUnit: "Workloads/Sandboxes",
          accessRole: "Gate",
          tags: { "managed-by": "amplify-onboard", team: "web" },
        },
      ],
      says: [],
    });
  });

  it("with a NAME is called by it, as it is written, at an address in small letters", () => {
    const { ids, wanted } = resolved(["bo@example.com,New: Bo Larsen"]);
    expect(ids).toEqual({ bo: ["new:Bo Larsen"] });
    expect(wanted).toMatchObject([{ name: "sandbox-Bo Larsen", email: "aws+bo-larsen@example.com" }]);
  });

  it("takes a NAME for what it is, whatever it looks like to a program", () => {
    const { wanted } = resolved(["bo@example.com,new:a$&b$1"]);
    expect(wanted).toMatchObject([{ name: "sandbox-a$&b$1", email: "aws+a-b-1@example.com" }]);
  });

  it("may be shared on purpose, and one person may have several, beside others", () => {
    const accounts = [management, present("x", { name: "Staging", email: "staging@example.com" })];
    const rows = ["ana@example.com,new;new:web;Staging", "bo@example.com,new:web"];
    const { ids, wanted, says } = resolved(rows, { accounts });
    expect(says).toEqual([]);
    expect(ids).toEqual({ ana: ["new:ana", "new:web", "210987654321"], bo: ["new:web"] });
    expect(wanted.map(({ reference }) => reference)).toEqual(["new:ana", "new:web"]);
  });

  it("is each person's own where it is the default", () => {
    const { ids, says } = resolved(["ana@example.com,", "bo@example.com,"], { defaults: ["new"] });
    expect(says).toEqual([]);
    expect(ids).toEqual({ ana: ["new:ana"], bo: ["new:bo"] });
  });

  it("is one for all where the default has a NAME", () => {
    const { ids, wanted } = resolved(["ana@example.com,", "bo@example.com,"], { defaults: ["new:web"] });
    expect(ids).toEqual({ ana: ["new:web"], bo: ["new:web"] });
    expect(wanted).toHaveLength(1);
  });

  it.each(["new:José", "new:Иван", "new:", "new:_"])("%s cannot be named so, and says what to write", (cell) => {
    const { says } = resolved([`ana@example.com,${cell}`]);
    expect(says).toHaveLength(1);
    expect(says[0]).toContain("In the account column, new:NAME gives it another name.");
  });

  it("cannot be named after a user name without a letter that AWS takes, and says what to write", () => {
    const { team } = readTeam(bytes("email,username,account\nivan@example.com,иван,new"), {
      kind: "file",
      file: "team.csv",
    });
    const says = newAccountProblems(team, [], withDefaults({ ...NO_SETTINGS, accounts: NEW_ACCOUNTS }, "aws").accounts);
    expect(says.map(renderProblem)).toEqual([
      "team.csv:2:23: The user name, or NAME, has no letter or digit that a new account's address could hold. Use plain letters and digits. In the account column, new:NAME gives it another name.",
    ]);
  });

  it.each([
    [42, []],
    [43, ["has 51 characters; a new account's name has at most 50"]],
  ])("has a name of at most 50 characters: %i of a user name after `sandbox-`", (length, faults) => {
    const { says } = resolved([`${"a".repeat(length)}@example.com,new`]);
    expect(says).toHaveLength(faults.length);
    for (const fault of faults) expect(says[0]).toContain(fault);
  });

  it.each([
    [44, 0],
    [45, 1],
  ])("has an address of at most 64 characters: %i of a NAME in a pattern of 20", (length, faults) => {
    const accountSettings = { newAccountEmail: "aws+{username}@sub.example.com" };
    const { says } = resolved([`ana@example.com,new:${"a".repeat(length)}`], { accountSettings });
    expect(says).toHaveLength(faults);
    if (faults > 0) expect(says[0]).toContain("a root user's address has at most 64");
  });

  it("without a pattern for its address is told once, not for every row", () => {
    const rows = ["ana@example.com,new", "bo@example.com,new", "cy@example.com,new:x"];
    const { says } = resolved(rows, { accountSettings: {} });
    expect(says).toHaveLength(1);
    expect(says[0]).toMatch(/^team\.csv:2:17: .*no pattern for it\..*newAccountEmail/);
  });

  it("cannot be planned where the accounts could not be listed: it may be there", () => {
    const { says } = resolved(["ana@example.com,new"], { known: false, accounts: [] });
    expect(says).toHaveLength(1);
    expect(says[0]).toContain("organizations:ListAccounts");
  });
});

describe("a new account that is there already", () => {
  it("is the one with its address, whatever it is called and however the address is written", () => {
    const accounts = [management, present("ana", { name: "Renamed", email: "AWS+Ana@Example.com" })];
    const { ids, wanted, says } = resolved(["ana@example.com,new"], { accounts });
    expect(says).toEqual([]);
    expect(ids).toEqual({ ana: ["210987654321"] });
    expect(wanted).toMatchObject([{ reference: "new:ana", email: "aws+ana@example.com" }]);
  });

  it.each([
    ["SUSPENDED", "Have it reopened, or write new:NAME"],
    ["PENDING_CLOSURE", "Have it reopened, or write new:NAME"],
    ["CLOSED", "Have it reopened, or write new:NAME"],
    ["PENDING_ACTIVATION", "Run again when it is ACTIVE."],
  ])("takes nobody while it is %s", (state, remedy) => {
    const { says, ids } = resolved(["ana@example.com,new"], { accounts: [management, present("ana", { state })] });
    expect(ids).toEqual({ ana: [] });
    expect(says).toHaveLength(1);
    expect(says[0]).toContain(`is ${state}`);
    expect(says[0]).toContain(remedy);
  });

  it.each(["sandbox-ana", "Sandbox-Ana"])("is not any %s with another address: nobody can tell whose it is", (name) => {
    const accounts = [management, present("ana", { name, email: "old@example.com" })];
    const { says } = resolved(["ana@example.com,new"], { accounts });
    expect(says).toHaveLength(1);
    expect(says[0]).toContain("Write 210987654321 if it is meant, or new:NAME with another name.");
  });

  it("may have the name of a closed one", () => {
    const accounts = [management, present("ana", { email: "old@example.com", state: "SUSPENDED" })];
    expect(resolved(["ana@example.com,new"], { accounts })).toMatchObject({ ids: { ana: ["new:ana"] }, says: [] });
  });

  it("is never the management account", () => {
    const { says, ids } = resolved(["root@example.com,new"], {
      accountSettings: { newAccountEmail: "{username}@example.com" },
    });
    expect(ids).toEqual({ root: [] });
    expect(says[0]).toContain("root@example.com is the root address of the management account (111122223333)");
  });

  it("cannot be given to the same person twice, as new and by its id", () => {
    const { says } = resolved(["ana@example.com,new;210987654321"], { accounts: [management, present("ana")] });
    expect(says).toHaveLength(1);
    expect(says[0]).toContain("has account sandbox-ana (210987654321) in line 2 already.");
  });
});

describe("whatever is in the team file", () => {
  const name = fc.stringMatching(/^[aAbz9._+ -]{1,4}$/).filter((text) => text.trim() !== "");
  const cell = fc.oneof(
    fc.constant("new"),
    name.map((text) => `new:${text.trim()}`),
  );

  it("two names that share an address are a problem", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
        const { wanted, says } = resolved(cells.map((text, index) => `p${index % 4}.${index}@example.com,${text}`));
        const addresses = wanted.map(({ email }) => email.toLowerCase());
        if (new Set(addresses).size < addresses.length) expect(says).not.toEqual([]);
      }),
    );
  });

  it("its people get the same accounts in any order of the rows", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), fc.infiniteStream(fc.nat()), (cells, draw) => {
        const rows = cells.map((text, index) => `p${index}@example.com,${text}`);
        const shuffled = rows.map((row) => [draw.next().value, row] as const).sort((a, b) => a[0] - b[0]);
        const [one, other] = [resolved(rows), resolved(shuffled.map(([, row]) => row))];
        expect(other.ids).toEqual(one.ids);
        expect(other.says.length > 0).toBe(one.says.length > 0);
        if (one.says.length === 0) {
          const sorted = (found: typeof one) => found.wanted.map(({ email }) => email).sort();
          expect(sorted(other)).toEqual(sorted(one));
        }
      }),
    );
  });

  it("a second run, when the accounts are there, wants the same ones and makes none", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const rows = cells.map((text, index) => `p${index}@example.com,${text}`);
        const first = resolved(rows);
        fc.pre(first.says.length === 0);
        const made = first.wanted.map((account, index) =>
          present("", { id: String(300_000_000_000 + index), name: account.name, email: account.email }),
        );
        const second = resolved(rows, { accounts: [management, ...made] });
        expect(second.says).toEqual([]);
        expect(second.wanted).toEqual(first.wanted);
        const idOf = (reference: string) =>
          made[first.wanted.findIndex((account) => account.reference === reference)]?.id;
        const ids = Object.entries(first.ids).map(([who, references]) => [who, references.map(idOf)]);
        expect(second.ids).toEqual(Object.fromEntries(ids));
      }),
    );
  });
});
