import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { LIMIT, originsIn, placesIn } from "../.ci/package-size.mjs";
import { traced } from "../.ci/trace.mjs";
import { bundle } from "../src/bundle/bundle.mjs";
import { NESTED } from "../src/bundle/lean-packages.mjs";
import { TOGETHER } from "../src/bundle/loaded-together.mjs";
import { COMMANDS } from "../src/cli/command-table.ts";
import { packProgram } from "../src/files/packed-program.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

interface Output {
  readonly entryPoint?: string;
  readonly exports: readonly string[];
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}
const metafile = JSON.parse(read("dist/metafile.json")) as { readonly outputs: Readonly<Record<string, Output>> };
const outputs = Object.values(metafile.outputs);
const nested: Readonly<Record<string, readonly string[]>> = NESTED;
const bundled = [...new Set(outputs.flatMap(({ inputs }) => Object.keys(inputs)))];

describe("the package", () => {
  it("is no larger than it may be, and it is known where that goes", async () => {
    const { bytes } = await packProgram();
    expect(bytes.length).toBeLessThanOrEqual(LIMIT);
    expect(originsIn(metafile).map(([name]) => name)).toContain("@smithy/core");
    expect(placesIn([{ path: "package/docs/a/b", bytes }]).map(([place]) => place)).toEqual(["docs/a"]);
  });

  it("has the pages that the program names", () => {
    const { files } = JSON.parse(read("package.json")) as { readonly files: readonly string[] };
    const sources = bundled.filter((file) => file.startsWith("src/") && file.endsWith(".ts"));
    const named = sources.flatMap((file) => [...read(file).matchAll(/^(?! *(?:\*|\/)).*\b(docs\/[\w-]+\.md)/gm)]);
    const pages = COMMANDS.flatMap(({ page }) => (page === undefined ? [] : [`docs/${page}`]));
    expect(files).toEqual(expect.arrayContaining([...pages, ...named.map(([, page]) => page)]));
  });
});

describe("what is left out of the bundle, and how it is put together, changes nothing", () => {
  it("no code asks for the name of a class beyond that which keeps them", () => {
    const asking = bundled.filter(
      (file) => /node_modules\/.*js$/.test(file) && /constructor\??\.name/.test(read(file)),
    );
    expect(asking.map((file) => file.replace(/^.*node_modules\//, "")).sort()).toEqual([
      // `NoOpLogger`
      "@aws-sdk/core/dist-es/submodules/client/middleware-user-agent/configurations.js",
      "@aws-sdk/credential-provider-http/dist-es/fromHttp/fromHttp.js",
      "@aws-sdk/credential-provider-node/dist-es/defaultProvider.js",
      // Names of classes that were loaded twice: those are short here, and it looks at longer ones.
      "@smithy/core/dist-es/submodules/client/smithy-client/exceptions.js",
      // An error that cannot come.
      "@smithy/core/dist-es/submodules/protocols/HttpProtocol.js",
      "@smithy/core/dist-es/submodules/protocols/protocol-http/extensions/httpExtensionConfiguration.js",
      "@smithy/core/dist-es/submodules/schema/middleware/schemaDeserializationMiddleware.js",
      // Names of Node's own classes.
      "@smithy/core/dist-es/submodules/serde/util-stream/sdk-stream-mixin.browser.js",
      "@smithy/core/dist-es/submodules/serde/util-stream/sdk-stream-mixin.js",
      "@smithy/core/dist-es/submodules/serde/util-stream/stream-type-check.js",
      // Its errors
      "commander/lib/error.js",
      // `SelectPrompt` and `MultiselectPrompt`
      "prompts/lib/elements/prompt.js",
      // Words of errors in what we would have made ourselves
      "zod/v4/classic/schemas.js",
      "zod/v4/core/schemas.js",
      "zod/v4/core/util.js",
    ]);
  });

  it.each(Object.entries(TOGETHER))("%s: nothing that one of its modules exports is lost", async (part, files) => {
    const exported = (await Promise.all(files.map(exportsOf))).flat();
    // What two of them export, neither of them would.
    expect(exported.filter((name, at) => exported.indexOf(name) !== at)).toEqual([]);
    const output = outputs.find(({ entryPoint }) => entryPoint === `loaded-together:${part}`);
    expect(output?.exports).toEqual(expect.arrayContaining(exported));
  });

  it("the SDK asks its own clients for nothing but what they have here", () => {
    const folders = readdirSync(path.join(ROOT, "node_modules/@aws-sdk")).filter((name) => /provider/.test(name));
    const files = folders.flatMap((name) =>
      readdirSync(path.join(ROOT, "node_modules/@aws-sdk", name, "dist-es"), { recursive: true })
        .filter((file) => String(file).endsWith(".js"))
        .map((file) => `node_modules/@aws-sdk/${name}/dist-es/${file}`),
    );
    const asked = files.flatMap((file) => [
      ...read(file).matchAll(
        /(?:import|const) \{ ([\w, ]+) \} (?:from |= await import\()"(@aws-sdk\/nested-clients\/[\w-]+)"/g,
      ),
    ]);
    expect(asked.length).toBeGreaterThanOrEqual(5);
    for (const [, names = "", client = ""] of asked)
      expect(nested[client]).toEqual(expect.arrayContaining(names.split(", ")));
  });
});

it.each([
  ["that the operation is said to end with", "ParameterNotFound"],
  ["of another operation", "TooManyUpdates"],
  ["that no model has", "SomethingNewException"],
])("an error of a service keeps its name: one %s", async (_, name) => {
  const port = await listening((target, answer) => {
    if (target === "AmazonSSM.GetParameter") return answer(400, JSON.stringify({ __type: name, message: "why" }));
    if (target === undefined)
      return answer(200, "<R><GetCallerIdentityResult><Arn>arn:aws:iam::1:x</Arn></GetCallerIdentityResult></R>");
  });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(ROOT, "dist/workstation/verify/resolve-identity.js")],
    {
      env: {
        ...{
          PATH: process.env.PATH,
          HOME: ROOT,
          AWS_REGION: "eu-west-1",
          AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        },
        ...{ AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "y" },
      },
    },
  );
  expect(JSON.parse(stdout).bootstrap).toEqual({ error: name, message: "why" });
});

