import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readEnvironment } from "../../src/identity-center/accounts/read-environment.ts";
import { bootstrapEnvironment } from "../../src/identity-center/cdk/bootstrap-environment.ts";
import { createWorkplace } from "../identity-center/cdk/toolkit-workplace.ts";
import { awsEnvironment, requireTool, run } from "./child.ts";
import { type MotoServer, startMoto } from "./moto-server.ts";

/** moto's own account, whose keys are any. */
const environment = { accountId: "123456789012", region: "eu-west-1" };
const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
const cdk = fileURLToPath(new URL("../../node_modules/.bin/cdk", import.meta.url));
let moto: MotoServer;

beforeAll(async () => {
  const env = await awsEnvironment("http://127.0.0.1:9");
  await requireTool("python3", ["-c", "import moto.server, flask_cors"], env);
  moto = await startMoto(env);
  await moto.reset();
});

afterAll(() => moto?.stop());

it("the CDK's own toolkit bootstraps moto's account, too, and onboard sees it", async () => {
  const place = await createWorkplace();
  await place.installCdk();
  const config = { region: environment.region, endpoint: moto.url, credentials };
  const look = () => readEnvironment(config, "moto", environment.region);
  expect(await look()).toEqual({ kind: "missing", otherQualifiers: [] });
  await bootstrapEnvironment({ credentials, endpoint: moto.url, environment, env: place.env });
  const { stdout } = await run(cdk, ["bootstrap", "--show-template"], { env: place.env });
  const [, version] = /CdkBootstrapVersion:\n(?: {4}.*\n)*? {6}Value: ["']?(\d+)/.exec(stdout) ?? [];
  expect(Number(version)).toBeGreaterThanOrEqual(6);
  expect(await look()).toEqual({ kind: "version", version: Number(version) });
  expect(await place.hosts()).toEqual(["127.0.0.1"]);
});
