import path from "node:path";
import type { Io } from "../terminal/io.ts";
import type { Annotation } from "./annotation.ts";

/**
 * The annotations with their files as GitHub and GitLab know them: from the root of the repository, with slashes. A file
 * outside of it stays as it was given.
 */
export function inRepository(
  annotations: readonly Annotation[],
  { cwd, env }: Pick<Io, "cwd" | "env">,
): readonly Annotation[] {
  const root = env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR || cwd;
  return annotations.map((annotation) => {
    if (annotation.file === undefined) return annotation;
    const relative = path.relative(root, path.resolve(cwd, annotation.file));
    const outside = /^\.\.([\\/]|$)/.test(relative) || path.isAbsolute(relative);
    return { ...annotation, file: outside ? annotation.file : relative.split(path.sep).join("/") };
  });
}
