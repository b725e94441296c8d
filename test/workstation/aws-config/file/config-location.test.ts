import { describe, expect, it } from "vitest";
import { OnboardError } from "../../../../src/core/errors/onboard-error.ts";
import { type FileSearch, locateAwsFiles } from "../../../../src/workstation/aws-config/file/config-location.ts";

const linux: FileSearch = { env: { HOME: "/home/ana" }, platform: "linux", systemHome: "/home/ana", cwd: "/work" };
const windows: FileSearch = {
  env: { USERPROFILE: "C:\\Users\\ana" },
  platform: "win32",
  systemHome: "C:\\Users\\ana",
  cwd: "D:\\work",
};

function withEnv(search: FileSearch, env: Record<string, string>): FileSearch {
  return { ...search, env: { ...search.env, ...env } };
}

describe("the shared config and credentials files", () => {
  it("are in ~/.aws", () => {
    expect(locateAwsFiles(linux)).toEqual({
      config: "/home/ana/.aws/config",
      credentials: "/home/ana/.aws/credentials",
      notes: [],
    });
    expect(locateAwsFiles(windows)).toMatchObject({ config: "C:\\Users\\ana\\.aws\\config" });
  });

  it("are in the system's home where HOME is not set", () => {
    expect(locateAwsFiles({ ...linux, env: {} }).config).toBe("/home/ana/.aws/config");
  });

  it("are where the variables say", () => {
    const files = locateAwsFiles(withEnv(linux, { AWS_CONFIG_FILE: "/etc/aws", AWS_SHARED_CREDENTIALS_FILE: "creds" }));
    expect(files).toEqual({ config: "/etc/aws", credentials: "/work/creds", notes: [] });
  });

  it("are where the variables say also with ~, which is told of", () => {
    const files = locateAwsFiles(withEnv(linux, { AWS_CONFIG_FILE: "~/aws/config", AWS_SHARED_CREDENTIALS_FILE: "" }));
    expect(files).toEqual({
      config: "/home/ana/aws/config",
      credentials: "/home/ana/.aws/credentials",
      notes: [expect.stringContaining("AWS_CONFIG_FILE")],
    });
  });

  it.each(["~", "~bob/config", "~\\config", "$HOME/config", "$" + "{HOME}/config"])("are refused at %s", (named) => {
    expect(() => locateAwsFiles(withEnv(linux, { AWS_CONFIG_FILE: named }))).toThrow(OnboardError);
  });

  it("may have a $ in their path that names nothing", () => {
    expect(locateAwsFiles(withEnv(linux, { AWS_CONFIG_FILE: "/a/$b/c" })).config).toBe("/a/$b/c");
  });

  it("are refused where the AWS CLI and the JS SDK look in different homes", () => {
    expect(() => locateAwsFiles(withEnv(windows, { HOME: "C:\\msys\\home" }))).toThrow("msys");
    expect(() => locateAwsFiles({ ...linux, env: { USERPROFILE: "/mnt/c/Users/ana" } })).toThrow("/mnt/c");
  });

  it("are one home in two spellings on Windows", () => {
    expect(locateAwsFiles(withEnv(windows, { HOME: "c:/users/ANA" })).config.toLowerCase()).toBe(
      "c:\\users\\ana\\.aws\\config",
    );
  });

  it("can be named where the homes differ", () => {
    const env = { HOME: "C:\\msys", AWS_CONFIG_FILE: "C:\\aws", AWS_SHARED_CREDENTIALS_FILE: "C:\\creds" };
    expect(locateAwsFiles(withEnv(windows, env))).toMatchObject({ config: "C:\\aws", credentials: "C:\\creds" });
  });
});
