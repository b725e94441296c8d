// What a package may hold: exactly what is meant to be in it, for everybody to see.

/** Files that a run or an editor leaves, that hold secrets, or that are for developers only. */
const NEVER = [
  /(^|\/)(\.env|\.npmrc|\.git|\.onboard|\.ci|node_modules|test|src)(\/|$)/,
  /\.(map|pem|key|p12|pfx|tgz|log|orig|rej|swp)$/,
  /(^|\/)(failed\.csv|onboard\.handover\.json|first-sign-in\.(html|csv)|credentials)$/,
];

/** What secrets look like. Ids that AWS's documentation makes up end in EXAMPLE. */
const SECRETS = {
  "an access key of AWS": /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b(?<!EXAMPLE)/,
  "a private key": /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}/,
  "a token of npm": /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*[^\s$]/,
  "a token of GitHub": /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,})\b/,
  "a token of GitLab": /\bglpat-[\w-]{20}\b/,
  "a token of Slack": /\bxox[abprs]-\d{8,}-[\w-]{10,}/,
};

/** Names that Windows does not have: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const NO_NAME_ON_WINDOWS = /[<>:"\\|?*]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The one time that all files have: whenever it is packed, it is the same package. */
const TIME = 499_162_500;

/**
 * What is wrong with the files of a package (as `filesIn` gives them). `expected`: the files it should have, from its root; `programs`:
 * those of them that are started; `machine`: folders and names of the machine that built it.
 */
export function contentProblems(files, { expected, programs, machine }) {
  return [
    ...listProblems(files, expected),
    ...files.flatMap((file) => [...entryProblems(file, programs), ...textProblems(file, machine)]),
  ];
}

function listProblems(files, expected) {
  const paths = files.map(({ path }) => path);
  const wanted = new Set(expected.map((file) => `package/${file}`));
  const folded = paths.map((path) => path.toLowerCase());
  return [
    ...[...wanted].filter((path) => !paths.includes(path)).map((path) => `${path} is missing.`),
    ...paths.filter((path) => !wanted.has(path)).map((path) => `${path} is no file of the program.`),
    ...paths.filter((path, at) => folded.indexOf(path.toLowerCase()) !== at).map((path) => `${path} is there twice.`),
  ];
}

function entryProblems({ path, mode, owner, time, type, bytes }, programs) {
  const inside = path.replace(/^package\//, "");
  const isProgram = programs.includes(inside);
  const wanted = isProgram ? 0o755 : 0o644;
  return [
    ...(type === "0" ? [] : [`${path} is no plain file (type ${type}).`]),
    ...(inside === path || path.split("/").includes("..") ? [`${path} lies outside of package/.`] : []),
    ...(path.split("/").some((name) => NO_NAME_ON_WINDOWS.test(name)) ? [`${path} is no name on Windows.`] : []),
    ...(NEVER.some((pattern) => pattern.test(inside)) ? [`${path} must not be published.`] : []),
    ...(mode === wanted ? [] : [`${path} has mode ${mode.toString(8)}; it should be ${wanted.toString(8)}.`]),
    ...(owner.every((id) => id === 0) ? [] : [`${path} belongs to user and group ${owner.join(", ")} of a machine.`]),
    ...(time === TIME ? [] : [`${path} has a time of its own.`]),
    ...(isProgram && !bytes.toString("utf8", 0, 20).startsWith("#!/usr/bin/env node\n")
      ? [`${path} does not begin with "#!/usr/bin/env node".`]
      : []),
  ];
}

function textProblems({ path, bytes }, machine) {
  const text = bytes.toString("utf8");
  const secrets = Object.entries(SECRETS).filter(([, pattern]) => pattern.test(text));
  return [
    ...secrets.map(([what]) => `${path} holds what looks like ${what}.`),
    ...machine.filter((name) => text.includes(name)).map((name) => `${path} names the machine that built it: ${name}`),
    ...(/^\/[/*][#@] sourceMappingURL=/m.test(text) ? [`${path} names a source map.`] : []),
  ];
}

/** Whether the program would say rightly that npm has it, or has not. `build`: its `dist/build.json`. */
export function buildProblems({ released }, isReleased) {
  return released === isReleased ? [] : [`dist/build.json says "released": ${released}.`];
}

/** What is wrong with the package.json that is published: it must install by itself, and run nothing meanwhile. */
export function manifestProblems(manifest) {
  const unwanted = ["scripts", "dependencies", "devDependencies", "optionalDependencies", "bundleDependencies"];
  const wanted = ["name", "version", "description", "license", "repository", "bin", "engines"];
  return [
    ...unwanted.filter((member) => manifest[member] !== undefined).map((member) => `package.json has "${member}".`),
    ...wanted.filter((member) => manifest[member] === undefined).map((member) => `package.json lacks "${member}".`),
    ...(manifest.private ? ["package.json is private: npm would refuse it."] : []),
  ];
}
