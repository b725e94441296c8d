import { describe, expect, it } from "vitest";
import { placeholderProblems } from "../../.ci/refuse-placeholder.mjs";
import { exitCodeOf, renderResults } from "../../.ci/release/checks.mjs";
import { changelogProblems, compareVersions, gitProblems, versionProblems } from "../../.ci/release/versions.mjs";

const today = "2026-11-30";

describe("the version of a release", () => {
  const good = {
    version: "1.2.3",
    name: "amplify-onboard",
    said: "1.2.3",
    lock: { version: "1.2.3", packages: { "": { version: "1.2.3" } } },
    man: '.TH ONBOARD 1 "" "onboard 1.2.3" "User Commands"\n',
    pages: [{ file: "docs/install.md", text: "vendor/amplify-onboard-1.2.3.tgz, npx amplify-onboard@1.2.3" }],
    tags: ["v1.2.2", "v1.2.3", "v1.2.3-rc.1", "latest", "v99"],
    isReleased: true,
  };

  it("is right where it is new and the same everywhere", () => {
    expect(versionProblems(good)).toEqual([]);
  });

  it.each([
    [{ version: "1.2" }, 'package.json: "1.2" is no version of https://semver.org.'],
    [{ version: "01.2.3" }, 'package.json: "01.2.3" is no version of https://semver.org.'],
    [{ said: "1.2.2" }, "onboard --version says 1.2.2, package.json 1.2.3."],
    [{ man: "" }, "docs/man/onboard.1 says none, package.json 1.2.3."],
    [
      { lock: { version: "1.2.3", packages: { "": { version: "1.2.2" } } } },
      "package-lock.json says 1.2.3, 1.2.2, package.json 1.2.3.",
    ],
    [
      { pages: [{ file: "README.md", text: "amplify-onboard-1.2.2.tgz" }] },
      "README.md says 1.2.2, package.json 1.2.3.",
    ],
    [{ tags: ["v1.2.2", "v1.10.0"] }, "1.2.3 does not come after 1.10.0, which was released."],
  ])("is told: %j", (broken, said) => {
    expect(versionProblems({ ...good, ...broken })).toEqual([said]);
  });

  it("is compared as semver.org's own example", () => {
    const order =
      "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.10 1.2.0 2.0.0";
    expect(order.split(" ").toReversed().sort(compareVersions).join(" ")).toBe(order);
    expect(compareVersions("1.0.0-rc.1", "1.0.0-rc.1")).toBe(0);
  });
});

describe("the changelog of a release", () => {
  const good = `# Changelog\n\n## Unreleased\n\n## 1.2.3 - ${today}\n\n- New.\n\n## 1.2.2 - 2026-10-01\n\n- Old.\n`;
  const told = (changelog: string, isReleased = true) => changelogProblems(changelog, "1.2.3", { today, isReleased });

  it("has the version with a day, first, and nothing that is left unreleased", () => {
    expect(told(good)).toEqual([]);
    expect(told(good.replace("1.2.3", "[1.2.3]").replace("## Unreleased\n\n", ""))).toEqual([]);
    expect(told(good.replace(today, "2026-12-01"))).toEqual([]);
  });

  it.each([
    [good.replace("## 1.2.3", "## 1.2.4"), `no entry for 1.2.3: put "## 1.2.3 - ${today}" above what is new.`],
    [good.replace(` - ${today}`, ""), `"1.2.3" has no date such as ${today}.`],
    [good.replace(today, "2026-02-30"), `"1.2.3 - 2026-02-30" has no date such as ${today}.`],
    [good.replace(today, "2026-12-24"), "2026-12-24 is yet to come."],
    [good.replace("- New.", ""), "says nothing of 1.2.3."],
    [good.replace("## Unreleased\n", "## Unreleased\n\n- More.\n"), 'what is under "Unreleased" would be released'],
    [good.replace("## 1.2.3", "## 1.3.0 - 2026-11-01\n\n- Newer.\n\n## 1.2.3"), "1.2.3 is not the newest entry."],
  ])("is told: %j", (changelog, said) => {
    expect(told(changelog)).toEqual([expect.stringContaining(said)]);
  });

  it("may be unreleased before a release, but must be there", () => {
    expect(told("# Changelog\n\n## Unreleased\n\n- New.\n", false)).toEqual([]);
    expect(told("# Changelog\n", false)).toHaveLength(1);
  });
});

describe("the commit of a release", () => {
  it("is clean and tagged", () => {
    expect(gitProblems({ changed: [], here: ["nightly", "v1.2.3"] }, "1.2.3")).toEqual([]);
    expect(gitProblems({ changed: ["M README.md", "?? x"], here: [] }, "1.2.3")).toEqual([
      "git: M README.md is not committed.",
      "git: ?? x is not committed.",
      "git: this commit has no tag; 1.2.3 is released by v1.2.3.",
    ]);
    expect(gitProblems({ changed: [], here: ["v1.2.4"] }, "1.2.3")).toHaveLength(1);
  });

  it("names a repository that is somebody's", () => {
    const good = {
      repository: { url: "git+https://github.com/a/b.git" },
      homepage: "https://a.b",
      bugs: { url: "https://a.b" },
    };
    expect(placeholderProblems(good)).toEqual([]);
    expect(
      placeholderProblems({ ...good, repository: { url: "git+https://github.com/OWNER/b.git" }, bugs: undefined }),
    ).toEqual([
      expect.stringContaining('"repository" is git+https://github.com/OWNER/b.git'),
      expect.stringContaining('"bugs" is missing'),
    ]);
  });
});

describe("the answer", () => {
  const release = {
    manifest: { name: "amplify-onboard", version: "1.2.3" },
    sha512: "ab",
    next: "npm run release:check",
  };
  const answer = (results: readonly object[], isReleased = true) =>
    renderResults(results, { ...release, isReleased })
      .trim()
      .split("\n");
  const right = { name: "contents", problems: [] };
  const wrong = { name: "version", problems: ["one", "two"] };
  const undone = { name: "vulnerabilities", problems: [], undone: "405 Method Not Allowed" };

  it("begins with the result, tells every problem at once, and ends with what comes next", () => {
    const lines = answer([right, wrong, { ...wrong, name: "changelog" }]);
    expect(lines[0]).toBe("amplify-onboard 1.2.3 cannot be released: 4 problems.");
    expect(lines.filter((line) => line.startsWith("  - "))).toHaveLength(4);
    expect(lines.at(-1)).toBe("Next: mend these, and run `npm run release:check` again");
    expect(exitCodeOf([right, wrong, undone])).toBe(1);
  });

  it("does not call right what could not be looked at", () => {
    const lines = answer([right, undone]);
    expect(lines[0]).toBe("amplify-onboard 1.2.3: ready to be released, as far as could be looked.");
    expect(lines).toContain("Not done: vulnerabilities (405 Method Not Allowed)");
    expect(lines).toContain("Right: contents");
    expect(exitCodeOf([right, undone])).toBe(3);
  });

  it("says what a commit leaves to its release", () => {
    expect(answer([right, { name: "addresses", problems: [], later: true }], false)).toEqual([
      "amplify-onboard 1.2.3: nothing stands against a release.",
      "",
      "Right: contents",
      "Left to the release: addresses",
      "sha512: ab",
      "",
      "Next: CONTRIBUTING.md, chapter Release",
    ]);
    expect(answer([right]).at(-1)).toBe("Next: git push origin v1.2.3");
    expect(exitCodeOf([right])).toBe(0);
  });
});
