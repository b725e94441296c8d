import type { Settings } from "../../core/settings/settings.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import type { ReadingOptions } from "../flags/team-flags.ts";

/** What of the limits on what is taken away a command may set. */
export interface RemovalLimits {
  readonly maxRemovals?: number;
  readonly maxRemovalPercent?: number;
}

type Above = Pick<
  ReadingOptions,
  "account" | "permissionSet" | "group" | "region" | "ssoRegion" | "startUrl" | "instance"
>;

/** The settings with what the flags say on top. */
export function withOptions(settings: Settings, options: Above & RemovalLimits): Settings {
  const { account, permissionSet, group, region, ssoRegion, startUrl, instance: chosen } = options;
  const { maxRemovals, maxRemovalPercent } = options;
  return {
    ...settings,
    safety: { ...settings.safety, ...definedOnly({ maxRemovals, maxRemovalPercent }) },
    defaults: { ...settings.defaults, ...definedOnly({ account, permissionSet, group, region }) },
    instance: { ...settings.instance, ...definedOnly({ region: ssoRegion, startUrl, chosen }) },
  };
}

/** The settings with the Region that Identity Center is looked for in first, where they name none and the target knows one. */
export function startingIn(settings: Settings, region: string | undefined): Settings {
  return { ...settings, instance: { ...definedOnly({ region }), ...settings.instance } };
}
