import { writeFile } from "node:fs/promises";
import path from "node:path";
import stringWidth from "string-width";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder } from "../end-to-end/onboard.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

const MANY = [
  "Staging",
  "Production",
  ...Array.from({ length: 12 }, (_, index) => `Sandbox of Somebody Number ${index}`),
];
const ACCOUNTS = [...MANY, "データ分析 本番", "🚀 Rockets", "حساب"];
const LONG = "konstantin.with.a.very.long.name@subsidiary.of-a-company.example.com";
const TEAM = `email,account,region
ana@example.com,Staging,eu-west-1
${LONG},データ分析 本番;🚀 Rockets,eu-west-1
many@example.com,${MANY.join(";")},eu-west-1
arab@example.com,حساب,eu-west-1
`;

describe.each([60, 80, 120])("a screen of %i columns", (columns) => {
  it("shows who can start in two lines a person at most, and the report's words whole, and ends with what comes next", async () => {
    const cwd = await emptyFolder();
    await writeFile(path.join(cwd, "team.csv"), TEAM);
    const simulator = await startSimulator({
      speed: 1000,
      organization: {
        accounts: ACCOUNTS.map((name, index) => ({ id: `${333333333000 + index}`, name })),
        instances: [
          {
            users: [{ userName: "ana@example.com", givenName: "Ana", familyName: "Silva" }],
            permissionSets: [],
          },
        ],
      },
    });
    onTestFinished(() => simulator.close());
    const env = {
      AWS_ENDPOINT_URL: simulator.url,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "simulator",
      AWS_SECRET_ACCESS_KEY: "simulator",
    };
    const shown = async (args: string) => {
      const terminal: Terminal = await openTerminal(args, cwd, env, columns);
      try {
        return await terminal.shows(/exit code \d/);
      } finally {
        await terminal.close();
      }
    };

    const status = await shown("status --emails team.csv");
    expect(status.replaceAll(/\s+/g, " ")).toContain("0 of 4 people can start; 3 cannot sign in; 1 not assigned. Sim");
    expect(status).toMatch(/\nNext: [^\n]*\n(?:\S[^\n]*\n)*exit code 2/);
    expect(partAbout(status, "Who can start")).toMatchSnapshot("status");
    const report = await shown("--emails team.csv --yes --no-bootstrap");
    expect(report).not.toMatch(/[█░]/);
    expect(report.slice(report.indexOf("people ready"))).toContain("People (");
    expect(partAbout(report, "People (amplify")).toMatchSnapshot("report");
    for (const part of [partAbout(status, "Who can start"), partAbout(report, "People (amplify")])
      for (const line of part.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
  });
});

/** The last section with this title. */
function partAbout(screen: string, title: string): string {
  const from = screen.lastIndexOf(title);
  return screen.slice(from, screen.indexOf("\n\n", from));
}
