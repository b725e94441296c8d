/** How results are printed. `github` and `gitlab` are for the pages that these show beside a change. */
export const FORMATS = ["text", "json", "markdown", "github", "gitlab"] as const;

export type Format = (typeof FORMATS)[number];

/**
 * The format that was asked for, else the one that the environment makes plain: annotations in a GitHub workflow, where
 * they stand in the log beside the text. A GitLab job's log is for people; its code-quality report is a file, so it is asked for.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function chooseFormat(asked: Format | undefined, env: NodeJS.ProcessEnv): Format {
  return asked ?? (env.GITHUB_ACTIONS === "true" ? "github" : "text");
}
