import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { jsonText } from "../../core/text/json-text.ts";
import { type PackedProgram, packProgram } from "../../files/packed-program.ts";
import { readPlainFileIfThere } from "../../files/read-file.ts";

/** The program in a team's repository: one file that npm installs with no registry, and its hash. */
export interface VendoredProgram extends Pick<PackedProgram, "name" | "version" | "bytes" | "locked"> {
  /** From the team's folder, with `/`. */
  readonly path: string;
  /** In hexadecimal digits. */
  readonly sha512: string;
  /** It is this very program, and no other build that was put there before. */
  readonly isRunning: boolean;
}

const FOLDER = "vendor";

/** The program as the team's folder has it already; else the one that runs. Throws where it cannot be packed. */
export async function vendoredProgram(root: string): Promise<VendoredProgram> {
  const { file, bytes: packed, ...program } = await packProgram().catch(cannotPack);
  const there = await readPlainFileIfThere(path.join(root, FOLDER, file)).catch(() => undefined);
  const bytes = there?.bytes ?? packed;
  return {
    ...program,
    path: `${FOLDER}/${file}`,
    bytes,
    sha512: createHash("sha512").update(bytes).digest("hex"),
    isRunning: bytes.equals(packed),
  };
}

function cannotPack(error: Error): never {
  throw new OnboardError(
    {
      kind: "failed",
      message: `This program cannot be packed for your team, since it is not whole: ${error.message}. Nothing was written.`,
      remedy: "Install it again, or run `npm run build` in a clone of its repository; then run the same command again.",
    },
    { cause: error },
  );
}

const PACKAGES = [
  "package.json",
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
];

/** Whether packages are installed in the folder already, by whatever package manager. */
export function hasPackage(root: string): boolean {
  return PACKAGES.some((file) => existsSync(path.join(root, file)));
}

/** A package.json with the program and a script for it, and the lock file that npm would write. */
export function packageFiles(program: VendoredProgram) {
  const { name, version, path: file, locked, sha512 } = program;
  const team = "aws-access";
  const dependencies = { [name]: `file:${file}` };
  const integrity = `sha512-${Buffer.from(sha512, "hex").toString("base64")}`;
  const manifest = { name: team, private: true, scripts: { onboard: "onboard" }, dependencies };
  const lock = {
    name: team,
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name: team, dependencies },
      [`node_modules/${name}`]: { version, resolved: `file:${file}`, integrity, ...locked },
    },
  };
  return [
    { path: "package.json", text: `${jsonText(manifest)}\n` },
    { path: "package-lock.json", text: `${jsonText(lock)}\n` },
  ];
}
