import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { auditResult } from "../../.ci/release/audit.mjs";
import { billProblems } from "../../.ci/release/bill.mjs";
import { isAllowed, licenceProblems } from "../../.ci/release/licences.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("licences", () => {
  const one = { name: "a", version: "1.0.0", license: "MIT", locked: "MIT", texts: ["Copyright A\r\n  MIT"] };
  const good = {
    packages: [one],
    texts: "a 1.0.0, by A (MIT)\n\nCopyright A\nMIT\n",
    notice: "src/simulator/models are from botocore. See dist/THIRD-PARTY-LICENSES.txt.",
    sources: ["src/simulator/models/sts.json"],
  };

  it("are right where each is allowed and its texts are passed on, however their lines are broken", () => {
    expect(licenceProblems(good)).toEqual([]);
  });

  it.each([
    [
      { packages: [{ ...one, license: "GPL-3.0-only", locked: "GPL-3.0-only" }] },
      /^a 1\.0\.0: GPL-3\.0-only is none of/,
    ],
    [{ packages: [{ ...one, license: undefined, locked: undefined }] }, /^a 1\.0\.0: no licence is none of/],
    [{ packages: [{ ...one, locked: "ISC" }] }, "a 1.0.0: package-lock.json says ISC, its package.json MIT."],
    [{ packages: [{ ...one, version: "2.0.0" }] }, "dist/THIRD-PARTY-LICENSES.txt does not name a 2.0.0."],
    [{ packages: [{ ...one, texts: ["NOTICE of A"] }] }, "dist/THIRD-PARTY-LICENSES.txt lacks a text of a 1.0.0."],
    [{ notice: "src/simulator/models are from botocore" }, /^docs\/NOTICE does not say that dist\/THIRD-PARTY/],
    [
      { notice: "dist/THIRD-PARTY-LICENSES.txt" },
      "docs/NOTICE does not say that src/simulator/models/ comes from botocore.",
    ],
  ])("are told: %j", (broken, said) => {
    expect(licenceProblems({ ...good, ...broken })).toEqual([
      typeof said === "string" ? said : expect.stringMatching(said),
    ]);
  });

  it.each([
    ["MIT", true],
    ["(MIT OR GPL-3.0-only)", true],
    ["MIT AND Apache-2.0", true],
    ["MIT AND GPL-3.0-only", false],
    ["Apache-2.0 WITH LLVM-exception", false],
    ["SEE LICENSE IN LICENSE", false],
    ["UNLICENSED", false],
    ["", false],
  ])("%s: allowed is %s", (expression, allowed) => {
    expect(isAllowed(expression)).toBe(allowed);
  });
});

describe("the list of what is inside", () => {
  const text = readFileSync(path.join(root, "dist/sbom.cdx.json"), "utf8");
  const { packages: locked, ...lock } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
  const good = JSON.parse(text);
  /** What the lock file says of those in the list. */
  const packages = good.components.map(({ name, version }: { name: string; version: string }) => {
    const entries = Object.entries<{ version: string; license: string; integrity: string }>(locked);
    const [, entry] = entries.find(([at, one]) => at.endsWith(`node_modules/${name}`) && one.version === version) ?? [];
    return { name, version, locked: entry?.license, integrity: entry?.integrity };
  });
  const told = (bill: object, of = packages) => billProblems(JSON.stringify(bill), lock, of);
  const [first, ...others] = good.components;
  const changed = (change: object) => ({ ...good, components: [{ ...first, ...change }, ...others] });

  it("is CycloneDX by that format's own schema, and says of each package what the lock file says", async () => {
    expect(await told(good)).toEqual([]);
    expect(packages.length).toBeGreaterThan(20);
  });

  it.each<[what: string, bill: object, said: string | RegExp]>([
    [
      "another kind of component",
      changed({ type: "libary" }),
      /^CycloneDX's schema: \/components\/0\/type must be equal to one/,
    ],
    ["a word of its own", { ...good, made: "here" }, /^CycloneDX's schema: {2}must NOT have/],
    [
      "a random number",
      { ...good, serialNumber: "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79" },
      "each build would write another.",
    ],
    [
      "a date",
      { ...good, metadata: { ...good.metadata, timestamp: "2026-11-30T00:00:00Z" } },
      "each build would write another.",
    ],
    [
      "another licence",
      changed({ licenses: [{ license: { id: "MIT" } }] }),
      /has the licence MIT, and Apache-2\.0 in the lock file\.$/,
    ],
    [
      "another hash",
      changed({ hashes: [{ alg: "SHA-512", content: "0".repeat(128) }] }),
      /has not the hash that the lock file has\.$/,
    ],
    ["another name", changed({ name: "other" }), /is called other /],
    ["a package less", { ...good, components: others }, /is in the bundle and not in the list\.$/],
    [
      "no relation",
      { ...good, dependencies: good.dependencies.slice(1) },
      /^what pkg:npm\/amplify-onboard@.* depends on is not said\.$/,
    ],
  ])("is refused with %s", async (_, bill, said) => {
    expect(await told(bill)).toEqual([typeof said === "string" ? said : expect.stringMatching(said)]);
  });

  it("is refused where it lists what is not in the bundle", async () => {
    expect(await told(good, packages.slice(1))).toEqual([
      expect.stringMatching(/is in the list and not in the bundle\.$/),
    ]);
  });
});

describe("npm audit", () => {
  const of = (name: string, severity: string) => ({
    name,
    severity,
    via: [{ title: "Bad thing", url: "https://github.com/advisories/GHSA-1" }],
  });
  const answer = (vulnerabilities: object) => ({
    stdout: JSON.stringify({ vulnerabilities, metadata: {} }),
    stderr: "",
  });

  it("stops a release for anything in the bundle, and for grave things in what builds it", () => {
    const all = { a: of("a", "low"), b: of("b", "moderate"), c: of("c", "critical") };
    expect(auditResult(answer(all), ["a"])).toEqual({
      problems: [
        "a (in the bundle): low, Bad thing https://github.com/advisories/GHSA-1",
        "c (for building): critical, Bad thing https://github.com/advisories/GHSA-1",
      ],
      minor: ["b (for building): moderate, Bad thing https://github.com/advisories/GHSA-1"],
    });
    expect(auditResult(answer({}), ["a"])).toEqual({ problems: [], minor: [] });
  });

  it.each([
    ["405 Method Not Allowed", JSON.stringify({ message: "405 Method Not Allowed", statusCode: 405 }), ""],
    ["npm error network", "", "npm error network\nnpm error A complete log of this run can be found in: /x\n"],
    ["npm audit gave no answer", "", ""],
  ])("that could not look is not done, and says why: %s", (undone, stdout, stderr) => {
    expect(auditResult({ stdout, stderr }, [])).toMatchObject({ problems: [], undone });
  });
});
