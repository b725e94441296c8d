import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { signInRemedyFor } from "../../../src/cli/target/sign-in-remedy-for.ts";
import { startSimulator } from "../../../src/simulator/start.ts";
import { inFolder, typed } from "../command-line.ts";

const CONFIG = `[profile admin]
login_session = arn:aws:iam::111122223333:user/ana
region = us-east-1
[profile work]
sso_session = acme
sso_account_id = 111122223333
sso_role_name = admin
[sso-session acme]
sso_start_url = https://d-1234567890.awsapps.com/start
sso_region = us-east-1
`;

const withConfig = <Result>(doing: (folder: string) => Promise<Result>) =>
  inFolder(async (folder) => {
    await mkdir(path.join(folder, ".aws"));
    await writeFile(path.join(folder, ".aws", "config"), CONFIG);
    await writeFile(path.join(folder, "team.csv"), "email\nana@example.com\n");
    return doing(folder);
  });

describe("an end for want of credentials", () => {
  it("names the command of the profile that was named, by flag or variable", async () => {
    await withConfig(async (cwd) => {
      expect(await signInRemedyFor("admin", { cwd, env: { HOME: cwd } })).toMatchObject({
        command: "aws login --profile admin",
      });
      expect(await signInRemedyFor(undefined, { cwd, env: { HOME: cwd, AWS_PROFILE: "work" } })).toMatchObject({
        command: "aws sso login --profile work",
      });
      expect(await signInRemedyFor(undefined, { cwd, env: { HOME: cwd } })).toBeUndefined();
    });
  });

  it("is told by the program as the profile signs in", async () => {
    await withConfig(async (folder) => {
      const argv = ["--emails", "team.csv", "--dry-run", "--format", "json", "--profile", "admin"];
      const { document, stderr } = await withDeadSession(argv, folder);
      expect(document.error.kind).toBe("signed-out");
      expect(document.error.remedy).toContain("`aws login --profile admin`");
      expect(stderr).not.toContain("aws sso login");
    });
  });
});

/** The SDK finds the home folder by the process's own environment. */
async function withDeadSession(argv: readonly string[], folder: string) {
  const simulator = await startSimulator();
  const before = { ...process.env };
  Object.assign(process.env, { HOME: folder, USERPROFILE: folder, AWS_ENDPOINT_URL: simulator.url });
  for (const key of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) delete process.env[key];
  try {
    const { stdout, stderr } = await typed(argv, folder, { AWS_ENDPOINT_URL: simulator.url });
    return { document: JSON.parse(stdout), stderr };
  } finally {
    await simulator.close();
    for (const key of Object.keys(process.env)) delete process.env[key];
    Object.assign(process.env, before);
  }
}
