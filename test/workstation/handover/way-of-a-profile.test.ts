import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { changeConfigFile } from "../../../src/workstation/aws-config/file/config-file.ts";
import { planEdits } from "../../../src/workstation/aws-config/file/plan-edits.ts";
import type { ConfigParsers } from "../../../src/workstation/aws-config/open-config.ts";
import { parseLikeAwsCli } from "../../../src/workstation/aws-config/parse-like-aws-cli.ts";
import { readLikeJsSdk } from "../../../src/workstation/aws-config/read-like-js-sdk.ts";
import { readLikeEach } from "../../../src/workstation/aws-config/readings.ts";
import { readConfigTemplate } from "../../../src/workstation/handover/config-template.ts";
import { profileBlocks } from "../../../src/workstation/handover/profile-blocks.ts";
import { temporaryConfig } from "../temporary-home.ts";

const { readFile, open } = fs;
let file: string;
let done: string[];

/** Notes every time that the config file is opened for reading, by whichever function. */
beforeEach(async () => {
  file = await temporaryConfig("# mine\n[profile other]\nregion = x\n");
  done = [];
  const note = (name: unknown) => path.basename(String(name)) === "config" && done.push("read");
  fs.readFile = ((...args: Parameters<typeof readFile>) => {
    note(args[0]);
    return readFile(...args);
  }) as typeof readFile;
  fs.open = ((...args: Parameters<typeof open>) => {
    note(args[0]);
    return open(...args);
  }) as typeof open;
  syncBuiltinESMExports();
});

afterEach(() => {
  Object.assign(fs, { readFile, open });
  syncBuiltinESMExports();
});

it("reads the config file once before the question and once before writing, and parses it once before and after the edit", async () => {
  const parsers: ConfigParsers = {
    awsCli: (lines) => {
      done.push("parsed like the AWS CLI");
      return parseLikeAwsCli(lines);
    },
    jsSdk: (text) => {
      done.push("parsed like the SDK");
      return readLikeJsSdk(text);
    },
  };
  const access = {
    accountId: "111122223333",
    accountName: "Sandbox",
    permissionSet: "amplify-policy",
    region: "eu-west-1",
    profile: "amplify",
  };
  const wanted = { startUrl: "https://d-1234567890.awsapps.com/start", ssoRegion: "us-east-1", session: "amplify" };
  const template = await readConfigTemplate();
  const credentials = readLikeEach("");
  const change = await changeConfigFile(
    () =>
      planEdits(
        file,
        ({ readings }) =>
          profileBlocks(template, { ...wanted, access: [access] }, { config: readings, credentials, env: {} }),
        parsers,
      ),
    async () => {
      done.push("asked");
      return true;
    },
  );
  expect(change.kind).toBe("written");
  const parsed = ["parsed like the AWS CLI", "parsed like the SDK"];
  expect(done).toEqual(["read", ...parsed, ...parsed, "asked", "read"]);
});
