import path from "node:path";
import { machineSearchPath, pathsOf, type Variables } from "../../files/search-path.ts";
import type { Keys } from "../accounts/enter-account.ts";

/** What a program needs to find itself, its caches, and the way through a company's proxy. */
const KEPT =
  /^(HOME|USERPROFILE|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAMDATA|TMPDIR|TEMP|TMP|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|LANG|HTTPS?_PROXY|ALL_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS|AWS_CA_BUNDLE|SSL_CERT_(FILE|DIR)|NVM_\w+|VOLTA_HOME|ASDF_\w+|FNM_\w+)$/i;

/** Where npm fetches from and how. Its other settings can come from an npx that runs us, and are about that run. */
const KEPT_OF_NPM =
  /^npm_config_(registry|cache|userconfig|globalconfig|prefix|proxy|https[_-]proxy|noproxy|cafile|ca|strict[_-]ssl|offline|prefer[_-]offline|\/\/.*|@.*)$/i;

/** Where AWS is, which the SDK in this process goes by as well. Credentials and profiles are not among them. */
const KEPT_OF_AWS = /^AWS_(ENDPOINT_URL(_\w+)?|IGNORE_CONFIGURED_ENDPOINT_URLS|USE_(FIPS|DUALSTACK)_ENDPOINT)$/;

/**
 * The environment of a toolkit without the rest of the caller's: no credentials, no profile, no options for Node.
 * `folder` is where it may look for the AWS files that it must not find.
 */
export function toolkitEnvironment(env: Variables, platform: NodeJS.Platform, folder: string): Record<string, string> {
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && [KEPT, KEPT_OF_NPM, KEPT_OF_AWS].some((pattern) => pattern.test(name))
      ? [[name, value] as const]
      : [],
  );
  return {
    ...Object.fromEntries(kept),
    PATH: machineSearchPath(env, platform).join(pathsOf(platform).delimiter),
    AWS_CONFIG_FILE: path.join(folder, "no-aws-config"),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, "no-aws-credentials"),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    // https://github.com/aws/aws-cdk-cli/tree/main/packages/aws-cdk#environment
    // It remembers there, by access key, which account somebody is in: not to be mixed up with what others left.
    CDK_HOME: folder,
    CDK_DISABLE_CLI_TELEMETRY: "true",
    CDK_DISABLE_VERSION_CHECK: "1",
    JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: "1",
    NO_COLOR: "1",
    npm_config_update_notifier: "false",
    npm_config_fund: "false",
    npm_config_audit: "false",
    // With its own two, npm takes more than a minute to say that there is no network.
    npm_config_fetch_retries: "1",
  };
}

/** The same, to act in a Region with an account's keys; `endpoint` is where calls go instead of AWS. */
export function withAccess(
  kept: Readonly<Record<string, string>>,
  { accessKeyId, secretAccessKey, sessionToken }: Keys,
  region: string,
  endpoint: string | undefined,
): Record<string, string> {
  const keys = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
  if (endpoint === undefined) return { ...kept, ...keys };
  // An address of one service would count above the one for all, and what chooses among AWS's own goes with none.
  const others = Object.entries(kept).filter(
    ([name]) => !/^(AWS_ENDPOINT_URL|AWS_IGNORE_|AWS_USE_|NO_PROXY$)/i.test(name),
  );
  const around = [kept.NO_PROXY ?? kept.no_proxy, new URL(endpoint).hostname].filter((host) => host !== undefined);
  return { ...Object.fromEntries(others), ...keys, AWS_ENDPOINT_URL: endpoint, NO_PROXY: around.join(",") };
}
