// What other people's packages bring and this program never uses, kept out of the bundle. esbuild drops by itself what nothing refers to;
// here stands what only looks as if something did. Why: docs/decisions/0013-bundle.md.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fromRoot, ROOT } from "./root.mjs";

/** The simulator shares nothing with what it tests, and has its own copy of a list that AWS makes. The bundle has it once. */
const SAME = { "src/simulator/world/aws-managed-policies.json": "src/core/aws/managed-policies.json" };

/**
 * Modules that are loaded late, or bring code, for what cannot happen here, with what stands in for them.
 * Each file ends in one of these paths.
 */
const UNUSED = {
  // No operation of ours streams events.
  "@smithy/core/dist-es/submodules/event-streams/index.js": "export {};",
  // Schemas are published from the sources (test/published-schemas.ts), and nothing makes one while the program runs.
  "zod/v4/core/json-schema-processors.js": "export const allProcessors = {}, toJSONSchema = undefined;",
  "zod/v4/core/json-schema-generator.js": "export const JSONSchemaGenerator = undefined;",
  "zod/v4/core/to-json-schema.js":
    "export const createToJSONSchemaMethod = () => undefined, createStandardJSONSchemaMethod = () => undefined;",
  // Questions of these kinds are not asked.
  "prompts/lib/elements/date.js": "",
  "prompts/lib/elements/number.js": "",
  "prompts/lib/elements/toggle.js": "",
};

/** What a published schema says of a member: nobody reads it while the program runs, and zod makes each schema anew for it. */
const DESCRIPTION = /\.describe\(\s*(?:"(?:[^"\\]|\\.)*"|`(?:[^`$\\]|\\.)*`),?\s*\)/g;

/**
 * The errors that the operations we call are said to end with, of clients with many more. One that is not among them keeps its name and
 * its message: the client makes its general error of it, under the name that the service says. That is so for JSON protocols only: in
 * the query protocol of IAM and STS the name on the wire is another one.
 */
const ERRORS = {
  // GetParameter and GetParametersByPath
  "client-ssm": [
    "SSMServiceException",
    "InternalServerError",
    "InvalidFilterKey",
    "InvalidFilterOption",
    "InvalidFilterValue",
    "InvalidKeyId",
    "InvalidNextToken",
    "ParameterNotFound",
    "ParameterVersionNotFound",
  ],
};

/** Classes that are told apart by their names, which minifying would change, by the end of their file's path. */
const NAMED = {
  "@smithy/core/dist-es/submodules/client/smithy-client/NoOpLogger.js": ["NoOpLogger"],
  "commander/lib/error.js": ["CommanderError", "InvalidArgumentError"],
  "prompts/lib/elements/multiselect.js": ["MultiselectPrompt"],
  "prompts/lib/elements/select.js": ["SelectPrompt"],
};

/**
 * Clients that the SDK's providers of credentials bring for themselves, with what they use of them. Three of them are copies of
 * clients that are in the bundle already.
 */
export const NESTED = {
  "@aws-sdk/nested-clients/signin": ["@aws-sdk/nested-clients/signin", "CreateOAuth2TokenCommand", "SigninClient"],
  "@aws-sdk/nested-clients/sso": ["@aws-sdk/client-sso", "GetRoleCredentialsCommand", "SSOClient"],
  "@aws-sdk/nested-clients/sso-oidc": ["@aws-sdk/client-sso-oidc", "CreateTokenCommand", "SSOOIDCClient"],
  "@aws-sdk/nested-clients/sts": [
    "@aws-sdk/client-sts",
    "getDefaultRoleAssumer",
    "getDefaultRoleAssumerWithWebIdentity",
  ],
};

/** What a package does at every start, and could do when it is needed: what stands there, and what is put in its place. */
const LATER = {
  "fastest-levenshtein/esm/mod.js": [
    ["const peq = new Uint32Array(0x10000);", "let peq;"],
    ["const distance = (a, b) => {", "const distance = (a, b) => {\npeq ??= new Uint32Array(0x10000);"],
  ],
};

