import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { awsEnvironment, requireTool, run } from "./child.ts";
import { startMoto } from "./moto-server.ts";
import { settings } from "./moto-team.ts";
import { createWorkplace } from "./onboard-binary.ts";

const script = fileURLToPath(new URL("moto-admin.py", import.meta.url));

// Moto provisions nothing by assigning, so that it knows of no pairs: it can be asked by person and group.
it("what is adopted from moto leaves the next plan nothing to do", async () => {
  const moto = await startMoto(await awsEnvironment("http://127.0.0.1:9"));
  try {
    const admin = await createWorkplace(moto.url);
    await requireTool("python3", ["-c", "import boto3"], admin.env);
    const names = JSON.stringify(["Sandbox North", "Sandbox South"]);
    const made = await run("python3", [script, "create-organization"], { env: admin.env, input: names });
    expect(made).toMatchObject({ code: 0 });
    await admin.write("onboard.json", JSON.stringify(settings));
    await admin.write(
      "team.csv",
      "email,username,account,group\nana@example.com,ana,Sandbox North;Sandbox South,\nbo@example.com,,Sandbox South,web\nana@example.com,ana,Sandbox South,web\n",
    );
    const allowed = ["--allow", "wider-permissions,powerful-access"];
    const onboarded = await admin.onboard("--emails", "team.csv", "--yes", "--no-bootstrap", ...allowed);
    expect({ code: onboarded.code, said: onboarded.stdout + onboarded.stderr }).toMatchObject({ code: 0 });

    const people = ["--emails", "ana@example.com,bo@example.com,nobody@example.com"];
    const adopted = await admin.onboard("init", "--adopt", "adopted", ...people, "--ci", "none");
    expect({ code: adopted.code, said: adopted.stdout + adopted.stderr }).toMatchObject({ code: 0 });
    const team = await readFile(join(admin.folder, "adopted", "team.csv"), "utf8");
    expect(team.split("\n").slice(1, -1)).toEqual([
      expect.stringMatching(/^ana@example\.com,ana,.*"?Sandbox North;Sandbox South"?,amplify-policy,$/),
      expect.stringMatching(/^ana@example\.com,ana,.*Sandbox South,amplify-policy,web$/),
      expect.stringMatching(/^bo@example\.com,,.*Sandbox South,amplify-policy,web$/),
    ]);
    const flags = ["--dry-run", "--detailed-exitcode", "--no-bootstrap"];
    const plan = await admin.onboard("--emails", join("adopted", "team.csv"), ...flags);
    expect({ code: plan.code, said: plan.stdout + plan.stderr }).toMatchObject({ code: 0 });
    expect(plan.stdout).toContain("Nothing to do: all ");
  } finally {
    await moto.stop();
  }
});
