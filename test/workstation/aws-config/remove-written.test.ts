import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConfigRefused } from "../../../src/workstation/aws-config/config-refused.ts";
import { editAwsConfig } from "../../../src/workstation/aws-config/edit-aws-config.ts";
import { openConfig } from "../../../src/workstation/aws-config/open-config.ts";
import { removeWritten } from "../../../src/workstation/aws-config/remove-written.ts";
import type { SectionEdit } from "../../../src/workstation/aws-config/section-edit.ts";
import { slice } from "../../how-much.ts";
import { anyConfig, usualConfig } from "./config-texts.ts";

const written: readonly SectionEdit[] = [
  { section: { type: "sso-session", name: "amplify" }, set: { sso_start_url: "https://x/start#/", sso_region: "r" } },
  {
    section: { type: "profile", name: "amplify" },
    set: { sso_session: "amplify", sso_account_id: "111122223333", sso_role_name: "p", region: "r", output: "json" },
  },
];

describe("removing what was written", () => {
  it("gives back the file from before, to the byte", () => {
    fc.assert(
      fc.property(fc.oneof(usualConfig, anyConfig), (text) => {
        let after: string;
        try {
          after = editAwsConfig(openConfig(text), written);
        } catch (error) {
          if (error instanceof ConfigRefused) return;
          throw error;
        }
        expect(removeWritten(openConfig(after), written)).toBe(text);
      }),
      { numRuns: slice(3000) },
    );
  });

  it("leaves keys and comments that were added since", () => {
    const after = editAwsConfig(openConfig(""), written)
      .replace("\nregion = r\n", "\nregion = r\n# mine\ns3 =\n  max = 1\n")
      .replace("output = json", "output = text");
    expect(removeWritten(openConfig(after), written)).toBe(
      "\n[profile amplify]\n# mine\ns3 =\n  max = 1\noutput = text\n",
    );
  });

  it("leaves a section that was put to another use", () => {
    const after = editAwsConfig(openConfig(""), written).replace("111122223333", "444455556666");
    expect(removeWritten(openConfig(after), written)).toBe(after);
  });

  it("leaves a session that another profile uses", () => {
    const theirs = "[profile theirs]\nsso_session = amplify\n";
    const after = editAwsConfig(openConfig(theirs), written);
    const left = removeWritten(openConfig(after), written);
    expect(left).toContain("[sso-session amplify]");
    expect(left).not.toContain("[profile amplify]");
    expect(left.startsWith(theirs)).toBe(true);
  });

  it("changes nothing where nothing was written", () => {
    const text = "[default]\noutput = json\n";
    expect(removeWritten(openConfig(text), written)).toBe(text);
  });

  it("is refused where the section can't be told", () => {
    const after = `${editAwsConfig(openConfig(""), written)}\n[profile "amplify"]\nregion = x\n`;
    expect(() => removeWritten(openConfig(after), written)).toThrow(ConfigRefused);
  });
});
