import { describe, expect, it } from "vitest";
import { readLikeAwsCli } from "../../../src/workstation/aws-config/read-like-aws-cli.ts";
import { readLikeJsSdk } from "../../../src/workstation/aws-config/read-like-js-sdk.ts";
import { plainReading } from "./plain-reading.ts";
import { readerDifferences } from "./reader-differences.ts";

describe("how clients read a config file", () => {
  it.each(readerDifferences)("the AWS CLI: $what", ({ text, awsCli }) => {
    expect(plainReading(readLikeAwsCli(text))?.profiles ?? null).toEqual(awsCli);
  });

  it.each(readerDifferences)("the JS SDK: $what", ({ text, jsSdk }) => {
    expect(plainReading(readLikeJsSdk(text))?.profiles ?? {}).toEqual(jsSdk);
  });

  it("both tell profiles, sessions and services apart", () => {
    const text =
      "[profile a]\nb = c\n[sso-session a]\nd = e\n[services a]\ns3 =\n  endpoint_url = f\n[plugins]\ng = h\n";
    expect(plainReading(readLikeAwsCli(text))).toMatchObject({
      profiles: { a: { b: "c" } },
      ssoSessions: { a: { d: "e" } },
      services: { a: { s3: { endpoint_url: "f" } } },
    });
    expect(plainReading(readLikeJsSdk(text))).toMatchObject({
      profiles: { a: { b: "c" } },
      ssoSessions: { a: { d: "e" } },
      services: { a: { "s3.endpoint_url": "f" } },
    });
  });

  it.each([
    ["a second section", "[a]\nb = c\n\n[a]\n", 4],
    ["a second key", "[a]\nb = c\nB: d\n", 3],
    ["junk", "[a]\n# c\njunk\n", 3],
    ["text before the first section", "\n# c\nb = c\n", 3],
    ["a byte order mark", "\u{FEFF}# c\n", 1],
    ["a nested line without =", "[a]\ns3 =\n  junk\n", 3],
    ["a key without a name", "[a]\n= b\n", 2],
  ])("say on which line the AWS CLI stumbles: %s", (_what, text, line) => {
    expect(readLikeAwsCli(text)).toMatchObject({ readable: false, line });
  });
});
