import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { packagedFile } from "./packaged.ts";
import { type TarEntry, tarOf } from "./tar.ts";

/** The running program as a package that npm installs, with nothing else and from nowhere else. */
export interface PackedProgram {
  readonly name: string;
  readonly version: string;
  /** `amplify-onboard-1.2.3.tgz` */
  readonly file: string;
  readonly bytes: Buffer;
  /** Of the bytes: in hexadecimal digits, as `sha512sum` has it. */
  readonly sha512: string;
  /** The same as lock files have it: `sha512-…` */
  readonly integrity: string;
  /** What a lock file repeats of its package.json. */
  readonly locked: Readonly<Record<string, unknown>>;
}

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly bin: Readonly<Record<string, string>>;
  /** Files and folders to pack, and behind a `!` what of the build is not. */
  readonly files: readonly string[];
  readonly engines: object;
  readonly scripts?: object;
  readonly devDependencies?: object;
}

/** What a build says of itself, in `dist/build.json`. */
interface Build {
  /** What it has written, from the package's root: chunks of earlier builds may lie beside them. */
  readonly files: readonly string[];
}

const BUILT = "dist";
/** What npm packs beside `files` of package.json: https://docs.npmjs.com/cli/commands/npm-publish#files-included-in-package */
const ALWAYS = ["LICENSE", "README.md"];
const MANIFEST = "package.json";

/**
 * Packs the program that runs, wherever it runs from: a clone, an installation, what npx keeps. The same files make the same
 * bytes. Throws an error that says what is missing where the program is not whole.
 */
export async function packProgram(root = packagedFile(".")): Promise<PackedProgram> {
  const manifest = await jsonOf<PackageManifest>(root, MANIFEST);
  const { name, version, license, bin, engines } = manifest;
  const build = await jsonOf<Build>(root, `${BUILT}/build.json`);
  const places = manifest.files.filter((place) => place !== BUILT && !place.startsWith("!"));
  const beside = (await Promise.all(places.map((place) => filesAt(root, place)))).flat();
  const files = [...new Set([MANIFEST, ...ALWAYS, ...build.files, ...beside])].sort();
  const programs = Object.values(bin);
  const entries = files.map(
    async (file): Promise<TarEntry> => ({
      path: `package/${file}`,
      bytes: file === MANIFEST ? installedManifest(manifest) : await readFile(path.join(root, file)),
      isProgram: programs.includes(file),
    }),
  );
  const bytes = await compressed(tarOf(await Promise.all(entries)));
  const hash = createHash("sha512").update(bytes).digest();
  return {
    name,
    version,
    file: `${name}-${version}.tgz`,
    bytes,
    sha512: hash.toString("hex"),
    integrity: `sha512-${hash.toString("base64")}`,
    locked: { license, bin, engines },
  };
}

/** Without what only its developers need: an installation then has nothing to run, and npm nothing to warn of. */
function installedManifest({ scripts: _, devDependencies: __, ...manifest }: PackageManifest): Buffer {
  return Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
}

async function jsonOf<Shape>(root: string, file: string): Promise<Shape> {
  return JSON.parse(await readFile(path.join(root, file), "utf8")) as Shape;
}

async function filesAt(root: string, place: string): Promise<readonly string[]> {
  return (await stat(path.join(root, place))).isDirectory() ? filesBelow(root, place) : [place];
}

/** All plain files, without what editors and systems leave. */
async function filesBelow(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  const below = entries
    .filter(({ name }) => !/^\.|~$|\.(?:orig|rej|swp)$/.test(name))
    .map(async (entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(root, file);
      return entry.isFile() ? [file] : [];
    });
  return (await Promise.all(below)).flat();
}

/** Byte 9 of gzip's header names the system that wrote it: 255, unknown, on all. */
async function compressed(bytes: Buffer): Promise<Buffer> {
  const zipped = await promisify(gzip)(bytes, { level: 9 });
  zipped[9] = 255;
  return zipped;
}
