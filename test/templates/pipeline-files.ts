import { readdirSync, readFileSync } from "node:fs";
import { templateOf } from "./pipeline.ts";

export const fileIn = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

/** Every file with steps for GitHub: the one that `init` writes, our own workflows, and the composite action. */
export const GITHUB_FILES: readonly (readonly [file: string, text: string])[] = [
  ["templates/ci/github.yml", templateOf("github")],
  ...[...filesOf("workflows"), ...filesOf("actions/onboard")].map((file) => [file, fileIn(file)] as const),
];

function filesOf(folder: string): readonly string[] {
  return readdirSync(new URL(`../../.github/${folder}`, import.meta.url)).map((file) => `.github/${folder}/${file}`);
}
