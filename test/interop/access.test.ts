import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AccessDocument } from "../../src/core/access/access-schema.ts";
import { accessRows } from "../../src/core/access/rows.ts";
import { startSimulator } from "../../src/simulator/start.ts";
import { randomOrganization } from "../identity-center/access/random-organization.ts";
import { awsEnvironment, requireTool, run } from "./child.ts";
import { startMoto } from "./moto-server.ts";
import { settings } from "./moto-team.ts";
import { createWorkplace, type Workplace } from "./onboard-binary.ts";

const script = fileURLToPath(new URL("access-naive.py", import.meta.url));

/** What `onboard access` says, row for row, and what boto3 reads from the same wire by asking for everything. */
async function bothReadings({ onboard, env }: Workplace, ...flags: readonly string[]) {
  await requireTool("python3", ["-c", "import boto3"], env);
  const told = await onboard("access", "--format", "json", ...flags);
  expect({ code: told.code, stderr: told.stderr }).toMatchObject({ code: 0 });
  const access = JSON.parse(told.stdout) as AccessDocument;
  const ours = [...accessRows(access)].map(({ user, account, permissionSet, way, assignment }) => [
    user?.userName ?? assignment.principalId,
    account.id,
    permissionSet.name,
    way.by === "group" ? way.group.name : "direct",
  ]);
  const naive = await run("python3", [script], { env });
  expect(naive.stderr).toBe("");
  return { access, ours: sorted(ours), theirs: sorted(JSON.parse(naive.stdout) as string[][]) };
}

const sorted = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(" | ")).sort();

describe("what onboard access says is what boto3 reads", () => {
  it.each(fc.sample(randomOrganization(), { numRuns: 5, seed: 14 }))(
    "of a random organization",
    async (organization) => {
      const unlimited = { ssoAdminPerSecond: 1e6, identityStorePerSecond: 1e6, organizationsPerSecond: 1e6 };
      const simulator = await startSimulator({ organization, latency: { call: 0 }, limits: unlimited });
      try {
        const { access, ours, theirs } = await bothReadings(await createWorkplace(simulator.url));
        expect(ours).toEqual(theirs);
        expect(access.unread).toEqual([]);
      } finally {
        await simulator.close();
      }
    },
  );

  // Moto provisions nothing by assigning, so that it knows of no pairs: it can be asked by person and group.
  it("of people in moto", async () => {
    const moto = await startMoto(await awsEnvironment("http://127.0.0.1:9"));
    try {
      const admin = await createWorkplace(moto.url);
      const names = JSON.stringify(["Sandbox North", "Sandbox South"]);
      const motoAdmin = fileURLToPath(new URL("moto-admin.py", import.meta.url));
      const made = await run("python3", [motoAdmin, "create-organization"], { env: admin.env, input: names });
      expect(made).toMatchObject({ code: 0 });
      await admin.write("onboard.json", JSON.stringify(settings));
      await admin.write(
        "team.csv",
        "email,account,group\nana@example.com,Sandbox North,\nbo@example.com,Sandbox South,web\nana@example.com,Sandbox South,web\n",
      );
      const onboarded = await admin.onboard(
        "--emails",
        "team.csv",
        "--yes",
        "--no-bootstrap",
        "--allow",
        "wider-permissions,powerful-access",
      );
      expect({ code: onboarded.code, said: onboarded.stdout + onboarded.stderr }).toMatchObject({ code: 0 });
      const { ours, theirs } = await bothReadings(admin, "--emails", "ana@example.com,bo@example.com");
      expect(ours).toEqual(theirs);
      expect(ours).toHaveLength(3);
    } finally {
      await moto.stop();
    }
  });
});