it("a stack trace of the bundle is told as one of the sources", async () => {
  const { files } = await bundle({ maps: true });
  const places = files.flatMap(({ file, text }) => {
    const at = text.indexOf("Not everything could be shown");
    if (at < 0 || file.endsWith(".map")) return [];
    const before = text.slice(0, at).split("\n");
    return [`${file}:${before.length}:${(before.at(-1) ?? "").length + 1}`];
  });
  expect(places).toHaveLength(1);
  const trace = `Error: x\n    at a (file:///opt/onboard/${places[0]})\n    at b (C:\\x\\dist\\chunks\\y-ABCDEFGH.js:1:2)`;
  expect(traced(trace, files)).toMatch(/at a \(src\/cli\/main\.ts:\d+:\d+\)\n.* \(of another build\)/);
});

/** A service of AWS that is asked by name, or by STS's protocol without one; what it does not answer is refused. */
function listening(
  on: (target: string | undefined, answer: (code: number, text: string) => void) => void,
): Promise<number> {
  const server = http.createServer((request, response) => {
    request.resume().on("end", () => {
      on(request.headers["x-amz-target"]?.toString(), (code, text) => response.writeHead(code).end(text));
      if (!response.writableEnded) response.writeHead(403).end("{}");
    });
  });
  onTestFinished(() => void server.close());
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port)));
}

/** What of a module can be imported: of ours by its text, so that nothing of it runs. */
async function exportsOf(file: string): Promise<readonly string[]> {
  if (file.startsWith("@")) return nested[file]?.slice(1) ?? [];
  if (!file.startsWith("src/")) return Object.keys(await import(path.join(ROOT, file)));
  const text = read(file);
  const declared = [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(
    ([, name = ""]) => name,
  );
  const passedOn = [...text.matchAll(/^export \{ ?([\w,\s]+?),?\s*\} from/gm)].flatMap(([, names = ""]) =>
    names.trim().split(/,\s*/),
  );
  return [...declared, ...passedOn];
}
