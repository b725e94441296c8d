// All that must hold of a release, each with the words for it; and how the answer reads.
import { placeholderProblems } from "../refuse-placeholder.mjs";
import { auditResult } from "./audit.mjs";
import { billProblems } from "./bill.mjs";
import { buildProblems, contentProblems, manifestProblems } from "./contents.mjs";
import { licenceProblems } from "./licences.mjs";
import { differences } from "./tarball.mjs";
import { changelogProblems, gitProblems, versionProblems } from "./versions.mjs";

/** The checks, in the order in which they are told. Each returns its problems; `undone` says why it could not look, or did not. */
const CHECKS = {
  "two builds": ({ builds: [one, other] }) => ({ problems: differences(one, other) }),
  contents: ({ files, expected, machine, manifest, installed, build, isReleased }) => ({
    problems: [
      ...contentProblems(files, { expected, machine, programs: Object.values(manifest.bin) }),
      ...manifestProblems(installed),
      ...buildProblems(build, isReleased),
    ],
  }),
  licences: (release) => ({ problems: licenceProblems(release) }),
  "list of what is inside": ({ bill, manifest, packages }) => ({
    problems: billProblems(bill, manifest, packages),
  }),
  vulnerabilities: ({ audit, packages }) =>
    auditResult(
      audit,
      packages.map(({ name }) => name),
    ),
  version: (release) => ({ problems: versionProblems({ ...release.manifest, ...release }) }),
  changelog: (release) => ({ problems: changelogProblems(release.changelog, release.manifest.version, release) }),
  addresses: ({ isReleased, manifest }) =>
    isReleased ? { problems: placeholderProblems(manifest) } : { problems: [], later: true },
  "commit and tag": (release) =>
    release.isReleased ? { problems: gitProblems(release, release.manifest.version) } : { problems: [], later: true },
};

/** The results of all checks of what `readRelease` read: `name`, `problems`, and where there is one `undone`, `later`, `minor`. */
export function checked(release) {
  return Object.entries(CHECKS).map(([name, check]) => ({ name, ...check(release) }));
}

/** 0: it may be released. 1: it may not. 3: nothing is wrong, as far as could be looked. */
export function exitCodeOf(results) {
  if (results.some(({ problems }) => problems.length > 0)) return 1;
  return results.some(({ undone }) => undone !== undefined) ? 3 : 0;
}

/** The answer: the result in one line, what is wrong, what was not looked at, what is right, and what comes next. */
export function renderResults(results, { manifest: { name, version }, isReleased, sha512, next }) {
  const count = results.reduce((sum, { problems }) => sum + problems.length, 0);
  const undone = results.filter((one) => one.undone !== undefined);
  const right = results.filter((one) => one.problems.length === 0 && one.undone === undefined && !one.later);
  const later = results.filter((one) => one.later);
  const of = `${name} ${version}`;
  const head =
    count > 0
      ? `${of} ${isReleased ? "cannot be released" : "could not be released as it is"}: ${count === 1 ? "1 problem" : `${count} problems`}.`
      : `${of}: ${isReleased ? "ready to be released" : "nothing stands against a release"}${undone.length > 0 ? ", as far as could be looked" : ""}.`;
  return [
    head,
    ...results
      .filter(({ problems }) => problems.length > 0)
      .flatMap((one) => ["", `${one.name}:`, ...listed(one.problems)]),
    "",
    ...undone.map((one) => `Not done: ${one.name} (${one.undone})`),
    ...results.flatMap((one) => (one.minor ?? []).map((text) => `To know: ${text}`)),
    ...(right.length > 0 ? [`Right: ${right.map((one) => one.name).join(", ")}`] : []),
    ...(later.length > 0 ? [`Left to the release: ${later.map((one) => one.name).join(", ")}`] : []),
    `sha512: ${sha512}`,
    "",
    `Next: ${nextOf(count, undone, isReleased, next, version)}`,
    "",
  ].join("\n");
}

const listed = (problems) => problems.map((problem) => `  - ${problem}`);

function nextOf(count, undone, isReleased, again, version) {
  if (count > 0) return `mend these, and run \`${again}\` again`;
  if (undone.length > 0) return `run \`${again}\` where it can be looked at`;
  return isReleased ? `git push origin v${version}` : "CONTRIBUTING.md, chapter Release";
}
