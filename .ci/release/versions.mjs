// Whether the version is one, is new, and is the same wherever it is said.

/** https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string; nothing is built from `+…` here. */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][\dA-Za-z-]*))*))?$/;

const isVersion = (text) => SEMVER.test(text);

/** Negative where `one` comes before `other`, by https://semver.org/#spec-item-11. */
export function compareVersions(one, other) {
  const [a, b] = [one, other].map((text) => SEMVER.exec(text));
  for (const part of [1, 2, 3]) {
    if (a[part] !== b[part]) return Number(a[part]) - Number(b[part]);
  }
  if (a[4] === b[4]) return 0;
  if (a[4] === undefined || b[4] === undefined) return a[4] === undefined ? 1 : -1;
  const [left, right] = [a[4].split("."), b[4].split(".")];
  const at = left.findIndex((word, index) => word !== right[index]);
  return at === -1 ? left.length - right.length : compareWords(left[at], right[at]);
}

function compareWords(one, other) {
  if (other === undefined) return 1;
  const [isOne, isOther] = [one, other].map((word) => /^\d+$/.test(word));
  if (isOne && isOther) return Number(one) - Number(other);
  if (isOne !== isOther) return isOne ? -1 : 1;
  return one < other ? -1 : 1;
}

/**
 * `said`: what `--version` prints; `lock`: package-lock.json; `man`: the manual page; `pages`: README and docs, each with file and text;
 * `tags`: all tags of git.
 */
export function versionProblems({ version, name, said, lock, man, pages, tags, isReleased }) {
  if (!isVersion(version)) return [`package.json: "${version}" is no version of https://semver.org.`];
  const places = {
    "package-lock.json": [lock.version, lock.packages?.[""]?.version],
    "docs/man/onboard.1": [/^\.TH .* "onboard ([^"]*)"/m.exec(man)?.[1]],
    "onboard --version": [said],
  };
  const elsewhere = Object.entries(places).filter(([, all]) => all.some((one) => one !== version));
  const files = pages.flatMap(({ file, text }) =>
    [...text.matchAll(new RegExp(`${name}[-@](\\d+\\.\\d+\\.\\d+(?:-[\\w.]*\\w)?)`, "g"))]
      .filter(([, one]) => one.replace(/\.(?:tgz|cdx)$/, "") !== version)
      .map(([, one]) => `${file} says ${one}, package.json ${version}.`),
  );
  return [
    ...elsewhere.map(([place, all]) => `${place} says ${all.join(", ") || "none"}, package.json ${version}.`),
    ...new Set(files),
    ...tagProblems(version, tags, isReleased),
  ];
}

function tagProblems(version, tags, isReleased) {
  const released = tags.filter((tag) => /^v/.test(tag) && isVersion(tag.slice(1)) && tag !== `v${version}`);
  const last = released
    .map((tag) => tag.slice(1))
    .sort(compareVersions)
    .at(-1);
  if (last === undefined || compareVersions(version, last) > 0) return [];
  return [`${version} does not come after ${last}, which was released${isReleased ? "" : " already"}.`];
}

/** What a changelog says, version by version: the words of each heading, and what stands under it. */
function chaptersOf(changelog) {
  return [...changelog.matchAll(/^## (.*)$/gm)].map((found) => ({
    title: found[1],
    text: changelog
      .slice(found.index + found[0].length)
      .split(/^## /m)[0]
      .trim(),
  }));
}

const isOf = (version) => (chapter) => chapter.title.replace(/[[\]]/g, "").split(" ")[0] === version;

/** What a changelog says of a version, for those who read of its release. */
export function changesOf(changelog, version) {
  return chaptersOf(changelog).find(isOf(version))?.text ?? "";
}

/** `today`: such as 2026-11-30, in UTC; a machine further east may be a day ahead. */
export function changelogProblems(changelog, version, { today, isReleased }) {
  const headings = chaptersOf(changelog);
  const unreleased = headings.find(({ title }) => title === "Unreleased");
  const entry = headings.find(isOf(version));
  if (!isReleased) return unreleased || entry ? [] : ['docs/changelog.md has neither "Unreleased" nor this version.'];
  if (entry === undefined) {
    return [`docs/changelog.md has no entry for ${version}: put "## ${version} - ${today}" above what is new.`];
  }
  const date = / - (\d{4}-\d{2}-\d{2})$/.exec(entry.title)?.[1];
  const first = headings.find(({ title }) => title !== "Unreleased");
  return [
    ...(isDate(date) ? [] : [`docs/changelog.md: "${entry.title}" has no date such as ${today}.`]),
    ...(isDate(date) && Date.parse(date) > Date.parse(today) + 24 * 3600 * 1000
      ? [`docs/changelog.md: ${date} is yet to come.`]
      : []),
    ...(entry.text === "" ? [`docs/changelog.md says nothing of ${version}.`] : []),
    ...(first === entry ? [] : [`docs/changelog.md: ${version} is not the newest entry.`]),
    ...(unreleased === undefined || unreleased.text === ""
      ? []
      : [`docs/changelog.md: what is under "Unreleased" would be released with ${version}. Move it there.`]),
  ];
}

function isDate(text) {
  return text !== undefined && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

/** `changed`: what `git status --porcelain` says; `here`: the tags of this commit. */
export function gitProblems({ changed, here }, version) {
  return [
    ...changed.map((line) => `git: ${line} is not committed.`),
    ...(here.includes(`v${version}`)
      ? []
      : [
          `git: this commit has ${here.length > 0 ? `the tag ${here.join(", ")}` : "no tag"}; ${version} is released by v${version}.`,
        ]),
  ];
}
