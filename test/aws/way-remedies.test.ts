import { describe, expect, it } from "vitest";
import { reach } from "../../src/aws/way-remedies.ts";

describe("what helps where nothing answers", () => {
  it.each([
    ["getaddrinfo ENOTFOUND sso-fips.eu-west-1.amazonaws.com", "no FIPS endpoint", ["AWS_USE_FIPS_ENDPOINT"]],
    ["getaddrinfo ENOTFOUND oidc.eu-west-9.api.aws", "no dual-stack endpoint", ["AWS_USE_DUALSTACK_ENDPOINT"]],
    ["getaddrinfo ENOTFOUND ssm.cn-north-1.api.amazonwebservices.com.cn.", "no dual-stack endpoint", []],
    [
      "getaddrinfo ENOTFOUND amplify-fips.us-east-1.api.aws",
      "no FIPS and dual-stack endpoint",
      ["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"],
    ],
  ])("is to look at the kind of endpoint that was chosen: %s", (said, kinds, settings) => {
    const remedy = reach(said);
    expect(remedy).toContain(`AWS has ${kinds} of every service in every Region`);
    for (const setting of settings) expect(remedy).toContain(setting);
  });

  it.each(["", "getaddrinfo ENOTFOUND sso.eu-west-1.amazonaws.com", "connect ECONNREFUSED 127.0.0.1:9"])(
    "is the network alone where a usual one was chosen: %j",
    (said) => {
      expect(reach(said)).toMatch(/^Check the network and VPN, and HTTPS_PROXY and NO_PROXY[^.]*$/);
    },
  );
});
