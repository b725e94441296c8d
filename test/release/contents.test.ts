import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { buildProblems, contentProblems, manifestProblems } from "../../.ci/release/contents.mjs";
import { differences, filesIn } from "../../.ci/release/tarball.mjs";
import { type TarEntry, tarOf } from "../../src/files/tar.ts";

const entry = (name: string, text: string, isProgram = false): TarEntry => ({
  path: name,
  bytes: Buffer.from(text),
  isProgram,
});
const GOOD = [
  entry("package/package.json", "{}"),
  entry("package/dist/cli/main.js", "#!/usr/bin/env node\n", true),
  entry(`package/docs/${"long/".repeat(24)}page.md`, "# A page"),
];
const EXPECTED = GOOD.map((file) => file.path.replace("package/", ""));
const packed = (files: readonly TarEntry[]) => gzipSync(tarOf(files));

/** What is said of a package of these files, where the good ones are meant to be in it. */
const problems = (files: readonly TarEntry[], expected = EXPECTED) =>
  contentProblems(filesIn(packed(files)), {
    expected,
    programs: ["dist/cli/main.js"],
    machine: ["/srv/builds/one", "build-host-7"],
  });
const withPage = (name: string, text: string) =>
  problems([...GOOD, entry(`package/${name}`, text)], [...EXPECTED, name]);

describe("the files of a package", () => {
  it("are right where they are exactly the ones that are meant", () => {
    expect(problems(GOOD)).toEqual([]);
  });

  it("are told where one is missing, too many, or twice but for its case", () => {
    expect(problems(GOOD.slice(0, 2))).toEqual([expect.stringMatching(/page\.md is missing\.$/)]);
    expect(problems([...GOOD, entry("package/docs/more.md", "")])).toEqual([
      "package/docs/more.md is no file of the program.",
    ]);
    expect(withPage("Package.json", "{}")).toEqual(["package/Package.json is there twice."]);
  });

  it.each([
    ".npmrc",
    "test/a.test.ts",
    "src/cli/main.ts",
    "dist/cli/main.js.map",
    "docs/ci.md.swp",
    "templates/failed.csv",
    "docs/onboard.handover.json",
    "docs/server.pem",
    ".onboard/runs/1.jsonl",
  ])("may not be %s, though somebody meant it", (name) => {
    expect(withPage(name, "")).toEqual([`package/${name} must not be published.`]);
  });

  it("must have names that every system has, in package/", () => {
    expect(withPage("docs/con.md", "")).toEqual(["package/docs/con.md is no name on Windows."]);
    expect(withPage("docs/a:b.md", "")).toEqual(["package/docs/a:b.md is no name on Windows."]);
    expect(problems([...GOOD, entry("package/../../etc/x", "")])).toContain(
      "package/../../etc/x lies outside of package/.",
    );
  });

  it("are told where a program cannot be started, or another file could be", () => {
    const [manifest, , page] = GOOD as [TarEntry, TarEntry, TarEntry];
    expect(problems([manifest, entry("package/dist/cli/main.js", "#!/usr/bin/env node\n"), page])).toEqual([
      "package/dist/cli/main.js has mode 644; it should be 755.",
    ]);
    expect(problems([manifest, entry("package/dist/cli/main.js", "import 1\n", true), page])).toEqual([
      'package/dist/cli/main.js does not begin with "#!/usr/bin/env node".',
    ]);
    expect(problems([entry("package/package.json", "{}", true), ...GOOD.slice(1)])).toEqual([
      "package/package.json has mode 755; it should be 644.",
    ]);
  });

  it("name neither the machine that built them nor a source map", () => {
    expect(withPage("docs/x.md", "made in /srv/builds/one/src")).toEqual([
      "package/docs/x.md names the machine that built it: /srv/builds/one",
    ]);
    expect(withPage("docs/x.md", "by build-host-7")).toHaveLength(1);
    expect(withPage("docs/x.js", "1;\n//# sourceMappingURL=x.js.map\n")).toEqual([
      "package/docs/x.js names a source map.",
    ]);
  });

  it.each([
    ["an access key of AWS", `AKIA${"Q7".repeat(8)}`],
    ["an access key of AWS", `x = "ASIA${"Z2".repeat(8)}"`],
    ["a private key", `-----BEGIN EC PRIVATE KEY-----\n${"M".repeat(64)}`],
    ["a token of npm", `npm_${"a1".repeat(18)}`],
    ["a token of npm", "//registry.npmjs.org/:_authToken=abc"],
    ["a token of GitHub", `ghp_${"a1".repeat(18)}`],
    ["a token of GitLab", `glpat-${"a1".repeat(10)}`],
    ["a token of Slack", `xoxb-${"12".repeat(6)}-${"ab".repeat(8)}`],
  ])("hold nothing that looks like %s", (what, text) => {
    expect(withPage("docs/x.md", text)).toEqual([`package/docs/x.md holds what looks like ${what}.`]);
  });

  it("may hold the keys that AWS's documentation makes up", () => {
    expect(withPage("docs/x.md", "AKIAIOSFODNN7EXAMPLE and -----BEGIN PRIVATE KEY-----")).toEqual([]);
  });

  it("are read as tar reads them, links and owners too", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "onboard-release-"));
    const sh = (script: string) => execFileSync("sh", ["-c", script], { cwd: folder });
    writeFileSync(path.join(folder, "x.md"), "x");
    const made = sh(
      "mkdir package && mv x.md package && ln -s /etc/passwd package/y.md && tar --format=ustar --owner=7 --group=7 --mtime=@499162500 --mode=644 -czf - package/x.md package/y.md",
    );
    const said = contentProblems(filesIn(made), { expected: ["x.md", "y.md"], programs: [], machine: [] });
    expect(said).toEqual([
      "package/x.md belongs to user and group 7, 7 of a machine.",
      "package/y.md is no plain file (type 2).",
      ...said.slice(2),
    ]);
  });
});

