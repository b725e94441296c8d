import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { starterFiles } from "../../../src/cli/init/starter-files.ts";
import { readCompany } from "../../../src/cli/input/company.ts";
import type { Io } from "../../../src/cli/terminal/io.ts";
import { accessRows } from "../../../src/core/access/rows.ts";
import { adopt } from "../../../src/core/adopt/adopt.ts";
import { noteLine } from "../../../src/core/adopt/notes.ts";
import { readSettings } from "../../../src/core/settings/settings-file.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { createCallCount } from "../../../src/identity-center/access/call-count.ts";
import { type AccessScope, readAccess } from "../../../src/identity-center/access/read-access.ts";
import { clockAt } from "../../../src/identity-center/clock-at.ts";
import { connect } from "../../../src/identity-center/connect/connect.ts";
import { prepare } from "../../../src/identity-center/prepare.ts";
import type { SimulatorOptions } from "../../../src/simulator/start.ts";
import { slice } from "../../how-much.ts";
import { quick, simulateTeam } from "../../identity-center/simulated-team.ts";
import { randomExisting } from "./random-existing.ts";

type Organization = NonNullable<SimulatorOptions["organization"]>;

/** Adopts an organization, and plans with the files that were written. */
async function adopted(organization: Organization, scope: AccessScope = {}) {
  const { simulator, factory } = await simulateTeam({ organization });
  const connection = await connect(factory({}, simulator.region), {});
  let users: number | undefined;
  const access = await readAccess(connection, {
    scope,
    calls: createCallCount(),
    onUserCount: (count) => {
      users = count;
    },
  });
  const adoption = adopt({ access, directory: await connection.organization.all(), users });
  const comments = adoption.notes.map((note) => noteLine(note, true));
  const files = await starterFiles({
    ci: "none",
    gitlabIncluded: false,
    program: {
      name: "amplify-onboard",
      version: "1.0.0",
      path: "vendor/amplify-onboard-1.0.0.tgz",
      bytes: Buffer.alloc(0),
      sha512: "",
      locked: {},
      isRunning: true,
    },
    hasPackage: false,
    adopted: { ...adoption, instance: {}, comments },
  });
  const text = (name: string) => String(files.find(({ path }) => path === name)?.text ?? "");
  const settingsSource = { kind: "file", file: "onboard.json" } as const;
  const { settings, problems } = readSettings(text("onboard.json"), settingsSource);
  expect(problems).toEqual([]);
  const plan = async () => {
    const reading = readTeam(Buffer.from(text("team.csv")), { kind: "file", file: "team.csv" });
    expect(reading.problems).toEqual([]);
    const prepared = await prepare(factory({}, simulator.region), {
      team: reading.team,
      settings,
      defaultsSource: settingsSource,
      settingsSource,
      bootstrap: "leave",
      limits: quick,
      clock: clockAt(new Date()),
      company: await readCompany(
        {
          parts: [{ reading, bytes: Buffer.from("") }],
          otherTeams: [],
          settings,
          settingsSource,
          placeInSettings: () => settingsSource,
        },
        {},
        { cwd: "/nowhere" } as Io,
      ),
    });
    return prepared.plan;
  };
  return { access, adoption, settings, team: text("team.csv"), plan, end: () => simulator.close() };
}

/** Ways in, of a document and of a plan. */
const way = (...parts: readonly (string | undefined)[]) => JSON.stringify(parts);

describe("adopted files", () => {
  it("leave a plan nothing to do, and whatever they cannot hold is told", async () => {
    await fc.assert(
      fc.asyncProperty(randomExisting(), async (organization) => {
        const { access, adoption, plan, end } = await adopted(organization);
        const told = new Set(adoption.notes.flatMap(({ about, names }) => names.map((name) => `${about} ${name}`)));
        const count = (about: string) => adoption.notes.find((note) => note.about === about)?.count ?? 0;
        const planned = adoption.rows.length === 0 ? undefined : await plan();
        await end();
        if (planned === undefined) return;
        const { changes, dangers, drift, people } = planned;
        expect({ changes, dangers }).toEqual({ changes: [], dangers: [] });
        expect(drift.filter(({ kind }) => kind !== "gone")).toEqual([]);
        expect(drift.flatMap(({ accountIds }) => accountIds).length).toBeLessThanOrEqual(count("orphans"));

        const held = new Set(
          people.flatMap(({ userName, access: all }) =>
            all.map((one) => way(userName.toLowerCase(), one.accountId, one.permissionSet, one.group)),
          ),
        );
        for (const { user, account, permissionSet, way: by } of accessRows(access)) {
          if (user === undefined || account.state !== "ACTIVE") continue;
          const group = by.by === "group" ? by.group.name : undefined;
          const isIn = held.delete(way(user.userName.toLowerCase(), account.id, permissionSet.name, group));
          const isTold = ["without-email", "shared-email", "unwritable-name"].some((about) =>
            told.has(`${about} ${user.userName}`),
          );
          expect(isIn || isTold || told.has(`unwritable-groups ${group}`), `${user.userName} ${group}`).toBe(true);
        }
        expect([...held]).toEqual([]);
      }),
      { numRuns: slice(80), endOnFailure: true },
    );
  });
});
