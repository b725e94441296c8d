import { describe, expect, it } from "vitest";
import { actingAs, rivalsIn } from "../../../src/core/aws/rival-variables.ts";

const stray = {
  AWS_ACCESS_KEY_ID: "AKIA",
  AWS_SECRET_ACCESS_KEY: "s",
  AWS_SESSION_TOKEN: "t",
  AWS_SECURITY_TOKEN: "t",
  AMAZON_ACCESS_KEY_ID: "AKIA",
  AMAZON_SECRET_ACCESS_KEY: "s",
  AMAZON_SESSION_TOKEN: "t",
  AWS_DEFAULT_PROFILE: "old",
  AWS_CREDENTIAL_EXPIRATION: "2020",
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x",
  AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://localhost",
  AWS_WEB_IDENTITY_TOKEN_FILE: "/t",
  AWS_ROLE_ARN: "arn:aws:iam::1:role/x",
  AWS_BEARER_TOKEN_BEDROCK: "b",
};
const others = {
  PATH: "/bin",
  AWS_CONFIG_FILE: "/c",
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  EMPTY: "",
  AWS_PAGER: "",
};

describe("an environment that acts as a profile", () => {
  it("has the profile, its Region under both names, and nothing that would win", () => {
    const env = { ...others, ...stray, AWS_PROFILE: "old", AWS_REGION: "us-west-2", AWS_DEFAULT_REGION: "us-west-1" };
    expect(actingAs(env, { profile: "amplify", region: "eu-west-1" }, "linux")).toEqual({
      ...others,
      AWS_PROFILE: "amplify",
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
    });
  });

  it.each([
    [{ AWS_REGION: "us-west-2", AWS_DEFAULT_REGION: "us-west-1" }, "us-west-2"],
    [{ AWS_DEFAULT_REGION: "us-west-1" }, "us-west-1"],
    [{ AWS_REGION: "", AWS_DEFAULT_REGION: "us-west-1" }, "us-west-1"],
  ])("keeps one Region of %j where the profile names none", (env, region) => {
    expect(actingAs(env, { profile: "a" }, "linux")).toEqual({
      AWS_PROFILE: "a",
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
    });
  });

  it("has no Region where there is none to be had", () => {
    expect(actingAs({ A: "b" }, { profile: "a" }, "linux")).toEqual({ A: "b", AWS_PROFILE: "a" });
  });

  it("takes names in any case on Windows, where they are the same, and nowhere else", () => {
    const env = { Path: "c", aws_access_key_id: "x", Aws_Profile: "old", aws_region: "old" };
    const who = { profile: "a", region: "eu-west-1" };
    const set = { AWS_PROFILE: "a", AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "eu-west-1" };
    expect(actingAs(env, who, "win32")).toEqual({ Path: "c", ...set });
    expect(actingAs(env, who, "linux")).toEqual({ ...env, ...set });
  });

  it("leaves a profile what its own credential_source draws on", () => {
    expect(rivalsIn(stray, "linux", "container")).not.toContain("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    expect(rivalsIn(stray, "linux", "container")).toContain("AWS_ACCESS_KEY_ID");
    expect(rivalsIn(stray, "linux", "environment")).not.toContain("AWS_ACCESS_KEY_ID");
    expect(rivalsIn(stray, "linux", "environment")).toContain("AWS_DEFAULT_PROFILE");
  });
});
