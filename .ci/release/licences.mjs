// Whose code is in the bundle, under which licence, and whether what that licence asks for is passed on.

/** What may be in the bundle of a program under Apache 2.0, with no duty but passing the texts on. https://spdx.org/licenses/ */
const ALLOWED = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT", "Unlicense"];

/** What of our own sources was taken from elsewhere, and the word by which docs/NOTICE says so. */
const TAKEN = {
  "src/simulator/models/": "botocore",
  "src/simulator/world/aws-managed-policies.json": "moto",
};

/** The file with the texts of the licences, from the package's root. */
export const TEXTS = "dist/THIRD-PARTY-LICENSES.txt";

/**
 * `packages`: of each package in the bundle what its folder says (name, version, license, the texts of its licences and notices) and the
 * licence of its entry in the lock file. `texts`, `notice`: what is passed on. `sources`: our own files in the bundle.
 */
export function licenceProblems({ packages, texts, notice, sources }) {
  const passedOn = plain(texts);
  return [...packages.flatMap((one) => packageProblems(one, passedOn)), ...noticeProblems(notice, sources)];
}

function packageProblems({ name, version, license, locked, texts }, passedOn) {
  const of = `${name} ${version}`;
  if (license !== locked) return [`${of}: package-lock.json says ${locked}, its package.json ${license}.`];
  return [
    ...(isAllowed(license) ? [] : [`${of}: ${license ?? "no licence"} is none of ${ALLOWED.join(", ")}.`]),
    ...(passedOn.includes(plain(of)) ? [] : [`${TEXTS} does not name ${of}.`]),
    ...(texts.every((text) => passedOn.includes(plain(text))) ? [] : [`${TEXTS} lacks a text of ${of}.`]),
  ];
}

/** Whether an SPDX expression leaves a choice that is allowed: `(MIT OR GPL-3.0-only)` does, `MIT AND GPL-3.0-only` does not. */
export function isAllowed(expression) {
  if (typeof expression !== "string") return false;
  const inner = expression.replace(/^\((.*)\)$/, "$1");
  if (/[()]/.test(inner)) return false;
  return inner.split(" OR ").some((choice) => choice.split(" AND ").every((id) => ALLOWED.includes(id)));
}

function noticeProblems(notice, sources) {
  const taken = Object.entries(TAKEN).filter(([folder]) => sources.some((file) => file.startsWith(folder)));
  return [
    ...(notice.includes(TEXTS) ? [] : [`docs/NOTICE does not say that ${TEXTS} has the licences of others.`]),
    ...taken
      .filter(([folder, word]) => !notice.includes(folder.replace(/\/$/, "")) || !notice.includes(word))
      .map(([folder, word]) => `docs/NOTICE does not say that ${folder} comes from ${word}.`),
  ];
}

const plain = (text) => text.replace(/\s+/g, " ").trim();
