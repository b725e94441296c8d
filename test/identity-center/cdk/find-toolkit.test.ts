import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { rootCertificates } from "node:tls";
import { describe, expect, it } from "vitest";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { bootstrapEnvironment } from "../../../src/identity-center/cdk/bootstrap-environment.ts";
import { createWorkplace } from "./toolkit-workplace.ts";

const environment = { accountId: "123456789012", region: "eu-west-1" };
const credentials = {
  accessKeyId: "ASIAKEYOFSOMEBODY",
  secretAccessKey: "s3cr3tOfSomebody",
  sessionToken: "t0kenOfSomebody",
};
const endpoint = "http://127.0.0.1:9";

/** A toolkit that answers for its version, and does this when it is to bootstrap. */
const toolkit = (version: string, bootstrap: string) =>
  `#!/bin/sh\ncase "$*" in *--version) echo "${version} (build 1)";; *) ${bootstrap};; esac\n`;

/** npm, which puts a toolkit like this where the lock file says, and shows what it was given. */
const npmWith = (cdk: string) =>
  `#!/bin/sh\necho "$*" >> "$HOME/../npm"; cat package-lock.json >> "$HOME/../lock"; env >> "$HOME/../npm-env"\nmkdir -p node_modules/.bin; cat > node_modules/.bin/cdk <<'END'\n${cdk}END\nchmod 755 node_modules/.bin/cdk\n`;

async function troubleOf(bootstrapping: Promise<void>): Promise<OnboardError> {
  const error = await bootstrapping.catch((thrown: unknown) => thrown);
  if (error instanceof OnboardError) return error;
  throw new Error(`trouble was expected, and ${error} came`);
}

async function bootstrapWith(scripts: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) {
  const place = await createWorkplace(more);
  for (const [name, text] of Object.entries(scripts)) await place.script(name, text);
  const run = (besides: readonly string[] = [], signal?: AbortSignal) =>
    bootstrapEnvironment({ credentials, endpoint, environment, besides, signal, env: place.env });
  return { place, run };
}

const RECORD =
  'echo "$0 $*" >> "$HOME/../ran"; env >> "$HOME/../env"; pwd >> "$HOME/../folder"; ls -A >> "$HOME/../files"';

