import { describe, expect, it } from "vitest";
import { COMMENT_BYTES } from "../../../../src/cli/views/formats/markdown.ts";
import { statusView } from "../../../../src/cli/views/status/view.ts";
import type { Status } from "../../../../src/core/readiness/status.ts";
import { NORTH, person, statusFor } from "../../../core/readiness/statuses.ts";
import { asPage, TEAM } from "../told.ts";

const pageOf = (status: Status) => asPage(statusView(TEAM), status);

describe("a status as Markdown", () => {
  it("is one page with a row for each person and account", () => {
    const page = pageOf(statusFor([person("ana@example.com")]));
    expect(page).toContain("### onboard status: The one person can start.\n");
    expect(page).toContain("| <code>ana@example.com</code> | <code>Sandbox North</code> | ✓ | ✓ | ✓ | ✓ | ready |\n");
    expect(page).not.toContain("aws-cdk");
  });

  it("has the command of each account that is not bootstrapped, and who runs it", () => {
    const page = pageOf(
      statusFor([person("ana@example.com")], { bootstraps: { [`${NORTH.accountId}/eu-west-1`]: { kind: "missing" } } }),
    );
    expect(page).toContain("npx aws-cdk@latest bootstrap aws&#58;//210987654321/eu-west-1 --profile NAME");
    expect(page.match(/AdministratorAccess/g)).toHaveLength(1);
    expect(page).toContain("| ✓ | ✓ | ✓ | ✗ | assigned, not bootstrapped |");
  });

  it("has a row for somebody who has no account yet", () => {
    const page = pageOf(statusFor([person("bo@example.com", [])]));
    expect(page).toContain("| <code>bo@example.com</code> | no account yet |  |  |  |  | not assigned |");
  });

  it("does nothing that an account is called", () => {
    const account = { accountId: "345678901234", accountName: "<img src=x> | @team `x`" };
    const page = pageOf(statusFor([person("ana@example.com", [account])]));
    expect(page).not.toContain("<img");
    expect(page).toContain("&#60;img src=x&#62; &#124; @team");
  });

  it("stays as short as a comment must be, and says how much it leaves out", () => {
    const people = Array.from({ length: 2000 }, (_, index) =>
      person(`p${index}@example.com`, [NORTH], { line: index + 2 }),
    );
    const page = pageOf(statusFor(people));
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(COMMENT_BYTES);
    expect(page).toMatch(/… and \d+ more/);
  });
});
