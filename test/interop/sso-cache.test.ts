import { spawnSync } from "node:child_process";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registrationFile, tokenFile } from "../../src/workstation/sign-in/cache-files.ts";
import type { SsoSession } from "../../src/workstation/sign-in/sso-session.ts";
import { writeToken } from "../../src/workstation/sign-in/token-cache.ts";
import { runSignIn } from "../workstation/sign-in/sign-in-run.ts";
import { type StubAws, startStubAws } from "../workstation/sign-in/stub-aws.ts";
import { session, temporaryHome } from "../workstation/sign-in/temporary-home.ts";
import { type Finished, run } from "./child.ts";

const script = fileURLToPath(new URL("sso_cache.py", import.meta.url));
const debianPython = "/usr/bin/python3";
const hasAwsCliV2 = spawnSync(debianPython, ["-c", "import awscli.botocore.utils"]).status === 0;

let stub: StubAws;
let home: string;

beforeEach(async () => {
  stub = await startStubAws();
  home = await temporaryHome();
  await mkdir(path.join(home, ".aws"), { recursive: true });
  await writeFile(
    path.join(home, ".aws", "config"),
    [
      "[profile amplify]",
      "sso_session = amplify",
      "sso_account_id = 111111111111",
      "sso_role_name = amplify-policy",
      "region = eu-central-1",
      "[sso-session amplify]",
      `sso_start_url = ${session.startUrl}`,
      `sso_region = ${session.region}`,
      "sso_registration_scopes = sso:account:access",
      "",
    ].join("\n"),
  );
});

afterEach(() => stub.close());

/** An environment in which other clients find this home and the stub, and nothing else. */
function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    LANG: "C.UTF-8",
    AWS_PROFILE: "amplify",
    AWS_ENDPOINT_URL: stub.url,
    AWS_EC2_METADATA_DISABLED: "true",
    NODE_NO_WARNINGS: "1",
    PYTHONDONTWRITEBYTECODE: "1",
  };
}

async function ask(question: string, input: unknown, python = "python3"): Promise<unknown> {
  const finished = await run(python, [script, question], { env: environment(), input: JSON.stringify(input) });
  if (finished.code !== 0) throw new Error(finished.stderr);
  return JSON.parse(finished.stdout);
}

/** The access key id that the SDK's own chain finds in a process of its own, as ampx would. */
function inFreshNode(): Promise<Finished> {
  const program = `
    const { defaultProvider } = require("@aws-sdk/credential-provider-node");
    defaultProvider()().then(({ accessKeyId }) => process.stdout.write(accessKeyId));
  `;
  return run(process.execPath, ["--input-type=commonjs", "-e", program], { env: environment() });
}

const cachedToken = async () => JSON.parse(await readFile(tokenFile(home, session.name), "utf8"));

function offerCredentials(): void {
  const roleCredentials = {
    accessKeyId: "ASIAOFROLE",
    secretAccessKey: "s",
    sessionToken: "t",
    expiration: Date.now() + 3_600_000,
  };
  stub.route("/federation/credentials", () => ({ status: 200, body: { roleCredentials } }));
}

describe("our sign-in", () => {
  it("is found by botocore, byte for byte as its own cache writes it", async () => {
    const { result } = await runSignIn(stub, { home });
    const cached = await cachedToken();
    expect(await ask("token", "amplify")).toEqual({ token: cached.accessToken, expiration: cached.expiresAt });
    expect(result).toMatchObject({ accessToken: cached.accessToken });
    for (const file of [tokenFile(home, session.name), registrationFile(home, session)]) {
      expect(await ask("rewritten", file)).toBe(await readFile(file, "utf8"));
    }
  });

  it("gives boto3 and the SDK for JavaScript the role's credentials", async () => {
    offerCredentials();
    const { result } = await runSignIn(stub, { home });
    expect(await ask("credentials", "amplify")).toEqual({ accessKeyId: "ASIAOFROLE" });

    expect(await inFreshNode()).toEqual({ code: 0, stdout: "ASIAOFROLE", stderr: "" });
    const bearers = stub.seen.map(({ headers }) => headers["x-amz-sso_bearer_token"]).filter(Boolean);
    const accessToken = "accessToken" in result ? result.accessToken : undefined;
    expect(bearers).toEqual([accessToken, accessToken]);
  });

  it("is refreshed by botocore and by us in turn, each going on with what the other wrote", async () => {
    await runSignIn(stub, { home });
    const first = await cachedToken();
    const nearItsEnd = `${new Date(Date.now() + 120_000).toISOString().slice(0, 19)}Z`;
    await writeFile(tokenFile(home, session.name), JSON.stringify({ ...first, expiresAt: nearItsEnd }));
    await ask("token", "amplify");
    const second = await cachedToken();
    expect(second.accessToken).not.toBe(first.accessToken);
    expect((await runSignIn(stub, { home })).result).toMatchObject({
      accessToken: second.accessToken,
      by: "cached-token",
    });

    await writeFile(tokenFile(home, session.name), JSON.stringify({ ...second, expiresAt: nearItsEnd }));
    expect((await runSignIn(stub, { home })).result).toMatchObject({ by: "refresh" });
    const third = await cachedToken();
    expect(await ask("token", "amplify")).toMatchObject({ token: third.accessToken });
    expect((await stat(tokenFile(home, session.name))).mode & 0o777).toBe(0o600);
  });

  it("is refreshed by the SDK for JavaScript, and read by us in its spelling of the time", async () => {
    offerCredentials();
    await writeToken(home, session.name, {
      startUrl: session.startUrl,
      region: session.region,
      accessToken: "old",
      expiresAt: Date.now() + 60_000,
      registration: { clientId: "client", clientSecret: "secret", expiresAt: Date.now() + 86_400_000 },
      refreshToken: "refresh",
    });
    await inFreshNode();
    const { accessToken, expiresAt } = await cachedToken();
    expect(accessToken).not.toBe("old");
    expect(expiresAt).toMatch(/\.\d{3}Z$/);
    expect((await runSignIn(stub, { home })).result).toMatchObject({ accessToken, by: "cached-token" });
  });
});

describe("the registration's file name", () => {
  const texts = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constant("amplify"));
  const sessions: readonly SsoSession[] = [
    session,
    { ...session, scopes: [] },
    { ...session, scopes: ["sso:account:access", "codewhisperer:completions"] },
    ...fc.sample(
      fc.record({ name: texts, startUrl: texts, region: texts, scopes: fc.array(texts, { maxLength: 3 }) }),
      { numRuns: 300, seed: 20261121 },
    ),
  ];
  const ours = sessions.map((one) => path.basename(registrationFile("/home/ann", one), ".json"));

  it("follows the AWS CLI's recipe in Python's spelling, for any text", async () => {
    expect(await ask("registration_keys", sessions)).toEqual(ours);
  });

  it.runIf(hasAwsCliV2)("is the one that an installed AWS CLI v2 computes itself", async () => {
    expect(await ask("registration_keys_of_aws_cli", sessions, debianPython)).toEqual(ours);
  });
});
