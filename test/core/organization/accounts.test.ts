import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { resolveAccounts } from "../../../src/core/organization/accounts.ts";
import type { DefaultAccounts } from "../../../src/core/organization/default-accounts.ts";
import type { OrganizationAccount } from "../../../src/core/organization/organization-account.ts";
import type { UnitFinding, Units } from "../../../src/core/organization/organizational-unit.ts";
import { NO_SETTINGS, withDefaults } from "../../../src/core/settings/settings.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { bytes } from "../team/team-problems.ts";

const account = (id: string, name: string, state = "ACTIVE"): OrganizationAccount => ({
  id: id.repeat(12),
  name,
  state,
  isManagement: id === "1",
});
const management = account("1", "Example Corp");
const organization = [
  management,
  account("2", "Sandbox North"),
  account("3", "Sandbox South"),
  account("4", "Twin"),
  account("5", "Twin"),
  account("6", "Old Sandbox", "SUSPENDED"),
  account("7", "New Sandbox", "PENDING_ACTIVATION"),
  account("8", "Recycled", "CLOSED"),
  account("9", "Recycled"),
];
const flag = { kind: "flag", flag: "--account" } as const;
const none: DefaultAccounts = { accounts: [], source: flag };

const units: Units = new Map<string, UnitFinding>([
  ["Workloads", { accountIds: ["1", "2", "3", "6"].map((id) => id.repeat(12)) }],
  ["Workloads/Sandboxes", { accountIds: ["2", "3"].map((id) => id.repeat(12)) }],
  ["Empty", { accountIds: ["6".repeat(12)] }],
  ["Worklods", { missing: "Worklods", siblings: ["Workloads", "Security"] }],
]);

const settings = withDefaults(NO_SETTINGS, "aws").accounts;

function resolve(accounts: readonly string[], directory = organization, defaults = none, known = true) {
  const rows = accounts.map((cell, index) => `p${index}@example.com,"${cell}"`);
  const { team, problems } = readTeam(bytes(["email,account", ...rows].join("\n")), { kind: "file", file: "team.csv" });
  expect(problems).toEqual([]);
  const resolved = resolveAccounts(team, { accounts: directory, known, units }, defaults, settings);
  return {
    ids: team.members.map(({ grants }) => grants.flatMap((grant) => resolved.byGrant.get(grant)?.map(({ id }) => id))),
    says: resolved.problems.map(renderProblem),
    warns: resolved.warnings.map(renderProblem),
  };
}

describe("the accounts of a row", () => {
  it("are found by id and by exact name", () => {
    expect(resolve(["Sandbox North", "333333333333", "Sandbox South;Sandbox North"])).toEqual({
      ids: [["222222222222"], ["333333333333"], ["333333333333", "222222222222"]],
      says: [],
      warns: [],
    });
  });

  it("that do not exist are told with what does", () => {
    expect(resolve(["Sandbox Nroth", "999999999990"]).says).toEqual([
      'team.csv:2:17: The organization has no account "Sandbox Nroth". Did you mean "Sandbox North"? There are: Example Corp (111111111111), Sandbox North (222222222222), Sandbox South (333333333333), Twin (444444444444), Twin (555555555555), Recycled (999999999999).',
      'team.csv:3:17: The organization has no account "999999999990". Did you mean "999999999999"?',
    ]);
  });

  it("that do not exist in many rows are told once, with the rows", () => {
    const rows = ["nowhere", "Sandbox North", "nowhere", "nowhere", "elsewhere"];
    expect(resolve(rows).says).toEqual([
      'team.csv:2:17: The organization has no account "nowhere". There are: Example Corp (111111111111), Sandbox North (222222222222), Sandbox South (333333333333), Twin (444444444444), Twin (555555555555), Recycled (999999999999). It is the same in lines 4, 5.',
      'team.csv:6:17: The organization has no account "elsewhere". Correct it.',
    ]);
  });

  it("that differ by case do not exist, but are suggested", () => {
    expect(resolve(["sandbox north"]).says[0]).toContain('Did you mean "Sandbox North"?');
  });

  it("of a large organization are not all listed", () => {
    const many = Array.from({ length: 13 }, (_, index) => ({ ...management, name: `A${index}`, isManagement: false }));
    expect(resolve(["nowhere"], many).says[0]).toMatch(/A9 \(111111111111\), and 3 more\.$/);
  });

  it("that share their name are told by their ids", () => {
    expect(resolve(["Twin"]).says).toEqual([
      'team.csv:2:17: 2 accounts have the name "Twin": 444444444444, 555555555555. Write the id of the one you mean.',
    ]);
  });

  it("that share their name with closed ones are the ACTIVE ones", () => {
    expect(resolve(["Recycled"])).toMatchObject({ ids: [["999999999999"]], says: [] });
  });

  it("that take no assignments are told with their state, by name and by id", () => {
    expect(resolve(["Old Sandbox", "777777777777"]).says).toEqual([
      "team.csv:2:17: The account Old Sandbox (666666666666) is SUSPENDED and takes no assignments. Name another account, or have it reopened first.",
      "team.csv:3:17: The account New Sandbox (777777777777) is PENDING_ACTIVATION and takes no assignments. Run again when it is ACTIVE.",
    ]);
  });

  it("may not be given twice, under name and id", () => {
    expect(resolve(["Sandbox North; 222222222222"]).says).toEqual([
      "team.csv:2:32: This person has account Sandbox North (222222222222) in line 2 already. Remove one of the two.",
    ]);
  });

  it("may be the management account, with a warning, once", () => {
    const { says, warns } = resolve(["Sandbox North", "Example Corp", "111111111111"]);
    expect(says).toEqual([]);
    expect(warns).toHaveLength(1);
    expect(warns[0]).toMatch(
      /^team.csv:3: 2 people will get into the management account Example Corp \(111111111111\)/,
    );
  });
});

