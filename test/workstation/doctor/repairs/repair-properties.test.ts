import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLikeAwsCli } from "../../../../src/workstation/aws-config/read-like-aws-cli.ts";
import { readLikeJsSdk } from "../../../../src/workstation/aws-config/read-like-js-sdk.ts";
import type { DoctorFinding } from "../../../../src/workstation/doctor/examinations/finding.ts";
import { examine } from "../../../../src/workstation/doctor/examine.ts";
import { repairConfig } from "../../../../src/workstation/doctor/repairs/repair-text.ts";
import type { Inspection } from "../../../../src/workstation/inspection/inspect-machine.ts";
import { openInspection } from "../../../../src/workstation/inspection/opened-inspection.ts";
import { slice } from "../../../how-much.ts";

const line = fc.oneof(
  fc.constantFrom(
    "[profile a]",
    "[profile b]",
    '[profile "b"]',
    "[sso-session corp]",
    "[default]",
    "[profile default]",
    "[DEFAULT]",
    "[ profile x ]",
    "SSO_REGION = eu-west-1",
    "[profile __proto__]",
    "sso_session = corp",
    "SSO_Session: corp # mine",
    "sso_region = eu-west-1",
    "  sso_region = us-east-1",
    "sso_start_url = https://d-1234567890.awsapps.com/start",
    "sso_start_url = https://other.awsapps.com/start ; why",
    "Region = x",
    "region = y",
    "s3 =",
    "  endpoint_url = z",
    "# a comment",
    "  # another",
    "junk",
    "",
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, "")),
);
const file = fc
  .tuple(fc.boolean(), fc.array(line, { maxLength: 25 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([bom, lines, eol, ended]) => `${bom ? "\u{FEFF}" : ""}${lines.join(eol)}${ended ? eol : ""}`);

function findingsIn(text: string): readonly DoctorFinding[] {
  const inspection: Inspection = {
    home: "/home/ana",
    platform: "linux",
    env: {},
    now: 0,
    node: "22.0.0",
    awsCli: { state: "absent" },
    config: { state: "present", file: "config", bytes: Buffer.from(text), mode: 0o600 },
    credentials: { state: "absent", file: "credentials" },
    locationNotes: [],
    cacheFolder: { folder: "/cache", mode: undefined },
    cacheFiles: [],
    loginCache: { folder: "/login", mode: undefined, files: [] },
    roleCache: { folder: "/roles", mode: undefined, files: [] },
  };
  return examine(openInspection(inspection));
}

/** The outcome; a repair that is refused changes nothing. */
function repaired(text: string): string {
  return repairConfig(text, () => true, "").text;
}

const contentLines = (text: string) => text.replace(/^\u{FEFF}/u, "").split(/\r?\n/);

describe("for every file whatever, a repair", () => {
  it("leaves sections of one name alone until they say the same, and then keeps one", () => {
    const session = "[sso-session corp]\nsso_start_url = https://other.awsapps.com/start ; why\n";
    const differing = `${session}${session}sso_start_url = https://other.awsapps.com/start ; why\n`;
    expect(findingsIn(differing).filter(({ fixable }) => fixable)).toEqual([]);
    expect(repaired(differing)).toBe(differing);
    const once = repaired(`${session}${session}`);
    expect(once).toBe("[sso-session corp]\n; why\nsso_start_url = https://other.awsapps.com/start\n");
    expect(repaired(once)).toBe(once);
  });

  it("changes nothing where it announces nothing, and finds nothing to do the second time", () => {
    fc.assert(
      fc.property(file, (text) => {
        const after = repaired(text);
        if (!findingsIn(text).some(({ fixable }) => fixable)) expect(after).toBe(text);
        if (after !== text) expect(repaired(after)).toBe(after);
      }),
      { numRuns: slice(3000) },
    );
  });

  it("keeps every line that no finding announces, in its order", () => {
    fc.assert(
      fc.property(file, (text) => {
        const fixable = findingsIn(text).filter((one) => one.fixable);
        const announced = new Set(fixable.map(({ place }) => place?.line));
        const sections = fixable.some(({ id }) => id === "duplicate-section");
        const after = contentLines(repaired(text));
        let at = 0;
        for (const [index, kept] of contentLines(text).entries()) {
          if (announced.has(index + 1) && !kept.startsWith("[sso-session") && kept !== "") continue;
          if (sections) continue;
          const found = after.indexOf(kept, at);
          expect(found, `line ${index + 1}: ${kept}`).toBeGreaterThanOrEqual(0);
          at = found + 1;
        }
      }),
      { numRuns: slice(3000) },
    );
  });

  it("never makes a file unreadable to a client that could read it", () => {
    fc.assert(
      fc.property(file, (text) => {
        const after = repaired(text);
        if (readLikeAwsCli(text).readable) expect(readLikeAwsCli(after).readable).toBe(true);
        if (readLikeJsSdk(text).readable) expect(readLikeJsSdk(after).readable).toBe(true);
      }),
      { numRuns: slice(3000) },
    );
  });
});
