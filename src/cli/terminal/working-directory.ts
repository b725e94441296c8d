import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";

/** The folder that relative paths start from; with the obstacle that it is, when somebody has deleted it meanwhile. */
export function workingDirectory(): { readonly cwd: string; readonly obstacle?: OnboardError } {
  try {
    return { cwd: process.cwd() };
  } catch (cause) {
    const obstacle = new OnboardError(
      {
        kind: "failed",
        message: "The folder that you are in is not there any more.",
        remedy: "Change to a folder that is there, then run the same command again.",
      },
      { cause },
    );
    return { cwd: path.parse(process.execPath).root, obstacle };
  }
}
