import path from "node:path";
import type { Io } from "../terminal/io.ts";
import type { Finding } from "./findings.ts";

/**
 * The findings with their files as GitHub and GitLab know them: from the root of the repository, with slashes. A file
 * outside of it stays as it was given.
 */
export function inRepository(findings: readonly Finding[], { cwd, env }: Pick<Io, "cwd" | "env">): readonly Finding[] {
  const root = env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR || cwd;
  return findings.map((finding) => {
    if (finding.file === undefined) return finding;
    const relative = path.relative(root, path.resolve(cwd, finding.file));
    const outside = /^\.\.([\\/]|$)/.test(relative) || path.isAbsolute(relative);
    return { ...finding, file: outside ? finding.file : relative.split(path.sep).join("/") };
  });
}
