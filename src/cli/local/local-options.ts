import { permissionSetNameFault, profileNameFault } from "../../core/aws/name-rules.ts";
import { regionFault } from "../../core/aws/regions.ts";
import { startUrlFault } from "../../core/aws/start-url.ts";
import { checkFlag, flagProblem } from "../../core/errors/fault.ts";
import type { Problem } from "../../core/errors/problem.ts";

/** The flags of `onboard local`, as commander hands them over. */
export interface LocalOptions {
  readonly handover?: string;
  readonly email?: string;
  readonly profile?: string;
  readonly session?: string;
  readonly default?: boolean;
  /** False with `--no-login`. */
  readonly login: boolean;
  /** False with `--no-browser`. */
  readonly browser: boolean;
  readonly useDeviceCode?: boolean;
  /** The access portal: a custom one that is known to be right, or the one to ask when there is no handover. */
  readonly startUrl?: string;
  readonly ssoRegion?: string;
  /** Ids or exact names. */
  readonly account?: readonly string[];
  readonly permissionSet?: string;
  readonly region?: string;
  /** A second profile for the CLI of Amplify Gen 1; otherwise made where the project is one. */
  readonly gen1?: boolean;
  readonly wire?: boolean;
  readonly print?: boolean;
  readonly yes?: boolean;
  readonly undo?: boolean;
  readonly remove?: boolean;
  readonly simulate?: string | true;
}

/** What is wrong with the flags, all at once. */
export function localOptionProblems(options: LocalOptions): readonly Problem[] {
  const checks = [
    ["--profile", options.profile, profileNameFault],
    ["--session", options.session, profileNameFault],
    ["--start-url", options.startUrl, startUrlFault],
    ["--sso-region", options.ssoRegion, regionFault],
    ["--permission-set", options.permissionSet, permissionSetNameFault],
    ["--region", options.region, regionFault],
  ] as const;
  const problems = checks.flatMap(([flag, value, rule]) => checkFlag(flag, value, rule));
  const both = options.undo === true && options.remove === true;
  if (!both) return problems;
  return [
    ...problems,
    flagProblem("--undo", { message: "--undo and --remove exclude each other.", remedy: "Use one." }),
  ];
}

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

/** What cannot be done without a handover, since the access portal is asked instead. */
export function flagsWithoutHandover(options: LocalOptions): readonly Problem[] {
  const remedy = "Get onboard.handover.json from your administrator, then name it with --handover FILE.";
  return [
    ...(options.remove
      ? [flagProblem("--remove", { message: "Without a handover it is not known what was written.", remedy })]
      : []),
    ...(options.login
      ? []
      : [
          flagProblem("--no-login", {
            message: "Without a handover your accounts are known only after signing in.",
            remedy,
          }),
        ]),
    ...(options.simulate !== undefined && options.yes && !options.undo && options.email === undefined
      ? [
          flagProblem("--yes", {
            message: "It is not known who signs in by themselves.",
            remedy: "Say so with --email.",
          }),
        ]
      : []),
  ];
}
