import { groupNameFault, permissionSetNameFault } from "../../core/aws/name-rules.ts";
import { regionFault } from "../../core/aws/regions.ts";
import { startUrlFault } from "../../core/aws/start-url.ts";
import type { Settings } from "../../core/settings/settings.ts";
import type { Fault } from "../../core/trouble/fault.ts";
import type { Problem } from "../../core/trouble/problem.ts";

/** The flags of `onboard --emails`, as commander hands them over. */
export interface TeamOptions {
  readonly emails: string;
  readonly dryRun?: boolean;
  readonly detailedExitcode?: boolean;
  readonly yes?: boolean;
  readonly format: "text" | "json";
  readonly account?: readonly string[];
  readonly permissionSet?: string;
  readonly group?: string;
  readonly region?: string;
  readonly ssoRegion?: string;
  readonly profile?: string;
  readonly startUrl?: string;
  readonly settings?: string;
  readonly handover: string;
  readonly messages?: string;
  /** `true` without a file name. */
  readonly simulate?: string | true;
}

/** What is wrong with the flags, all at once. */
export function optionProblems(options: TeamOptions): readonly Problem[] {
  const check = (flag: string, value: string | undefined, rule: (text: string) => Fault | undefined) => {
    const fault = value === undefined ? undefined : rule(value);
    return fault === undefined ? [] : [{ file: flag, ...fault }];
  };
  return [
    ...check("--permission-set", options.permissionSet, permissionSetNameFault),
    ...check("--group", options.group, groupNameFault),
    ...check("--region", options.region, regionFault),
    ...check("--sso-region", options.ssoRegion, regionFault),
    ...check("--start-url", options.startUrl, startUrlFault),
  ];
}

/** The settings with what the flags say on top. */
export function withOptions(settings: Settings, options: TeamOptions): Settings {
  return {
    ...settings,
    defaults: {
      ...settings.defaults,
      ...(options.account === undefined ? {} : { account: options.account }),
      ...(options.permissionSet === undefined ? {} : { permissionSet: options.permissionSet }),
      ...(options.group === undefined ? {} : { group: options.group }),
      ...(options.region === undefined ? {} : { region: options.region }),
    },
    instance: {
      ...settings.instance,
      ...(options.ssoRegion === undefined ? {} : { region: options.ssoRegion }),
      ...(options.startUrl === undefined ? {} : { startUrl: options.startUrl }),
    },
  };
}
