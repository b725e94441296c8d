import type { Settings } from "../../core/settings/settings.ts";
import type { ReadingOptions } from "../flags/team-flags.ts";

/** The settings with what the flags say on top. */
export function withOptions(settings: Settings, options: ReadingOptions): Settings {
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
