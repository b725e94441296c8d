import { describe, expect, it } from "vitest";
import { networkNotes } from "../../../src/workstation/running/network-notes.ts";

const ampx = ["npx", "ampx", "sandbox"];

describe("what is told of the network before ampx is started", () => {
  it.each([
    [ampx, { https_proxy: "http://ana:s3cret@proxy:1" }, /^https_proxy is set.*NODE_USE_ENV_PROXY=1/],
    [ampx, { AWS_CA_BUNDLE: "/ca.pem" }, /NODE_EXTRA_CA_CERTS to the same file/],
  ])("%j with %j", (words, env, told) => {
    const notes = networkNotes(words, env);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(told);
    expect(notes[0]).not.toContain("s3cret");
  });

  it.each([
    [ampx, {}],
    [ampx, { HTTPS_PROXY: "http://proxy:1", NODE_USE_ENV_PROXY: "1" }],
    [ampx, { AWS_CA_BUNDLE: "/ca.pem", NODE_EXTRA_CA_CERTS: "/ca.pem" }],
    [["aws", "s3", "ls"], { HTTPS_PROXY: "http://proxy:1", AWS_CA_BUNDLE: "/ca.pem" }],
  ])("is nothing with %j and %j", (words, env) => {
    expect(networkNotes(words, env)).toEqual([]);
  });
});
