import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { awsEnvironment, requireTool, run } from "./child.ts";
import { type MotoServer, startMoto } from "./moto-server.ts";
import { createWorkplace, type Workplace } from "./onboard-binary.ts";

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
let moto: MotoServer;
let admin: Workplace;

beforeAll(async () => {
  const env = await awsEnvironment("http://127.0.0.1:9");
  await requireTool("python3", ["-c", "import boto3, moto.server, flask_cors"], env);
  moto = await startMoto(env);
  admin = await createWorkplace(moto.url);
});
afterAll(() => moto?.stop());

async function python<Answer>(name: string, args: readonly string[], input = "null"): Promise<Answer> {
  const { code, stdout, stderr } = await run("python3", [script(name), ...args], { env: admin.env, input });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}

it("access keys that moto keeps are found in a member account, and the named one is switched off there", async () => {
  const accounts = await python<Record<string, string>>("moto-admin.py", ["create-organization"], '["North"]');
  const account = accounts.North ?? "";
  const before = await python<Record<string, string>>("moto-keys.py", ["make", account]);
  await admin.write("team.csv", "email,account\nana@example.com,North\n");

  const found = await admin.onboard("keys", "--emails", "team.csv", "--format", "json");
  expect(found.code, found.stderr).toBe(2);
  const { accounts: looked } = JSON.parse(found.stdout) as {
    accounts: {
      users: { userName: string; person: { kind: string }; keys: { keyEndsIn: string; status: string }[] }[];
    }[];
  };
  const users = looked[0]?.users ?? [];
  expect(users.map(({ userName, person }) => [userName, person.kind])).toEqual([
    ["ana", "maybe"],
    ["ci-deploy", "none"],
  ]);
  const keys = users.flatMap(({ userName, keys: own }) =>
    own.map(({ keyEndsIn, status }) => [`${userName}/${keyEndsIn}`, status] as const),
  );
  expect(Object.fromEntries(keys)).toEqual(before);

  const [name = ""] = Object.keys(before);
  const done = await admin.onboard("keys", "--emails", "team.csv", "--deactivate", `${account}/${name}`, "--yes");
  expect(done.code, done.stdout + done.stderr).toBe(0);
  expect(await python("moto-keys.py", ["state", account])).toEqual({ ...before, [name]: "Inactive" });
});

it("the command that is printed switches the key on again, typed into a shell with the AWS CLI", async () => {
  const account = "123456789012";
  await requireTool("aws", ["--version"], admin.env);
  const before = await python<Record<string, string>>("moto-keys.py", ["make", account]);
  const [name = ""] = Object.keys(before);
  const where = ["--emails", "ana@example.com", "--account", account];
  const done = await admin.onboard("keys", ...where, "--deactivate", `${account}/${name}`, "--yes");
  expect(done.code, done.stdout + done.stderr).toBe(0);
  expect(await python("moto-keys.py", ["state", account])).toEqual({ ...before, [name]: "Inactive" });

  const [command = ""] = /aws iam update-access-key .*/.exec(done.stdout) ?? [];
  const typed = await run("sh", ["-c", command], { env: admin.env });
  expect(typed.code, typed.stderr).toBe(0);
  expect(await python("moto-keys.py", ["state", account])).toEqual(before);
});
