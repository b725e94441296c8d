import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it, vi } from "vitest";
import { classify, failureOf } from "../../src/aws/aws-error.ts";
import { clientSettings } from "../../src/aws/client-settings.ts";
import { requestTargetOf } from "../../src/aws/request-target.ts";
import { VERSION } from "../../src/core/text/version.ts";
import { drip, halfWay, type Misbehaviour, mute, startMisbehaving } from "../misbehaving-server.ts";

const credentials = { accessKeyId: "simulator", secretAccessKey: "simulator" };

/** What a call comes to at a server that behaves like this, when it may take a fifth of a second. */
async function failureAt(behave: Misbehaviour): Promise<unknown> {
  vi.stubEnv("ONBOARD_CALL_SECONDS", "0.2");
  const settings = await clientSettings({ region: "us-east-1", endpoint: await startMisbehaving(behave), credentials });
  vi.unstubAllEnvs();
  const client = new STSClient(settings);
  return client.send(new GetCallerIdentityCommand({})).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a call of any client", () => {
  it.each([
    ["says nothing", mute],
    ["sends a byte now and then", drip],
  ])("ends when its time is up at a server that %s", async (_, behave) => {
    const error = await failureAt(behave);
    expect(classify(error)).toBe("unknown-outcome");
    expect(failureOf(error).message).toMatch(/^no complete answer within 0\.[12] s$/);
  });

  it("ends when the connection is closed half way, in words that are not the SDK's hints", async () => {
    const error = await failureAt(halfWay);
    expect(classify(error)).toBe("unknown-outcome");
    expect(failureOf(error)).toMatchObject({ name: "ECONNRESET", message: "aborted" });
  });

  it.each(["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"])(
    "that ends on this computer goes there whatever chooses among AWS's own hosts: %s",
    async (variable) => {
      const command = new GetCallerIdentityCommand({});
      vi.stubEnv(variable, "true");
      const settings = await clientSettings({ region: "us-east-1", endpoint: "http://127.0.0.1:9", credentials });
      const target = await requestTargetOf(command, () => new STSClient(settings).send(command));
      vi.unstubAllEnvs();
      expect(target).toMatchObject({ hostname: "127.0.0.1", port: 9 });
    },
  );

  it("says which program calls, in which version", async () => {
    const seen: string[] = [];
    await failureAt((request, response) => {
      seen.push(request.headers["user-agent"] ?? "");
      response.end("{}");
    });
    expect(seen.join()).toContain(`amplify-onboard/${VERSION}`);
  });
});
