// node ampx-parser.mjs FOLDER < lines: has the parser of the ampx in FOLDER/node_modules read command lines (a JSON list of lists of
// words, behind `ampx`), and prints for each what it would do: the command and the options, or why it refuses them. Nothing is carried out.
// Also, for [package name, identifier] pairs, the stack that ampx itself would name.
import { createRequire } from "node:module";
import path from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const [, , folder] = process.argv;
const modules = path.join(folder, "node_modules");
const cli = path.join(modules, "@aws-amplify", "backend-cli");
const require = createRequire(path.join(cli, "package.json"));
// What prints the usage looks at how it was called.
process.argv[1] = "ampx";

// The one that ampx imports: what is required is another.
const yargsFile = path.join(path.dirname(require.resolve("yargs/package.json")), "index.mjs");
const { default: yargs } = await import(pathToFileURL(yargsFile).href);
/** What a command was given, by the last line that was read. */
let seen;

/** Each command's handler only tells what it was given; middleware, which would look for credentials, is left out. */
function inert(command) {
  if (Array.isArray(command)) return command.map(inert);
  if (typeof command !== "object" || command === null) return command;
  const { builder } = command;
  return {
    command: command.command,
    describe: command.describe,
    aliases: command.aliases,
    builder: typeof builder === "function" ? (instance, ...rest) => builder.call(command, instance, ...rest) : builder,
    handler: (argv) => {
      seen = { command: command.command, argv };
    },
  };
}
const prototype = Object.getPrototypeOf(yargs());
const original = prototype.command;
prototype.command = function patched(command, ...rest) {
  return original.call(this, inert(command), ...rest);
};
prototype.middleware = function none() {
  return this;
};

const { createMainParser } = await import(pathToFileURL(path.join(cli, "lib", "main_parser_factory.js")).href);
const { lines, sandboxes } = JSON.parse(await text(process.stdin));
const results = [];
for (const words of lines) {
  seen = undefined;
  try {
    const parser = createMainParser("0.0.0", { tryFindAndPrintApplicableNotices: async () => undefined });
    await parser.parseAsync(words);
    results.push(seen === undefined ? { refused: "no command took it" } : { command: seen.command, argv: seen.argv });
  } catch (error) {
    results.push({ refused: `${error.name}: ${error.message}` });
  }
}
const { BackendIdentifierConversions } = createRequire(
  path.join(modules, "@aws-amplify", "platform-core", "package.json"),
)(path.join(modules, "@aws-amplify", "platform-core", "lib", "backend_identifier_conversions.js"));
const stacks = sandboxes.map(([namespace, name]) =>
  BackendIdentifierConversions.toStackName({ namespace, name, type: "sandbox" }),
);
process.stdout.write(JSON.stringify({ results, stacks }));
process.exit(0);
