// What is loaded late, and then mostly together, is one part of the bundle instead of many small ones: each part that two others share is
// a file, with a line for each name that goes from one to another. That was a tenth of the package.
import path from "node:path";
import { NESTED } from "./lean-packages.mjs";
import { ROOT } from "./root.mjs";

const commands = (...names) => names.map((name) => `src/cli/commands/${name}.ts`);
const clients = (...names) => names.map((name) => `src/aws/clients/${name}.ts`);
const providers = (...names) => names.map((name) => `node_modules/@aws-sdk/credential-provider-${name}.js`);

/** Modules that are imported late, by the part they are in. No two of a part export the same name: test/bundle.test.ts. */
export const TOGETHER = {
  "for-admins": commands(
    ...["access/run", "apply/run", "export/run", "init/adopt", "init/run", "keys/keys-of-team", "leave/run"],
    ...["policy/run", "status/run", "team/run", "undo/run"],
  ),
  // Without `run`, which stands before each of somebody's commands.
  "for-developers": [
    ...commands("day/run", "doctor/run", "keys/run", "local/run"),
    "src/workstation/doctor/ways/test-ways.ts",
  ],
  "for-everybody": [...commands("completion/run", "help/run"), "src/cli/guide/guide.ts"],
  "for-simulation": [...commands("simulator/run"), "src/simulator/start.ts"],
  "directory-clients": [
    ...clients("identitystore", "organizations", "sso-admin", "sts", "http-request", "load-config"),
    "src/aws/http-handler.ts",
  ],
  "account-clients": [
    ...clients("amplify", "iam", "ssm", "sso", "sso-oidc"),
    "src/identity-center/accounts/ask-for-policy.ts",
  ],
  credentials: [
    ...providers("env/dist-es/index", "http/dist-es/index", "ini/dist-es/index", "login/dist-es/index"),
    ...providers("process/dist-es/index", "sso/dist-es/index", "sso/dist-es/loadSso", "web-identity/dist-es/index"),
    // That of sso comes with loadSso.
    ...Object.keys(NESTED).filter((name) => name !== "@aws-sdk/nested-clients/sso"),
    "node_modules/@smithy/credential-provider-imds/dist-es/index.js",
  ],
  output: [
    ...["src/cli/terminal/redacted-io.ts", "src/cli/views/printer.ts", "src/cli/views/error/view.ts"],
    ...["src/core/redaction/redact-error.ts", "src/core/redaction/redactor.ts"],
  ],
  target: [
    ...["src/cli/local/interview.ts", "src/cli/local/local-document.ts"],
    ...["src/cli/target/profile-there.ts", "src/cli/target/sign-in-remedy-for.ts"],
  ],
};

const isPackage = (file) => file.startsWith("@");

const PART_OF = new Map(
  Object.entries(TOGETHER).flatMap(([part, files]) =>
    files.map((file) => [isPackage(file) ? file : path.join(ROOT, file), part]),
  ),
);

/** For esbuild's `plugins`. */
export const loadedTogether = {
  name: "loaded-together",
  setup(build) {
    build.onResolve({ filter: /./ }, async ({ path: name, kind, importer, resolveDir, pluginData }) => {
      if (kind !== "dynamic-import" || pluginData === loadedTogether) return undefined;
      const found = await build.resolve(name, { kind, importer, resolveDir, pluginData: loadedTogether });
      const part = PART_OF.get(found.path);
      return part === undefined ? found : { path: part, namespace: loadedTogether.name };
    });
    build.onLoad({ filter: /./, namespace: loadedTogether.name }, ({ path: part }) => ({
      contents: TOGETHER[part]
        .map((file) => `export * from ${JSON.stringify(isPackage(file) ? file : path.join(ROOT, file))};\n`)
        .join(""),
      resolveDir: ROOT,
    }));
  },
};
