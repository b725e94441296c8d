import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { DocumentName } from "../src/core/text/schema-address.ts";
import { inFolder, typed } from "./cli/command-line.ts";

const team = [
  { email: "ana@example.com", display_name: "Ana Silva", account: "Sandbox North", region: "eu-west-1" },
  { email: "bo@example.com", display_name: "Bo Díaz", account: "Sandbox North;Sandbox South", region: "eu-west-1" },
];

/** Each document that has a schema, as the program makes it or as its users write it. */
export function programDocuments(): Promise<ReadonlyMap<DocumentName, unknown>> {
  return inFolder(async (cwd) => {
    const read = async (file: string) => JSON.parse(await readFile(path.resolve(cwd, file), "utf8"));
    const settings = await readFile(new URL("../templates/onboard.json", import.meta.url), "utf8");
    const rows = [Object.keys(team[0] ?? {}), ...team.map((row) => Object.values(row))];
    await writeFile(path.join(cwd, "team.csv"), rows.map((cells) => cells.join(",")).join("\n"));
    await writeFile(path.join(cwd, "onboard.json"), settings);
    const json = ["--emails", "team.csv", "--simulate", "--format", "json"];
    const plan = await typed([...json, "--dry-run"], cwd);
    await typed([...json, "--dry-run", "--out", "plan.json"], cwd);
    const report = await typed([...json, "--yes"], cwd);
    const status = await typed(["status", ...json], cwd);
    const keys = await typed(["keys", ...json], cwd);
    const access = await typed(["access", "--simulate", "--format", "json"], cwd);
    const doctor = await typed(["doctor", "--format", "json"], cwd);
    await mkdir(path.join(cwd, "amplify"));
    await writeFile(path.join(cwd, "amplify", "backend.ts"), "");
    const day = await typed(["day", "--email", String(team[0]?.email), "--format", "json"], cwd);
    const local = await typed(
      ["local", "--simulate", "--email", "ana@example.com", "--yes", "--no-login", "--format", "json"],
      cwd,
    );
    const check = await typed([...json.filter((flag) => flag !== "--simulate"), "--dry-run", "--offline"], cwd);
    const runs = await typed(["undo", "--list", "--format", "json"], cwd);
    await writeFile(path.join(cwd, "bad.csv"), "email,account\nana,1234\n");
    const error = await typed(["--emails", "bad.csv", "--dry-run", "--offline", "--format", "json"], cwd);
    return new Map<DocumentName, unknown>([
      ["team", team],
      ["settings", await read("onboard.json")],
      ["plan", JSON.parse(plan.stdout)],
      ["saved-plan", await read("plan.json")],
      ["report", JSON.parse(report.stdout)],
      ["handover", await read("onboard.handover.json")],
      ["status", JSON.parse(status.stdout)],
      ["keys", JSON.parse(keys.stdout)],
      ["access", JSON.parse(access.stdout)],
      ["doctor", JSON.parse(doctor.stdout)],
      ["day", JSON.parse(day.stdout)],
      ["local", JSON.parse(local.stdout)],
      ["check", JSON.parse(check.stdout)],
      ["runs", JSON.parse(runs.stdout)],
      ["error", JSON.parse(error.stdout)],
    ]);
  });
}
