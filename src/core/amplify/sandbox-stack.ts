import { createHash } from "node:crypto";

/** CloudFormation's limit for a stack's name. */
const LONGEST = 128;
const LONGEST_NAME = 50;
const HASH_DIGITS = 10;
const DASHES = 4;
const TYPE = "sandbox";

/** What a sandbox is known by: the name in package.json, and `--identifier` or the user of the operating system. */
export interface SandboxId {
  readonly packageName: string;
  readonly identifier: string;
}

/**
 * The name of a sandbox's stack, which is what `ampx generate … --stack` takes: those commands know no `--identifier`. As ampx makes it, in
 * `BackendIdentifierConversions` of `@aws-amplify/platform-core`; two names that look alike without their dashes differ in the digits at
 * the end.
 */
export function sandboxStack({ packageName, identifier }: SandboxId): string {
  const hash = createHash("sha512").update(packageName).update(identifier).digest("hex").slice(0, HASH_DIGITS);
  const name = plain(identifier).slice(0, LONGEST_NAME);
  const taken = "amplify".length + TYPE.length + name.length + DASHES + HASH_DIGITS;
  const namespace = plain(packageName).slice(0, LONGEST - taken - 1);
  return ["amplify", namespace, name, TYPE, hash].join("-");
}

/** What the names of all sandboxes of a package begin with. */
export function sandboxStackStart(packageName: string): string {
  return `amplify-${plain(packageName)}-`.slice(0, LONGEST / 2);
}

function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, "");
}