/** For esbuild's `plugins`. */
export const leanPackages = {
  name: "lean-packages",
  setup(build) {
    // It names a browser.
    build.onResolve({ filter: /^bowser$/ }, () => ({ path: "nothing", namespace: "unused" }));
    build.onLoad({ filter: /./, namespace: "unused" }, () => ({ contents: "export default undefined;" }));
    build.onResolve({ filter: /^@aws-sdk\/nested-clients\// }, ({ path: name, namespace }) =>
      namespace === "nested" ? undefined : { path: name, namespace: "nested" },
    );
    build.onLoad({ filter: /./, namespace: "nested" }, ({ path: name }) => {
      const [client, ...names] = NESTED[name];
      return { contents: `export { ${names.join(", ")} } from "${client}";`, resolveDir: ROOT };
    });
    // Its entry chooses by the version of Node, so that both ways would be in the bundle.
    build.onResolve({ filter: /^prompts$/ }, ({ resolveDir, kind }) =>
      build.resolve("prompts/lib/index.js", { resolveDir, kind }),
    );
    build.onResolve({ filter: /\.json$/ }, ({ path: file, resolveDir }) => theSame(path.join(resolveDir, file)));
    build.onLoad({ filter: endingIn(Object.keys(UNUSED)) }, ({ path: file }) => ({ contents: entryOf(UNUSED, file) }));
    build.onLoad({ filter: /[\\/]src[\\/].*schema\.ts$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, "utf8")).replace(DESCRIPTION, ""),
      loader: "ts",
    }));
    build.onLoad({ filter: endingIn(Object.keys(LATER)) }, async ({ path: file }) => ({
      contents: entryOf(LATER, file).reduce(replacedIn(file), await readFile(file, "utf8")),
    }));
    build.onLoad({ filter: endingIn(Object.keys(NAMED)) }, async ({ path: file }) => ({
      contents: withNames(entryOf(NAMED, file), await readFile(file, "utf8")),
    }));
    build.onLoad(
      { filter: /[\\/]@aws-sdk[\\/]client-[a-z-]+[\\/]dist-es[\\/]schemas[\\/]\w+\.js$/ },
      async ({ path: file }) => {
        const [, client] = /@aws-sdk\/([^/]+)/.exec(slashed(file));
        return { contents: withErrors(ERRORS[client], plain(await readFile(file, "utf8"))) };
      },
    );
  },
};

function endingIn(paths) {
  const ends = paths.map((end) =>
    end
      .split("/")
      .map((part) => part.replaceAll(".", "\\."))
      .join("[\\\\/]"),
  );
  return new RegExp(`[\\\\/](?:${ends.join("|")})$`);
}

/** What stands in a table for a file. */
function entryOf(table, file) {
  return table[Object.keys(table).find((end) => slashed(file).endsWith(`/${end}`))];
}

function replacedIn(file) {
  return (text, [there, instead]) => {
    if (!text.includes(there)) throw new Error(`${file} does not hold "${there}" any more.`);
    return text.replace(there, instead);
  };
}

function withNames(classes, text) {
  return classes.reduce((whole, name) => {
    const head = new RegExp(`class ${name}( extends \\w+)? \\{`);
    if (!head.test(whole)) throw new Error(`There is no class ${name} any more: see who asked for its name.`);
    return whole.replace(head, `$& static { Object.defineProperty(this, "name", { value: "${name}" }); }`);
  }, text);
}

async function theSame(file) {
  const other = SAME[fromRoot(file)];
  if (other === undefined) return undefined;
  const [one, same] = await Promise.all([file, path.join(ROOT, other)].map((each) => readFile(each, "utf8")));
  if (one !== same) throw new Error(`${file} and ${other} hold the same list: copy one over the other`);
  return { path: path.join(ROOT, other) };
}

function slashed(file) {
  return file.split(path.sep).join("/");
}

/**
 * A table of schemas in which only plain values stand. The SDK computes keys and numbers that are known; esbuild keeps whatever is
 * computed, used or not, since computing could do something: all operations of a service, for the few that we call.
 */
function plain(schemas) {
  const names = new Map(
    [...schemas.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)].map(([, name, value]) => [name, value]),
  );
  return schemas
    .replace(/\[(\w+)\]:/g, (whole, name) => (names.has(name) ? `${names.get(name)}:` : whole))
    .replace(/\b(\d+) \| (\d+)\b/g, (_, one, other) => String(one | other));
}

function withErrors(kept, schemas) {
  if (kept === undefined) return schemas;
  return schemas.replace(/^\w+\.registerError\(\w+\$, (\w+)\);$/gm, (whole, name) =>
    kept.includes(name) ? whole : "",
  );
}
