/**
 * A developer's process that keeps one client, as `ampx sandbox` does. For each line on stdin, the milliseconds that have
 * passed since it began, it says on stdout what AWS answers then: `yes`, or the name of the error.
 */
import { createInterface } from "node:readline";

let passed = 0;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + passed);
    else super(...given);
  }
  static now() {
    return RealDate.now() + passed;
  }
};

const { AmplifyClient, ListAppsCommand } = await import("@aws-sdk/client-amplify");
// What `fromNodeProviderChain` of @aws-sdk/credential-providers returns.
const { defaultProvider } = await import("@aws-sdk/credential-provider-node");
const client = new AmplifyClient({ credentials: defaultProvider(), maxAttempts: 1 });

for await (const line of createInterface({ input: process.stdin })) {
  passed = Number(line);
  const said = await client.send(new ListAppsCommand({})).then(
    () => "yes",
    (error) => error.name,
  );
  process.stdout.write(`${said}\n`);
}