describe("a row without an account", () => {
  it("gets the default accounts", () => {
    const defaults = {
      accounts: ["Sandbox North", "3333-3333-3333"],
      source: { kind: "file", file: "onboard.json" } as const,
    };
    expect(resolve(["", "Sandbox South"], organization, defaults)).toMatchObject({
      ids: [["222222222222", "333333333333"], ["333333333333"]],
      says: [],
    });
  });

  it("is told where a wrong default comes from", () => {
    const says = resolve([""], organization, { accounts: ["Nowhere"], source: flag }).says;
    expect(says).toEqual([expect.stringMatching(/^--account: The organization has no account "Nowhere"\./)]);
  });

  it("gets the only ACTIVE account, the management account if there is no other", () => {
    expect(resolve([""], [management, account("6", "Old", "SUSPENDED")]).ids).toEqual([["111111111111"]]);
    expect(resolve([""], [management, account("2", "Sandbox")]).ids).toEqual([["222222222222"]]);
  });

  it("is a problem when there are several, told once", () => {
    const [, ...sandboxes] = organization.slice(0, 3);
    expect(resolve(["", "Sandbox North", "", ""], sandboxes).says).toEqual([
      "team.csv:2:1: This row, like 2 others, names no account, and the organization has several: Sandbox North (222222222222), Sandbox South (333333333333). Choose with --account, or add an account column.",
    ]);
  });

  it("is a problem when there is no ACTIVE account at all", () => {
    expect(resolve([""], [account("6", "Old", "SUSPENDED")]).says).toEqual([
      "team.csv:2:1: This row names no account, and the organization has no ACTIVE one. Create an account first.",
    ]);
  });
});

describe("an organization that could not be listed", () => {
  const unlisted = (cells: readonly string[]) => resolve(cells, [], none, false);

  it("leaves ids as they are written, with a warning", () => {
    expect(unlisted(["222222222222"])).toEqual({
      ids: [["222222222222"]],
      says: [],
      warns: [
        "team.csv: The organization's accounts could not be listed, so these ids are taken as written: 222222222222. Check them, or allow organizations:ListAccounts.",
      ],
    });
  });

  it("leaves names and missing accounts unknown", () => {
    expect(unlisted(["Sandbox North", ""]).says).toEqual([
      `team.csv:2:17: The account "Sandbox North" can't be looked up: the organization's accounts could not be listed. Write its 12-digit id.`,
      "team.csv:3:1: This row names no account, and the organization's accounts could not be listed. Give --account with a 12-digit id, or add an account column.",
    ]);
  });
});

describe("an organizational unit", () => {
  const [north, south] = ["222222222222", "333333333333"];

  it("stands for its ACTIVE accounts and those below it, but never for the management account", () => {
    expect(resolve(["ou:Workloads", "OU: Workloads / Sandboxes "])).toEqual({
      ids: [
        [north, south],
        [north, south],
      ],
      says: [],
      warns: [],
    });
    expect(resolve([""], organization, { accounts: ["ou:Workloads"], source: flag }).ids).toEqual([[north, south]]);
  });

  it("beside accounts that it holds is no mistake: accounts move", () => {
    expect(resolve(["ou:Workloads;Sandbox North", "Recycled;ou:Workloads/Sandboxes;ou:Workloads"])).toEqual({
      ids: [
        [north, south],
        ["999999999999", north, south],
      ],
      says: [],
      warns: [],
    });
  });

  it.each([
    ["ou:Worklods", 'There is no organizational unit "Worklods" where "ou:Worklods" looks for it. Did you mean'],
    ["ou:Empty", 'The organizational unit "ou:Empty" has no ACTIVE account that could be used.'],
    ["ou:Elsewhere", "the organization's units could not be listed"],
  ])("%s that leads nowhere is a problem of its cell", (cell, says) => {
    const resolved = resolve([cell]);
    expect(resolved.says.join()).toContain(says);
    expect(resolved.says.join()).toMatch(/^team\.csv:2:\d+: /);
  });

  it("cannot be looked up where the accounts could not be listed", () => {
    expect(resolve(["ou:Workloads"], [], none, false).says.join()).toContain("could not be listed");
  });
});

