import { describe, expect, it } from "vitest";
import { NO_SETTINGS } from "../../../src/core/settings/settings.ts";
import { accounts } from "../simulated-team.ts";
import { keysOfTeam } from "./keys-of-team.ts";

const csv = (...names: readonly string[]) =>
  `email,account\n${names.map((name, index) => `person${index}@example.com,${name}\n`).join("")}`;

describe("the keys of a team's accounts", () => {
  it("are found with age, status and last use, those of users without keys left out", async () => {
    const { look } = await keysOfTeam();
    const { accounts: found, warnings } = await look(csv("Sandbox North"));
    expect(warnings).toEqual([]);
    expect(found).toEqual([
      {
        account: { id: accounts.north, name: "Sandbox North" },
        state: "looked",
        users: [
          {
            userName: "ana",
            keys: [
              {
                id: "AKIANORTHANAKEYAAAAA",
                status: "Active",
                createdAt: Date.parse("2024-05-01T09:00:00Z"),
                lastUse: { kind: "used", at: Date.parse("2026-01-02T03:04:05Z"), service: "s3", region: "eu-west-1" },
                isOwn: false,
              },
              expect.objectContaining({ status: "Inactive", lastUse: { kind: "never" } }),
            ],
          },
        ],
      },
    ]);
  });

  it("are looked for once in each account, whoever works there", async () => {
    const { look, count } = await keysOfTeam();
    await look(csv("Sandbox North", "Sandbox South", accounts.north));
    expect(count("AssumeRole")).toBe(2);
    expect(count("ListUsers")).toBe(2);
  });

  it("are looked for in every account of a unit", async () => {
    const { look } = await keysOfTeam();
    const { accounts: found } = await look(csv("ou:Sandboxes"));
    expect(found.map(({ account }) => account.name).sort()).toEqual(["Sandbox North", "Sandbox South"]);
  });

  it("are looked for without a role in the caller's own account", async () => {
    const { look, count } = await keysOfTeam();
    const { accounts: found } = await look(csv("Example Corp"));
    expect(found).toMatchObject([{ state: "looked", users: [{ userName: "root-admin" }] }]);
    expect(count("AssumeRole")).toBe(0);
  });

  it("include the one that signs the run, known as such", async () => {
    const { look } = await keysOfTeam();
    const credentials = { accessKeyId: "AKIAMANAGEMENTKEYAAA", secretAccessKey: "any" };
    const { accounts: found } = await look(csv("Example Corp"), { credentials });
    expect(found).toMatchObject([{ users: [{ keys: [{ isOwn: true }] }] }]);
  });

  it("are found of hundreds of users, page by page", async () => {
    const iamUsers = Array.from({ length: 230 }, (_, index) => ({
      userName: `user${index}`,
      ...(index % 10 === 0 ? { accessKeys: [{}] } : {}),
    }));
    const many = { accounts: [{ id: accounts.north, name: "Sandbox North", iamUsers }] };
    const { look, count } = await keysOfTeam({ organization: many });
    const { accounts: found } = await look(csv("Sandbox North"));
    expect(found.flatMap((one) => (one.state === "looked" ? one.users : []))).toHaveLength(23);
    expect(count("GetAccessKeyLastUsed")).toBe(23);
  });
});

describe("an account is unknown, and the others are not,", () => {
  it("when it has no such role", async () => {
    const { look } = await keysOfTeam();
    const { accounts: found } = await look(csv("Acquired", "Sandbox North"));
    expect(found).toMatchObject([
      {
        account: { name: "Acquired" },
        state: "unknown",
        reason: `the role OrganizationAccountAccessRole is not there, or does not let account ${accounts.management} in (AccessDenied).`,
      },
      { state: "looked" },
    ]);
  });

  it("when its role has another name than the settings say", async () => {
    const { look } = await keysOfTeam();
    const settings = { ...NO_SETTINGS, accounts: { accessRole: "Break-Glass" } };
    const { accounts: found } = await look(csv("Sandbox North"), {}, settings);
    expect(found).toMatchObject([{ state: "unknown", reason: expect.stringContaining("Break-Glass") }]);
  });

  it.each(["ListUsers", "ListAccessKeys"])("when %s is refused there", async (operation) => {
    const { look } = await keysOfTeam({ faults: [{ operation, nth: 1, fault: "access-denied" }] });
    const { accounts: found } = await look(csv("Sandbox North", "Sandbox South"));
    expect(found.map(({ state }) => state).sort()).toEqual(["looked", "unknown"]);
    expect(found.find(({ state }) => state === "unknown")).toMatchObject({
      reason: expect.stringContaining(`AccessDenied: `),
    });
  });
});

it("a last use that AWS does not tell is unknown, and the key is there all the same", async () => {
  const { look } = await keysOfTeam({ faults: [{ operation: "GetAccessKeyLastUsed", fault: "access-denied" }] });
  const { accounts: found } = await look(csv("Sandbox South"));
  expect(found).toMatchObject([{ users: [{ keys: [{ lastUse: { kind: "unknown" } }] }] }]);
});

it("throttling and failures that pass are waited out", async () => {
  const { look } = await keysOfTeam({
    faults: [
      { operation: "ListUsers", nth: 1, fault: "throttle" },
      { operation: "ListAccessKeys", nth: 1, fault: "error500" },
      { operation: "GetAccessKeyLastUsed", nth: 1, fault: "reset" },
    ],
  });
  const { accounts: found } = await look(csv("Sandbox North"));
  expect(found).toMatchObject([{ state: "looked", users: [{ userName: "ana" }] }]);
});

it("an account that does not exist is a problem of the team file", async () => {
  const { look } = await keysOfTeam();
  await expect(look(csv("Sandbox Nroth"))).rejects.toMatchObject({ kind: "invalid-input" });
});

it("who may not list accounts can name them by id, and is told so", async () => {
  const { look } = await keysOfTeam({ faults: [{ operation: "ListAccounts", fault: "access-denied" }] });
  const { accounts: found, warnings } = await look(csv(accounts.north));
  expect(found).toMatchObject([{ state: "looked" }]);
  expect(warnings).toHaveLength(1);
});

it("an interrupted look ends with the interruption, not with unknown accounts", async () => {
  const stop = new AbortController();
  const { look } = await keysOfTeam({ faults: [{ operation: "ListUsers", fault: "slow", delay: 60 }] });
  setTimeout(() => stop.abort(new Error("stopped")), 300);
  await expect(look(csv("Sandbox North"), { stop })).rejects.toThrow("stopped");
});
