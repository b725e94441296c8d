import type { Settings } from "../../core/settings/settings.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import type { ReadingOptions } from "../flags/team-flags.ts";

/** The settings with what the flags say on top. */
export function withOptions(settings: Settings, options: ReadingOptions): Settings {
  const { account, permissionSet, group, region, ssoRegion, startUrl } = options;
  return {
    ...settings,
    defaults: { ...settings.defaults, ...definedOnly({ account, permissionSet, group, region }) },
    instance: { ...settings.instance, ...definedOnly({ region: ssoRegion, startUrl }) },
  };
}
