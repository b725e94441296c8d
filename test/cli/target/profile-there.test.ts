import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { inFolder, typed } from "../command-line.ts";

const CONFIG = `[profile admin]
sso_session = work
[profile role]
role_arn = arn:aws:iam::111122223333:role/Admin
source_profile = bsae
[profile loop]
role_arn = arn:aws:iam::111122223333:role/Admin
source_profile = loop
`;

/** Plans for a team with a profile, and gives the error document. */
async function planning(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return inFolder(async (folder) => {
    await mkdir(path.join(folder, ".aws"));
    await writeFile(path.join(folder, ".aws", "config"), CONFIG);
    await writeFile(path.join(folder, ".aws", "credentials"), "[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n");
    await writeFile(path.join(folder, "team.csv"), "email\nana@example.com\n");
    const all = ["--emails", "team.csv", "--dry-run", "--format", "json", ...argv];
    const { code, stdout } = await typed(all, folder, env);
    return { code, folder, document: JSON.parse(stdout) };
  });
}

describe("a profile that is not there", () => {
  it("is said to be missing, with the one that was meant and the files that were looked at", async () => {
    const { code, folder, document } = await planning(["--profile", "admni"]);
    expect([code, document.error.kind]).toEqual([3, "invalid-input"]);
    const [{ place, message, remedy }] = document.problems;
    expect(place).toEqual({ kind: "flag", flag: "--profile" });
    expect(message).toBe('There is no profile "admni".');
    expect(remedy).toContain('Did you mean "admin"?');
    for (const name of ["config", "credentials"]) expect(remedy).toContain(path.join(folder, ".aws", name));
  });

  it("is told of AWS_PROFILE as of a flag, which counts above it", async () => {
    const { code, document } = await planning([], { AWS_PROFILE: "nope" });
    expect([code, document.problems[0].place]).toEqual([3, { kind: "environment", variable: "AWS_PROFILE" }]);
    expect(document.error.message).toBe("1 problem in the environment. Nothing was changed.");
    const { document: other } = await planning(["--profile", "nope"], { AWS_PROFILE: "nopes" });
    expect(other.problems[0].place.kind).toBe("flag");
  });

  it("is told where a source_profile names it, and nothing is suggested that leads there", async () => {
    const { document } = await planning(["--profile", "role"]);
    const [{ message, remedy }] = document.problems;
    expect(message).toBe('There is no profile "bsae", which source_profile of "role" names.');
    expect(remedy).toContain('Did you mean "base"?');
    const { document: near } = await planning(["--profile", "rol"]);
    expect(near.problems[0].remedy).not.toContain('"role"');
  });

  it("is looked for where the environment says", async () => {
    const { folder, document } = await planning(["--profile", "admin"], { AWS_CONFIG_FILE: "other/config" });
    expect(document.problems[0].remedy).toContain(path.join(folder, "other", "config"));
  });
});