describe("two builds", () => {
  it("are the same only byte for byte", () => {
    expect(differences(packed(GOOD), packed(GOOD))).toEqual([]);
    const other = [
      entry("package/package.json", "{ }"),
      entry("package/dist/cli/main.js", "#!/usr/bin/env node\n"),
      entry("package/new", ""),
    ];
    expect(differences(packed(GOOD), packed(other))).toEqual([
      "package/dist/cli/main.js has another mode in the second build.",
      expect.stringMatching(/page\.md is only in the first build\.$/),
      "package/new is only in the second build.",
      "package/package.json has other contents in the second build.",
    ]);
    expect(differences(packed(GOOD), packed(GOOD.toReversed()))).toEqual([
      "the same files come in another order or compression in the second build.",
    ]);
  });
});

it("a build says that npm has it where it is to be released, and only there", () => {
  expect(buildProblems({ released: true }, true)).toEqual([]);
  expect(buildProblems({ released: false }, false)).toEqual([]);
  expect(buildProblems({ released: false }, true)).toEqual(['dist/build.json says "released": false.']);
  expect(buildProblems({ released: undefined }, false)).toHaveLength(1);
});

describe("the package.json of a package", () => {
  const good = {
    name: "a",
    version: "1.0.0",
    description: "b",
    license: "MIT",
    repository: {},
    bin: { a: "x" },
    engines: {},
  };

  it("installs by itself and runs nothing meanwhile", () => {
    expect(manifestProblems(good)).toEqual([]);
    expect(manifestProblems({ ...good, scripts: { postinstall: "curl" }, dependencies: {} })).toEqual([
      'package.json has "scripts".',
      'package.json has "dependencies".',
    ]);
    expect(manifestProblems({ ...good, license: undefined, private: true })).toEqual([
      'package.json lacks "license".',
      "package.json is private: npm would refuse it.",
    ]);
  });
});
