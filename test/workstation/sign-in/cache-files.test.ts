import { describe, expect, it } from "vitest";
import { registrationFile, tokenFile } from "../../../src/workstation/sign-in/cache-files.ts";
import { pythonJson } from "../../../src/workstation/sign-in/python-json.ts";
import { session } from "./temporary-home.ts";

describe("the sign-in cache", () => {
  it("names a token after its session alone, as every AWS client does", () => {
    // printf amplify | sha1sum
    expect(tokenFile("/home/ann", "amplify")).toBe(
      "/home/ann/.aws/sso/cache/ff94b08bd7e38c2aa12f1a57b4bc995fd968d196.json",
    );
  });

  it("names a registration as the AWS CLI does", () => {
    expect(registrationFile("/home/ann", session)).toBe(
      "/home/ann/.aws/sso/cache/346aee752fdf32dccfaafd2dba7bafbcba543d00.json",
    );
  });
});

describe("Python's JSON", () => {
  it("has a blank after each colon and comma, and nothing but printable ASCII", () => {
    const members = { name: 'Zoë "Z" \\ \u007f\n', scopes: ["a", "b"], none: null, emoji: "🙂" };
    expect(pythonJson(members)).toBe(
      '{"name": "Zo\\u00eb \\"Z\\" \\\\ \\u007f\\n", "scopes": ["a", "b"], "none": null, "emoji": "\\ud83d\\ude42"}',
    );
  });

  it("reads back as what it was", () => {
    const members = { a: "\u0000\u001f\b\f\t", b: [] as string[] };
    expect(JSON.parse(pythonJson(members))).toEqual(members);
  });
});
