import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useProfile } from "../../src/aws/ambient-profile.ts";

const NAMES = [
  "AWS_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
];
let before: NodeJS.ProcessEnv;

beforeEach(() => {
  before = { ...process.env };
  for (const name of NAMES) delete process.env[name];
});
afterEach(() => {
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, before);
});

describe("the profile that the SDK takes", () => {
  it("is the one that was named, also where the environment has keys", () => {
    Object.assign(process.env, {
      AWS_PROFILE: "other",
      AWS_ACCESS_KEY_ID: "a",
      AWS_SECRET_ACCESS_KEY: "s",
      AWS_SESSION_TOKEN: "t",
    });
    useProfile("admin");
    expect(NAMES.map((name) => process.env[name]).filter((value) => value !== undefined)).toEqual(["admin"]);
  });

  it("stays what the environment says where none was named", () => {
    Object.assign(process.env, { AWS_PROFILE: "other", AWS_ACCESS_KEY_ID: "a" });
    useProfile(undefined);
    expect(process.env).toMatchObject({ AWS_PROFILE: "other", AWS_ACCESS_KEY_ID: "a" });
  });

  it("works in the Region that only the AWS CLI would read, unless the SDK has one of its own", () => {
    process.env.AWS_DEFAULT_REGION = "eu-west-1";
    useProfile(undefined);
    expect(process.env.AWS_REGION).toBe("eu-west-1");
    process.env.AWS_DEFAULT_REGION = "eu-west-3";
    useProfile(undefined);
    expect(process.env.AWS_REGION).toBe("eu-west-1");
  });
});