describe("a name as AWS has it", () => {
  const named = (...names: readonly string[]) =>
    names.map((name, index) => ({ id: `${200000000000 + index}`, name, state: "ACTIVE", isManagement: false }));

  /** The cell as CSV has it. */
  const csv = (cell: string) => cell.replaceAll('"', '""');

  it.each([
    ["R&D; Labs", '"R&D; Labs"'],
    ["=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"],
    ["@team/sandbox", "@team/sandbox"],
    ["-dash", "-dash"],
    ["+okta", "+okta"],
    ['Prod"Quote, Comma"', 'Prod"Quote, Comma"'],
    ['"quoted"', '"""quoted"""'],
    [" Trailing ", '" Trailing "'],
    ["a  b", "a  b"],
    ["Company Name [production]", "Company Name [production]"],
    ["Sandbox | `x` <b>", "Sandbox | `x` <b>"],
  ])("can be written: %j as %s", (name, cell) => {
    expect(resolve([csv(cell)], named("Other", name))).toEqual({ ids: [["200000000001"]], says: [], warns: [] });
  });

  it("that holds the separator stands beside others", () => {
    expect(resolve([csv('Other; "R&D; Labs" ;Third')], named("Other", "R&D; Labs", "Third")).ids).toEqual([
      ["200000000000", "200000000001", "200000000002"],
    ]);
  });

  it.each([
    [" Trailing ", "Trailing", "with a leading blank and with a trailing blank"],
    ["Dash\u00A0nbsp", "Dash nbsp", "with a no-break space (U+00A0)"],
    ["\u00A0Sandbox", "Sandbox", "with a leading blank and with a no-break space (U+00A0)"],
    ["Caf\u0065\u0301", "Caf\u00E9", "in other code points"],
  ])("is found by what can be seen of it, and told: %j", (name, cell, how) => {
    for (const defaults of [none, { accounts: [cell], source: flag }]) {
      const { ids, says, warns } = resolve([defaults === none ? cell : ""], named("Other", name), defaults);
      expect([ids, says]).toEqual([[["200000000001"]], []]);
      expect(warns).toHaveLength(1);
      expect(warns[0]).toContain(how);
    }
  });

  it.each([
    ["ou:Fake", 'An account is called "ou:Fake": write its id, 200000000001, if it is meant.'],
    ["new:web", 'An account is called "new:web": write its id, 200000000001, if it is meant.'],
  ])("that means something else in a cell is named by its id: %s", (name, remedy) => {
    const { ids, says } = resolve([name], named("Other", name));
    expect(ids).toEqual([[]]);
    expect(says.join()).toContain(remedy);
    expect(resolve(["200000000001"], named("Other", name))).toEqual({ ids: [["200000000001"]], says: [], warns: [] });
  });

  it("that is another account's id means that one, and is told", () => {
    const { ids, warns } = resolve(["200000000000"], named("Other", "200000000000"));
    expect(ids).toEqual([["200000000000"]]);
    expect(warns.join()).toContain(
      "200000000000 is the id of account Other, and the name of account 200000000001. Write 200000000001 if that one is meant.",
    );
    expect(resolve(["200000000001"], named("Other", "200000000000")).warns).toEqual([]);
  });

  it("is told once, in however many rows it is", () => {
    expect(resolve(["Trailing", "Trailing"], named(" Trailing ")).warns).toHaveLength(1);
  });

  it("is taken exactly where two look alike, and asked for by its id where neither is exact", () => {
    expect(resolve(["a b"], named("a b", "a  b")).ids).toEqual([["200000000000"]]);
    const { ids, says } = resolve(["a   b"], named("a b", "a  b"));
    expect(ids).toEqual([[]]);
    expect(says[0]).toContain("200000000000, 200000000001");
  });

  it.each([
    ["R&D", ["R&D; Labs"], 'Did you mean "R&D; Labs"? With its quotes: in a CSV cell that is """R&D; Labs""".'],
    ["ou-Fake", ["ou:Fake"], 'Did you mean "200000000000"?'],
    ["new-web", ["new:web"], 'Did you mean "200000000000"?'],
    ["Twim", ["Twin", "Twin"], 'Did you mean "200000000000"?'],
    ["Bel", ["Be\u0007l"], 'Did you mean "200000000000"?'],
  ])("is suggested only as it can be followed: %s", (cell, names, suggestion) => {
    const { says } = resolve([cell], named(...names));
    expect(says[0]).toContain(suggestion);
  });

  it("that would be a formula in a spreadsheet is named for one where AWS has none of it", () => {
    expect(resolve(["=A1"], named("Other")).says[0]).toContain("If it is a formula, export its value instead.");
  });
});
