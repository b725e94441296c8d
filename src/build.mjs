// node src/build.mjs [--metafile FILE]: bundles the program, and what it needs of other people's code, into dist/. FILE: which part of
// which file is in the bundle, as esbuild says it (https://esbuild.github.io/api/#metafile), which is in dist/metafile.json in any case.
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./bundle/bundle.mjs";
import { bundledFolders } from "./bundle/bundled.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = path.join(root, "dist");
const options = parseArgs({ options: { metafile: { type: "string", multiple: true } } }).values;

const { files, metafile } = await bundle();
const packages = bundledFolders(metafile);
const licenses = await licensesOf(packages);
for (const { file, text } of files) await put(path.join(root, file), text);
await put(path.join(dist, "THIRD-PARTY-LICENSES.txt"), licenses);
await put(path.join(dist, "sbom.cdx.json"), await billOf(packages));
await put(path.join(dist, "build.json"), buildOf());
for (const file of [path.join(dist, "metafile.json"), ...(options.metafile ?? []).map((each) => path.resolve(each))]) {
  await put(file, `${JSON.stringify(metafile)}\n`);
}
await removeOld();

/**
 * What this build wrote, for the program that packs itself, and whether npm has it: only the release workflow says so, of what
 * it is about to publish.
 */
function buildOf() {
  const more = ["THIRD-PARTY-LICENSES.txt", "sbom.cdx.json", "build.json"].map((file) => `dist/${file}`);
  const inPackage = [...files.map(({ file }) => file), ...more].sort();
  return `${JSON.stringify({ released: process.env.ONBOARD_RELEASE === "1", files: inPackage })}\n`;
}

/** In one step: a program that is running meanwhile finds the whole file, this one or the one before. */
async function put(file, text) {
  const part = `${file}.${process.pid}`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(part, text);
  if (text.startsWith("#!")) await chmod(part, 0o755);
  await rename(part, file);
}

/** Chunks of earlier builds stay for a day: such a program loads some of its own late. */
async function removeOld() {
  const yesterday = Date.now() - 24 * 3600 * 1000;
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    // Another build may be tidying up too.
    const made = await stat(file).catch(() => undefined);
    if (made?.isFile() && made.mtimeMs < yesterday) await rm(file, { force: true });
  }
}

/** The licences of the packages, each text once. */
async function licensesOf(folders) {
  const named = new Map();
  for (const folder of folders) {
    const { name, text } = await licenseOf(path.join(root, folder));
    named.set(text, (named.get(text) ?? new Set()).add(name));
  }
  const chapters = [...named].map(([text, names]) => `${[...names].join("\n")}\n\n${text}`);
  const head =
    "These programs contain parts of the following packages, under the licences printed below their names.\n";
  return [head, ...chapters].join(`\n${"=".repeat(80)}\n\n`);
}

/**
 * What is in the bundle for those who look for affected versions: https://cyclonedx.org/docs/1.6/json/. It holds nothing
 * that another build of the same sources would say otherwise, and therefore no date.
 */
async function billOf(folders) {
  const lock = JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8"));
  const ours = lock.packages[""];
  // Where node_modules is a link, the folders lie elsewhere.
  const locked = folders.map((folder) => folder.slice(folder.indexOf("node_modules/")));
  const components = locked.map((folder) => componentOf(lock.packages, folder));
  const component = {
    type: "application",
    ...identityOf(ours.name, ours.version),
    licenses: [{ license: { id: ours.license } }],
  };
  const dependencies = ["", ...locked].map((folder) => relationOf(lock.packages, folder, locked));
  const head = { bomFormat: "CycloneDX", specVersion: "1.6", version: 1, metadata: { component } };
  const bill = { ...head, components, dependencies };
  return `${JSON.stringify(bill)}\n`;
}

function componentOf(locked, folder) {
  const { version, integrity, license } = locked[folder];
  const name = nameOf(folder);
  const [, hash] = /^sha512-(.+)$/.exec(integrity);
  return {
    type: "library",
    ...identityOf(name, version),
    licenses: [/\s/.test(license) ? { expression: license } : { license: { id: license } }],
    hashes: [{ alg: "SHA-512", content: Buffer.from(hash, "base64").toString("hex") }],
  };
}

/** What of the bundle a package uses, found as Node finds it: in its own folder first, then in those above. */
function relationOf(locked, folder, folders) {
  const { name = nameOf(folder), version, dependencies, devDependencies } = locked[folder];
  const used = Object.keys({ ...dependencies, ...devDependencies }).flatMap((needed) => {
    for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
      const found = `${at === "" ? "" : `${at}/`}node_modules/${needed}`;
      if (locked[found] !== undefined)
        return folders.includes(found) ? [identityOf(needed, locked[found].version).purl] : [];
      if (at === "") return [];
    }
  });
  return { ref: identityOf(name, version).purl, dependsOn: used.sort() };
}

function nameOf(folder) {
  return folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** https://github.com/package-url/purl-spec/blob/main/types/npm-definition.json */
function identityOf(name, version) {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return { "bom-ref": purl, name, version, purl };
}

async function licenseOf(folder) {
  const { name, version, license, author } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
  if (files.every((file) => /^notice/i.test(file))) {
    // Some of AWS's packages name the licence, which is ours too, and do not contain it.
    if (license !== "Apache-2.0") throw new Error(`${name} ${version} contains no licence that could be passed on`);
    texts.unshift(await readFile(path.join(root, "LICENSE"), "utf8"));
  }
  const by = typeof author === "string" ? author : author?.name;
  const text = texts.map((each) => `${each.replaceAll("\r\n", "\n").trim()}\n`).join("\n");
  return { name: `${name} ${version}${by === undefined ? "" : `, by ${by}`} (${license})`, text };
}
