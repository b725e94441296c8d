import { flagProblem } from "../../core/errors/fault.ts";
import type { Problem } from "../../core/errors/problem.ts";
import type { LocalOptions } from "./local-flags.ts";

/** A handover says where and what; flags that say it otherwise would be quietly ignored, so they are refused. */
export function flagsBesideHandover(options: LocalOptions): readonly Problem[] {
  const given = [
    ["--sso-region", options.ssoRegion],
    ["--account", options.account],
    ["--permission-set", options.permissionSet],
    ["--region", options.region],
  ] as const;
  return given
    .filter(([, value]) => value !== undefined)
    .map(([flag]) =>
      flagProblem(flag, {
        message: "The handover says this already.",
        remedy: `Leave ${flag} out, or run this where no handover is found.`,
      }),
    );
}

/** What writes no profiles has nothing to tell as a document. */
export function formatWithoutProfiles({
  format,
  print,
  undo,
  remove,
  unwire,
  snippet,
}: LocalOptions): readonly Problem[] {
  if (format !== "json") return [];
  const given = [
    ["--print", print],
    ["--undo", undo],
    ["--remove", remove],
    ["--unwire", unwire],
    ["--snippet", snippet !== undefined],
  ] as const;
  return given.flatMap(([flag, isGiven]) => {
    const message = `There is no document of what ${flag} does.`;
    return isGiven ? [flagProblem("--format", { message, remedy: "Leave --format out." })] : [];
  });
}

/** What cannot be done without a handover, since the access portal is asked instead. */
export function flagsWithoutHandover({ login, simulate, yes, email }: LocalOptions): readonly Problem[] {
  const remedy = "Get onboard.handover.json from your administrator, then name it with --handover FILE.";
  const approvesItself = simulate !== undefined && yes;
  const problems = [
    !login &&
      flagProblem("--no-login", {
        message: "Without a handover your accounts are known only after signing in.",
        remedy,
      }),
    approvesItself &&
      email === undefined &&
      flagProblem("--yes", {
        message: "It is not known who signs in by themselves.",
        remedy: "Say so with --email.",
      }),
  ];
  return problems.filter((problem) => typeof problem === "object");
}
