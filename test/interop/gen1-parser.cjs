// node gen1-parser.cjs FOLDER < lines: has Amplify Gen 1's CLI, in FOLDER/package, read command lines (a JSON list of lists of words, behind
// `amplify`), and prints what it made of each. What the CLI needs to do anything is not there: in the place of other packages stands
// what does nothing, but for `env import`, which is carried out as far as the files it would write.
const Module = require("node:module");
const path = require("node:path");
const { text } = require("node:stream/consumers");

const folder = path.join(process.argv[2], "package");

/** Whatever is asked of it, it is that again, and does nothing. */
const nothing = new Proxy(() => nothing, {
  get: (_, name) => (name === "then" ? undefined : name === Symbol.toPrimitive ? () => "" : nothing),
  apply: () => nothing,
  construct: () => nothing,
});

let written = {};
class AmplifyError extends Error {
  constructor(name, { message, resolution }, cause) {
    super(`${message} ${resolution}`, { cause });
    this.name = name;
  }
}
const core = {
  constants: {
    HELP: "help",
    HELP_SHORT: "h",
    YES: "yes",
    YES_SHORT: "y",
    VERSION: "version",
    VERSION_SHORT: "v",
    CORE: "core",
  },
  JSONUtilities: { parse: JSON.parse },
  AmplifyError,
  stateManager: {
    setTeamProviderInfo: (_, info) => {
      written.team = structuredClone(info);
    },
    getLocalAWSInfo: () => ({}),
    setLocalAWSInfo: (_, info) => {
      written.local = structuredClone(info);
    },
  },
};
const original = Module._load;
Module._load = function load(request, ...rest) {
  if (request === "@aws-amplify/amplify-cli-core") return core;
  const isOwn = request.startsWith(".") || path.isAbsolute(request) || Module.isBuiltin(request);
  return isOwn ? original.call(this, request, ...rest) : nothing;
};

const { getCommandLineInput } = require(path.join(folder, "lib", "input-manager.js"));
const manifest = require(path.join(folder, "amplify-plugin.json"));
const environments = require(path.join(folder, "lib", "commands", "env", "import.js"));
const plugins = Object.fromEntries(["core", "codegen", "aws"].map((name) => [name, [{ manifest: { name } }]]));

async function read(words) {
  process.argv = ["node", "amplify", ...words];
  const { plugin = "core", command, subCommands, options = {} } = getCommandLineInput({ plugins });
  written = {};
  if (command === "env" && subCommands?.[0] === "import") {
    await environments.run({ parameters: { options }, amplify: { getEnvDetails: () => ({}) } });
  }
  return { plugin, command, subCommands, options, written };
}

async function main() {
  const results = [];
  for (const words of JSON.parse(await text(process.stdin))) {
    results.push(await read(words).catch((error) => ({ refused: `${error.name}: ${error.message}` })));
  }
  process.stdout.write(JSON.stringify({ commands: manifest.commands, results }));
}

void main();
