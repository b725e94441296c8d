import { VERSION } from "../core/text/version.ts";

/** Who calls, as the SDK takes it: name and version. CloudTrail shows it. */
export const USER_AGENT: [name: string, version: string] = ["amplify-onboard", VERSION];
