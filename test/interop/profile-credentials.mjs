/** What the AWS SDK for JavaScript resolves for profiles: [{config, credentials, env, profile}] on stdin, one line each as JSON on stdout. */

import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { defaultProvider } from "@aws-sdk/credential-provider-node";

const questions = JSON.parse(await text(process.stdin));
const { PATH, HOME, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED } = process.env;
const kept = { PATH, HOME, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED };
const expiration = new Date(Date.now() + 3_600_000);

/** Stands for the access portal, and gives keys that tell what was asked for. */
const portal = {
  handle: async ({ hostname, query }) => {
    const roleCredentials = {
      accessKeyId: `sso ${query.role_name} in ${query.account_id} by ${hostname}`,
      secretAccessKey: "x",
      sessionToken: "x",
      expiration: expiration.getTime(),
    };
    const body = Readable.from([JSON.stringify({ roleCredentials })]);
    return { response: { statusCode: 200, headers: { "content-type": "application/json" }, body } };
  },
};

/** Keys of files and the shell have nothing about them; the others say what they are. */
const named = (keyId) => (keyId.startsWith("AKIA") ? `keys ${keyId}` : keyId);

async function answer({ config, credentials, env, profile }) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, kept, { AWS_EC2_METADATA_DISABLED: "true" }, env);
  Object.assign(process.env, { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials });
  if (profile !== "default") process.env.AWS_PROFILE = profile;
  const role = (line) => ({ accessKeyId: line, secretAccessKey: "x", sessionToken: "x", expiration });
  try {
    const { accessKeyId } = await defaultProvider({
      ignoreCache: true,
      logger: { debug() {}, info() {}, warn() {}, error() {} },
      clientConfig: { requestHandler: portal, region: undefined },
      roleAssumer: async (source, { RoleArn }) => role(`role ${RoleArn} of ${named(source.accessKeyId)}`),
      roleAssumerWithWebIdentity: async ({ RoleArn }) => role(`web-identity ${RoleArn}`),
    })();
    return named(accessKeyId);
  } catch (error) {
    return `none: ${error.message}`;
  }
}

// A role with a device's code leaves a promise of its source behind, which nobody waits for.
process.on("unhandledRejection", () => undefined);
const answers = [];
for (const question of questions) answers.push(await answer(question));
process.stdout.write(JSON.stringify(answers));
