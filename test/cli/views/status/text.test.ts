import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { statusView } from "../../../../src/cli/views/status/view.ts";
import type { Status } from "../../../../src/core/readiness/status.ts";
import { NORTH, person, STAGING, statusFor } from "../../../core/readiness/statuses.ts";
import { asText, TEAM } from "../told.ts";

const linesOf = (status: Status, width?: number) => asText(statusView(TEAM), status, width);
const ana = person("ana@example.com");
const shown = (status: Status) => linesOf(status).join("\n");
const flat = (status: Status) => shown(status).replace(/\s+/g, " ");

describe("a status as text", () => {
  it("says in one table and one sentence that all can start", () => {
    const lines = linesOf(statusFor([ana, person("bo@example.com", [STAGING], { line: 3 })]));
    expect(lines.slice(4, 8)).toEqual([
      "Who can start (amplify-policy, eu-west-1)",
      "    Person           Account        User  Assigned  Up to date  CDK",
      "  ✓ ana@example.com  Sandbox North  ✓     ✓         ✓           ✓",
      "  ✓ bo@example.com   Staging        ✓     ✓         ✓           ✓",
    ]);
    expect(lines[0]).toBe("All 2 people can start.");
    expect(lines).not.toContain("To do");
  });

  it("says what a run makes in one line, for however many people", () => {
    const people = Array.from({ length: 40 }, (_, index) =>
      person(`p${index}@example.com`, [NORTH], { line: index + 2 }),
    );
    const text = flat(statusFor(people, { observed: () => undefined }));
    expect(text.match(/Run onboard --emails/g)).toHaveLength(1);
    expect(text).toContain("40 people lack the user");
    expect(text).toContain("0 of 40 people can start; 40 cannot sign in.");
  });

  it("gives the command of each account and Region on a line of its own, whole, and says once who runs it", () => {
    const west = { kind: "missing" } as const;
    const status = statusFor([person("ana@example.com", [NORTH, STAGING])], {
      bootstraps: { [`${NORTH.accountId}/eu-west-1`]: west, [`${STAGING.accountId}/eu-west-1`]: west },
    });
    const lines = linesOf(status, 60);
    expect(lines.filter((line) => line.includes("aws-cdk"))).toEqual([
      "      npx aws-cdk@latest bootstrap aws://210987654321/eu-west-1 --profile NAME",
      "      npx aws-cdk@latest bootstrap aws://456789012345/eu-west-1 --profile NAME",
    ]);
    expect(lines.join("\n").match(/AdministratorAccess/g)).toHaveLength(1);
    expect(lines.join("\n").match(/not\s+bootstrapped$/gm)).toHaveLength(1);
    expect(lines.join("\n")).toContain("✗ Sandbox North, Staging in eu-west-1: CDK not\n");
  });

  it("puts accounts of which nobody could tell together under their reason, and gives no command", () => {
    const unknown = { kind: "unknown", reason: "Role X is not there.", remedy: "Name another." } as const;
    const text = flat(
      statusFor([person("ana@example.com", [NORTH, STAGING])], {
        bootstraps: { [`${NORTH.accountId}/eu-west-1`]: unknown, [`${STAGING.accountId}/eu-west-1`]: unknown },
      }),
    );
    expect(text.match(/Role X/g)).toHaveLength(1);
    expect(text).toContain("Sandbox North in eu-west-1, Staging in eu-west-1: Role X is not there.");
    expect(text).not.toContain("npx");
    expect(text).toContain("0 of 1 person can start; 1 assigned, bootstrap unknown.");
  });

  it("tells somebody who can start in one account from somebody who cannot at all", () => {
    const status = statusFor([person("ana@example.com", [NORTH, STAGING]), person("bo@example.com", [STAGING])], {
      bootstraps: { [`${STAGING.accountId}/eu-west-1`]: { kind: "missing" } },
    });
    expect(shown(status)).toContain(
      "0 of 2 people can start; 1 in some of their accounts only; 1 assigned, not\nbootstrapped.",
    );
  });

  it("has somebody of several files below the first of them, in one row, and says the others below it", () => {
    const both = { ...person("ana@example.com", [NORTH, STAGING]), files: ["web.csv", "data.csv"] };
    const lines = linesOf(statusFor([both, { ...person("bo@example.com"), files: ["data.csv"] }]));
    expect(lines.slice(4, 11)).toEqual([
      "Who can start: web.csv (amplify-policy, eu-west-1)",
      "    Person           Account                 User  Assigned  Up to date  CDK",
      "  ✓ ana@example.com  Sandbox North, Staging  ✓     ✓         ✓           ✓",
      "    also in data.csv",
      "",
      "Who can start: data.csv (amplify-policy, eu-west-1)",
      "    Person          Account        User  Assigned  Up to date  CDK",
    ]);
  });

  it("has a row for somebody who has no account yet", () => {
    const text = shown(statusFor([ana, person("bo@example.com", [], { line: 3 })]));
    expect(text).toMatch(/✗ bo@example.com +no account yet\n/);
    expect(text).toContain("1 of 2 people can start; 1 not assigned.");
  });

  it("names the Region and the permission set in each row only where they differ", () => {
    const south = person("bo@example.com", [STAGING], { region: "us-east-1" });
    const text = shown(statusFor([ana, south]));
    expect(text).toContain("Who can start (amplify-policy)\n");
    expect(text).toMatch(/bo@example.com +us-east-1 Staging/);
  });

  it("tells accounts of the same name apart by their ids", () => {
    const twin = { accountId: "345678901234", accountName: NORTH.accountName };
    expect(shown(statusFor([person("ana@example.com", [NORTH, twin])]))).toMatch(
      /✓ ana@example.com +210987654321 Sandbox North.*\n +and 1 more\n/,
    );
  });

  it("lets no control character of an account or an answer through", () => {
    const account = { accountId: "345678901234", accountName: "\u001b[2JEvil\u202e" };
    const key = "345678901234/eu-west-1";
    const text = shown(
      statusFor([person("ana@example.com", [account])], {
        bootstraps: { [key]: { kind: "unknown", reason: "\u001b[31mno\r", remedy: "\u0007" } },
      }),
    );
    expect([...text].filter((one) => /[\p{Cc}\p{Cf}]/u.test(one) && one !== "\n")).toEqual([]);
  });

  it("takes two lines a person at most: who is too long stands above, and leaves the account its room", () => {
    const account = { accountId: "345678901234", accountName: "Sandbox of the Northern Subsidiary" };
    const long = "a.person.with.a.very.long.name@subsidiary.example.com";
    const lines = linesOf(statusFor([person(long, [account]), person("bo@example.com", [account])]));
    expect(lines.slice(6, 10)).toEqual([
      `    ${long}`,
      "  ✓ Sandbox of the Northern Subsidiary           ✓     ✓         ✓           ✓",
      "  ✓ bo@example.com  Sandbox of the Northern      ✓     ✓         ✓           ✓",
      "                    Subsidiary",
    ]);
  });

  it.each([60, 80, 120])(
    "takes two lines for somebody with fourteen accounts at %i columns, and counts the checks",
    (width) => {
      const accounts = Array.from({ length: 14 }, (_, index) => ({
        accountId: `${300000000000 + index}`,
        accountName: `部門のサンドボックス ${index}`,
      }));
      const status = statusFor([person("ana@example.com", accounts), person("bo@example.com", [STAGING])], {
        bootstraps: { "300000000007/eu-west-1": { kind: "missing" } },
      });
      const lines = linesOf(status, width);
      const title = lines.findIndex((line) => line.startsWith("Who can start"));
      const rows = lines.slice(
        title + 2,
        lines.findIndex((line) => line.includes("1/3: ")),
      );
      expect(rows).toHaveLength(width === 60 ? 4 : 3);
      expect(rows[width === 60 ? 1 : 0]).toMatch(/13\/14$/);
      expect(rows.join("")).toMatch(/✗ 部門.* and 1[0-3] more/);
      for (const line of rows) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    },
  );

  it("fits the width whatever people and accounts are called", () => {
    const name = fc.stringMatching(/^[a-zé漢 ]{1,70}$/).map((text) => text.trim() || "x");
    const names = fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(names, fc.constantFrom(60, 80, 100), (drawn, width) => {
        const people = drawn.map(([email, accountName], index) =>
          person(`${email.replaceAll(" ", "")}@example.com`, [{ accountId: `${300000000000 + index}`, accountName }]),
        );
        const lines = linesOf(statusFor(people), width);
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