describe("which toolkit runs", () => {
  it("is the one on the search path, with no secret among its arguments", async () => {
    const { place, run } = await bootstrapWith({ cdk: toolkit("2.1148.1", RECORD), npm: "#!/bin/sh\nexit 1\n" });
    await run();
    expect(await place.read("ran")).toBe(
      `${place.bin}/cdk bootstrap aws://123456789012/eu-west-1 --ci --no-color --no-notices\n`,
    );
  });

  it("says the default qualifier where others are there", async () => {
    const { place, run } = await bootstrapWith({ cdk: toolkit("2.1.0", RECORD) });
    await run(["acme"]);
    expect(await place.read("ran")).toContain(
      "bootstrap aws://123456789012/eu-west-1 --qualifier hnb659fds --toolkit-stack-name CDKToolkit-hnb659fds --ci",
    );
  });

  it.each([
    ["is too old", { cdk: toolkit("1.204.0", RECORD) }],
    ["does not work", { cdk: "#!/bin/sh\nexit 1\n" }],
    ["is missing", {}],
  ])("is the pinned one, fetched by npm with its hash, where the one on the search path %s", async (_, scripts) => {
    const { place, run } = await bootstrapWith({ ...scripts, npm: npmWith(toolkit("2.1148.1", RECORD)) });
    await run();
    expect(await place.read("ran")).toMatch(/\.bin\/cdk bootstrap aws:\/\/123456789012\/eu-west-1 --ci/);
    expect(await place.read("npm")).toBe("ci --ignore-scripts --no-audit --no-fund\n");
    expect(await place.read("npm-env")).not.toContain("AWS_SECRET_ACCESS_KEY");
    const ours = JSON.parse(await readFile(new URL("../../../package-lock.json", import.meta.url), "utf8"));
    const { version, integrity } = ours.packages["node_modules/aws-cdk"];
    expect(JSON.parse(await place.read("lock")).packages["node_modules/aws-cdk"]).toMatchObject({ version, integrity });
  });

  it("gets one file with everything that is trusted, and npm the same", async () => {
    const show = 'cat "$AWS_CA_BUNDLE" > "$HOME/../trusted"';
    const { place, run } = await bootstrapWith({ npm: npmWith(toolkit("2.1148.1", `${RECORD}; ${show}`)) });
    const bundle = path.join(place.root, "corp.pem");
    const [first = ""] = rootCertificates;
    await writeFile(bundle, first);
    Object.assign(place.env, { AWS_CA_BUNDLE: bundle });
    await run();
    const told = await place.read("npm-env");
    expect(told).toMatch(/^NODE_EXTRA_CA_CERTS=.*onboard-cdk-.*certificates\.pem$/m);
    expect((await place.read("trusted")).match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThanOrEqual(
      rootCertificates.length,
    );
  });

  it("is asked for once, however many accounts are bootstrapped", async () => {
    const asked = '#!/bin/sh\necho "$*" >> "$HOME/../asked"\necho 2.1148.1\n';
    const { place, run } = await bootstrapWith({ cdk: asked });
    await Promise.all([run(), run(), run()]);
    const lines = (await place.read("asked")).trim().split("\n");
    expect(lines.filter((line) => line === "--version")).toHaveLength(1);
    expect(lines).toHaveLength(4);
  });

  it.each(["", ".", "bin", "PLACE/node_modules/.bin"])("is never one of the folder %j", async (folder) => {
    const place = await createWorkplace();
    await place.script("npm", npmWith(toolkit("2.1148.1", RECORD)));
    const front = folder.replace("PLACE", place.root);
    const env = { ...place.env, PATH: `${front}:${place.env.PATH}` };
    await bootstrapEnvironment({ credentials, endpoint, environment, env });
    const [, searched = ""] = /^PATH=(.*)$/m.exec(await place.read("env")) ?? [];
    expect(searched).toBe(place.env.PATH);
  });

  it("is missed with what to do about it", async () => {
    const none = await bootstrapWith({});
    const env = { ...none.place.env, PATH: none.place.bin };
    const missing = await troubleOf(bootstrapEnvironment({ credentials, endpoint, environment, env }));
    expect(missing.message).toContain("neither a cdk of version 2 nor npm is on the search path");
    expect(missing.remedy).toContain("npm install --global aws-cdk");
    const npm = [
      "code ECONNREFUSED",
      "errno ECONNREFUSED",
      "FetchError: request to https://ana:s3cret@npm.example.com/aws-cdk failed, reason: connect ECONNREFUSED",
      "    at ClientRequest.<anonymous> (index.js:130:14)",
      "  type: system",
      "If you are behind a proxy, please make sure that the proxy config is set properly.",
    ].map((line) => `echo "npm error ${line}" >&2`);
    const offline = await bootstrapWith({ npm: `#!/bin/sh\n${npm.join("\n")}\nexit 1\n` });
    const unreachable = await troubleOf(offline.run());
    expect(unreachable.message).toBe(
      "The CDK's own toolkit, which bootstraps accounts, could not be run: npm could not fetch aws-cdk@2.1148.1: " +
        "FetchError: request to https://***@npm.example.com/aws-cdk failed, reason: connect ECONNREFUSED",
    );
  });
});

describe("a toolkit", () => {
  it("sees the account's keys, the proxy and npm's registry, and nothing of the caller's AWS or npx", async () => {
    const mine = {
      AWS_PROFILE: "admin",
      AWS_SECRET_ACCESS_KEY: "mine",
      AWS_ENDPOINT_URL_SSM: "http://127.0.0.1:1",
      HTTPS_PROXY: "http://proxy:3128",
      npm_config_registry: "https://npm.example.com",
      npm_config_package: "amplify-onboard",
      NODE_OPTIONS: "--no-warnings",
      GITHUB_TOKEN: "gh",
    };
    const { place, run } = await bootstrapWith({ cdk: toolkit("2.1.0", RECORD) }, mine);
    await run();
    const seen = (await place.read("env")).split("\n");
    for (const line of [
      "AWS_ACCESS_KEY_ID=ASIAKEYOFSOMEBODY",
      "AWS_SECRET_ACCESS_KEY=s3cr3tOfSomebody",
      "AWS_SESSION_TOKEN=t0kenOfSomebody",
      "AWS_REGION=eu-west-1",
      "AWS_ENDPOINT_URL=http://127.0.0.1:9",
      "AWS_EC2_METADATA_DISABLED=true",
      "CDK_DISABLE_CLI_TELEMETRY=true",
      "HTTPS_PROXY=http://proxy:3128",
      "NO_PROXY=127.0.0.1",
      "npm_config_registry=https://npm.example.com",
    ]) {
      expect(seen).toContain(line);
    }
    const names = seen.map((line) => line.split("=")[0]);
    for (const name of ["AWS_PROFILE", "AWS_ENDPOINT_URL_SSM", "npm_config_package", "NODE_OPTIONS", "GITHUB_TOKEN"]) {
      expect(names).not.toContain(name);
    }
  });

  it("goes where AWS_ENDPOINT_URL says when nothing else is said", async () => {
    const { place } = await bootstrapWith({ cdk: toolkit("2.1.0", RECORD) });
    const env = { ...place.env, AWS_ENDPOINT_URL: "http://127.0.0.1:7" };
    await bootstrapEnvironment({ credentials, environment, env });
    expect(await place.read("env")).toContain("AWS_ENDPOINT_URL=http://127.0.0.1:7\n");
  });

  it("runs in a folder of its own, which no project above it reaches and which is gone afterwards", async () => {
    const { place, run } = await bootstrapWith({ cdk: toolkit("2.1.0", RECORD) });
    await run();
    const folder = (await place.read("folder")).trim();
    expect(folder).toMatch(/onboard-cdk-/);
    expect(existsSync(folder)).toBe(false);
    expect((await place.read("files")).trim().split("\n")).toEqual(["cdk.json", "package.json"]);
  });

  it("fails with its last words in one line, without colours and keys", async () => {
    const words = `printf 'noise\\n\\033[31mIt is \\033[0mbroken %s\\n    at Object.run (index.js:1:1)\\n' "$AWS_SESSION_TOKEN" >&2; exit 3`;
    const { run } = await bootstrapWith({ cdk: toolkit("2.1.0", words) });
    const { message, remedy } = await troubleOf(run());
    expect(message).toBe(
      "The CDK could not be bootstrapped in account 123456789012, eu-west-1. The CDK says: noise <U+001B>[31mIt is <U+001B>[0mbroken ***.",
    );
    expect(remedy).toContain("Look at stack CDKToolkit in CloudFormation");
  });

  it.each([
    ["Stack:arn is in UPDATE_IN_PROGRESS state and can not be updated", "Somebody else is changing the stack"],
    ["The stack named CDKToolkit is in a failed state: UPDATE_ROLLBACK_FAILED", "an earlier attempt failed"],
    ["User: x is not authorized to perform: s3:CreateBucket", "The role in the account may not do it"],
    ["AccessDenied: with an explicit deny in a service control policy", "A policy of the organization forbids it"],
    ["The security token included in the request is invalid.", "the Region may not be enabled"],
    ["getaddrinfo ENOTFOUND cloudformation.eu-west-1.amazonaws.com", "could not reach AWS"],
  ])("that says %j is explained", async (words, explained) => {
    const script = `echo ' ❌  Environment aws://1/2 failed bootstrapping: Error: ${words}' >&2; exit 1`;
    const { run } = await bootstrapWith({ cdk: toolkit("2.1.0", script) });
    const trouble = await troubleOf(run());
    expect(trouble.message).toContain(explained);
    expect(trouble.message).toContain(words.replace(/\.$/, ""));
    expect(trouble.kind).not.toBe("in-progress");
  });

  it("whose keys end while CloudFormation works has not failed: it may well be done", async () => {
    const script = `echo 'CDKToolkit | 3/12 | 10:00:00 AM | CREATE_COMPLETE |'; echo 'failed bootstrapping: ExpiredToken: over' >&2; exit 1`;
    const { run } = await bootstrapWith({ cdk: toolkit("2.1.0", script) });
    expect((await troubleOf(run())).kind).toBe("in-progress");
  });

  it("that does not end when it is asked to is ended all the same, with what it started", async () => {
    const script = `trap '' TERM; echo $$ > "$HOME/../pid"; echo 'X: creating CloudFormation changeset...'; (while :; do sleep 1; done)`;
    const { place, run } = await bootstrapWith({ cdk: toolkit("2.1.0", script) });
    const stop = new AbortController();
    const running = troubleOf(run([], stop.signal));
    while ((await place.read("pid")) === "") await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 100));
    stop.abort(new OnboardError({ kind: "interrupted", message: "Interrupted.", remedy: "Again." }));
    expect((await running).kind).toBe("in-progress");
    const pid = Number(await place.read("pid"));
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});
