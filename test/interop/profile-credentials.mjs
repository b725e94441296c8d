/** What the AWS SDK for JavaScript resolves: [{config, credentials, env, argument}] on stdin, one line each as JSON on stdout. */

import { once } from "node:events";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { defaultProvider } from "@aws-sdk/credential-provider-node";

const questions = JSON.parse(await text(process.stdin));
const { PATH, HOME, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED } = process.env;
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

/** Stands for the metadata of a container and of an instance. */
const metadata = createServer(({ url, method }, response) => {
  if (method === "PUT") return response.end("token");
  if (url === "/latest/meta-data/iam/security-credentials/") return response.end("role");
  const AccessKeyId = url === "/container" ? "container" : "instance";
  return response.end(
    JSON.stringify({ Code: "Success", AccessKeyId, SecretAccessKey: "x", Token: "x", Expiration: expiration }),
  );
});
metadata.listen(0, "127.0.0.1");
await once(metadata, "listening");
const place = `http://127.0.0.1:${metadata.address().port}`;
const kept = { PATH, HOME, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED, AWS_EC2_METADATA_SERVICE_ENDPOINT: place };

/** Keys of files and the shell have nothing about them; the others say what they are. */
const named = (keyId) => (/^([\w-]+ |process$|container$|instance$)/.test(keyId) ? keyId : `keys ${keyId}`);

async function answer({ config, credentials, env, argument }) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, kept, env, { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials });
  if (env.AWS_CONTAINER_CREDENTIALS_FULL_URI) process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `${place}/container`;
  const role = (line) => ({ accessKeyId: line, secretAccessKey: "x", sessionToken: "x", expiration });
  try {
    const { accessKeyId } = await defaultProvider({
      profile: argument,
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
metadata.close();
process.stdout.write(JSON.stringify(answers));
