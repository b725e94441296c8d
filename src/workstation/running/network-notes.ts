import { PROXY_VARIABLES } from "../../aws/proxies.ts";
import { ampxIn } from "./ampx-command.ts";

/** Which settings of the network a program of a command line does not heed as we do, and what helps. Values are not shown. */
export function networkNotes(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  if (ampxIn(words) === undefined) return [];
  const proxy = PROXY_VARIABLES.find((name) => env[name]);
  return [
    ...(proxy !== undefined && env.NODE_USE_ENV_PROXY !== "1"
      ? [
          `${proxy} is set, and ampx does not go by it alone: NODE_USE_ENV_PROXY=1 brings what uses Node's own agent through the proxy (Node 22.21, 24.5 or later); calls of its AWS SDK go straight to AWS.`,
        ]
      : []),
    ...(env.AWS_CA_BUNDLE && !env.NODE_EXTRA_CA_CERTS
      ? ["AWS_CA_BUNDLE is set, which ampx does not read: set NODE_EXTRA_CA_CERTS to the same file."]
      : []),
  ];
}
