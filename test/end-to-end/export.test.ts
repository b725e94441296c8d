import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "@cdktf/hcl2json";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

const ORGANIZATION: SimulatorOptions["organization"] = {
  accounts: [
    { id: "222222222222", name: "R&D; Labs" },
    { id: "333333333333", name: "Production" },
  ],
  instances: [
    {
      region: "us-east-1",
      users: [
        { userName: "ana@example.com", email: "ana@example.com", givenName: "Ana", familyName: "Silva" },
        { userName: "bo", email: "bo@example.com", givenName: "Bo", familyName: "Berg", status: "DISABLED" },
        {
          userName: "okta",
          email: "o@example.com",
          givenName: "O",
          familyName: "K",
          externalId: { issuer: "okta", id: "1" },
        },
        { userName: "gone", email: "g@example.com", givenName: "G", familyName: "O", deletedBy: "ADMINISTRATOR" },
      ],
      groups: [
        { displayName: "web-devs", description: "Web", members: ["ana@example.com", "bo"] },
        { displayName: "okta-ops", members: ["okta"], externalId: { issuer: "okta", id: "2" } },
      ],
      permissionSets: [
        {
          name: "Admin",
          managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          inlinePolicy: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::${aws:username}" }],
          },
          assignments: [
            { account: "Production", group: "okta-ops" },
            { account: "R&D; Labs", user: "ana@example.com" },
            { account: "R&D; Labs", group: "web-devs" },
            { account: "R&D; Labs", user: "gone" },
          ],
        },
      ],
    },
  ],
};

let cwd: string;
let simulator: RunningSimulator;

beforeEach(async () => {
  cwd = await emptyFolder();
  simulator = await startSimulator({ speed: 1000, organization: ORGANIZATION });
});

afterEach(() => simulator.close());

const run = (...args: readonly string[]) => onboard(["export", ...args], { cwd, endpoint: simulator.url });

async function imports(folder: string): Promise<readonly string[]> {
  const names = (await readdir(path.join(cwd, folder))).filter((name) => name.endsWith(".tf"));
  const texts = await Promise.all(names.map((name) => readFile(path.join(cwd, folder, name), "utf8")));
  const document = (await parse("all.tf", texts.join("\n"))) as { readonly import: readonly { readonly id: string }[] };
  return document.import.map(({ id }) => id).sort();
}

describe("onboard export", () => {
  it("writes all there is as Terraform, each thing with the id by which AWS has it", async () => {
    const { code, stdout, stderr } = await run("terraform", "--out", "code");
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("Next: cd code && terraform init && terraform plan");
    const found = await imports("code");
    expect(found.filter((id) => id.includes(",AWS_ACCOUNT,"))).toHaveLength(3);
    expect(found.filter((id) => id.startsWith("arn:aws:iam::aws:policy/AdministratorAccess,"))).toHaveLength(1);
    // Ana, Bo, web-devs and their two memberships.
    expect(found.filter((id) => /^d-\w{10}\//.test(id))).toHaveLength(5);
    const main = await readFile(path.join(cwd, "code", "main.tf"), "utf8");
    expect(main).toContain("Simulation, not AWS");
    expect(main).toMatch(/# - An assignment in 222222222222 of a user that no longer exists: /);
    expect(main).toContain("# - That bo is disabled");
    expect((await stat(path.join(cwd, "code", "main.tf"))).mode & 0o777).toBe(0o600);
  });

  it("writes over what it wrote, and never beside anybody else's files", async () => {
    expect((await run("terraform", "--out", "code")).code).toBe(0);
    expect((await run("terraform", "--out", "code")).code).toBe(0);
    await writeFile(path.join(cwd, "code", "network.tf"), "");
    const refused = await run("terraform", "--out", "code");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("network.tf");
  });

  it("is narrowed to what a person has", async () => {
    const { code, stderr } = await run("terraform", "--emails", "ana@example.com", "--out", "ana");
    expect(code, stderr).toBe(0);
    const found = await imports("ana");
    expect(found.filter((id) => id.includes(",AWS_ACCOUNT,"))).toHaveLength(2);
    expect(found.some((id) => id.includes(",333333333333,"))).toBe(false);
  });

  it("prints a template where no folder is named, and says what CloudFormation cannot", async () => {
    const { code, stdout, stderr } = await run("cloudformation");
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('Type: "AWS::SSO::Assignment"');
    expect(stdout).toContain("# - Users: CloudFormation has no type for them.");
    expect(stdout).toContain("# - Group okta-ops comes from an external directory.");
  });

  it("knows two languages", async () => {
    const { code, stderr } = await run("pulumi");
    expect(code).toBe(3);
    expect(stderr).toContain("Write terraform or cloudformation.");
  });
});
