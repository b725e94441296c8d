import { applyPatch } from "diff";
import { describe, expect, it } from "vitest";
import { changedLines, renderConfigDiff } from "../../../src/core/text/line-diff.ts";

describe("the diff that is shown before a write", () => {
  it("is a unified diff", () => {
    expect(renderConfigDiff("~/.aws/config", "[a]\nb = c\n", "[a]\nb = d\n")).toBe(
      "--- ~/.aws/config\n+++ ~/.aws/config\n@@ -1,2 +1,2 @@\n [a]\n-b = c\n+b = d\n",
    );
  });

  it("of a new file begins at nothing", () => {
    expect(renderConfigDiff("config", undefined, "[a]\n")).toBe("--- /dev/null\n+++ config\n@@ -0,0 +1,1 @@\n+[a]\n");
  });

  it("is empty when nothing changes", () => {
    expect(renderConfigDiff("config", "[a]\n", "[a]\n")).toBe("");
  });

  it("shows no secret", () => {
    const before = "[a]\naws_secret_access_key = wJalrX\nAWS_SESSION_TOKEN: IQoJb\n";
    const diff = renderConfigDiff("config", before, `${before}region = x\n`);
    expect(diff).not.toMatch(/wJalrX|IQoJb/);
    expect(diff).toContain(" aws_secret_access_key = ****\n AWS_SESSION_TOKEN: ****\n+region = x");
  });

  it("shows no secret in a comment either", () => {
    const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const before = `[dev]\n# aws_secret_access_key = short\naws_access_key_id = AKIA # before: ${secret}\n`;
    const diff = renderConfigDiff("f", before, `${before}# ${secret}\n`);
    expect(diff).not.toMatch(/short|wJalr/);
    expect(diff).toContain("+# ****");
  });

  it("shows what is invisible, and runs no terminal escapes", () => {
    const diff = renderConfigDiff("config", "[a]\n# \u{1B}[2J\u{202E}\n", "[a]\n# \u{1B}[2J\u{202E}\n\tb = c\r\n");
    expect(diff).toContain("<U+001B>[2J<U+202E>");
    expect(diff).toContain("+\tb = c\n");
  });

  it("can be compared by what changes, wherever that stands", () => {
    const one = renderConfigDiff("config", "[a]\nb = c\n", "[a]\nb = d\n");
    const other = renderConfigDiff("config", "# x\n\n[a]\nb = c\n# y\n", "# x\n\n[a]\nb = d\n# y\n");
    expect(changedLines(one)).toBe("-b = c\n+b = d");
    expect(changedLines(other)).toBe(changedLines(one));
  });

  it("of a long file is one that makes the one file of the other, wherever the changes are", () => {
    const profile = (index: number, region: string) => `[profile p${index}]\nregion = ${region}\noutput = json\n\n`;
    const before = Array.from({ length: 1_000 }, (_, index) => profile(index, "eu-west-1"));
    const after = before.flatMap((text, index) => {
      if (index % 100 === 7) return [];
      if (index % 100 === 9) return [text, profile(index + 5_000, "us-east-1")];
      return index % 3 === 0 ? [profile(index, "us-west-2")] : [text];
    });
    const patch = renderConfigDiff("config", before.join(""), after.join(""));
    expect(applyPatch(before.join(""), patch, { fuzzFactor: 0 })).toBe(after.join(""));
    expect(changedLines(patch).split("\n").length).toBeLessThan(1_000);
  });
});
