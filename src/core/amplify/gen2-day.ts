import { type CommandLine, type DayCommand, type DayGroup, type SignIn, signInGroup, typed } from "./day.ts";
import { FRONTENDS, type Frontend, type FrontendKind } from "./frontend.ts";
import { sandboxStack, sandboxStackStart } from "./sandbox-stack.ts";

/** A developer and their Gen 2 project. */
export interface Gen2Developer {
  readonly signIn: SignIn;
  /** `--identifier`; absent where nobody else works in the account and ampx may take the operating system's user. */
  readonly identifier?: string;
  /** The operating system's user, by whom ampx calls a sandbox without an identifier. Absent where it is not known. */
  readonly systemUser?: string;
  /** The name in package.json; absent where there is no project yet, as in a message. */
  readonly packageName?: string;
  readonly frontend: FrontendKind;
  /** Whether `amplify/seed/seed.ts` is there. */
  readonly hasSeed?: boolean;
}

/** The stack of the developer's sandbox, if what it is made of is known. */
export function stackOf({ packageName, identifier, systemUser }: Gen2Developer): string | undefined {
  const name = identifier ?? systemUser;
  return packageName === undefined || name === undefined ? undefined : sandboxStack({ packageName, identifier: name });
}

/**
 * Everything that a developer types in a Gen 2 project on a day, with their own names in it.
 * https://docs.amplify.aws/react/reference/cli-commands/
 */
export function gen2Day(developer: Gen2Developer): readonly DayGroup[] {
  return [
    withRun(signInGroup(developer.signIn), developer.signIn),
    sandboxGroup(developer),
    secretsGroup(developer),
    outputsGroup(developer),
    codegenGroup(developer),
    seedGroup(developer),
    cleanUpGroup(developer),
  ];
}

/** Beside signing in: the program that does it where it is needed, and goes on. */
function withRun(group: DayGroup, { profile }: SignIn): DayGroup {
  const run: DayCommand = {
    id: "run",
    what: "Run any command as this profile, whatever keys the shell has; it signs in where that is needed",
    lines: [{ onboard: ["run", "--profile", profile, "--", "npx", "ampx", "info"] }],
    note: "The way for `ampx info`, `ampx secret` and `ampx config`, which take no --profile.",
  };
  return { ...group, commands: [...group.commands, run] };
}

/** The first thing that anybody types in a Gen 2 project. */
export function sandboxWords(developer: Pick<Gen2Developer, "signIn" | "identifier" | "frontend">): readonly string[] {
  return sandbox(developer, [], outputFlags(FRONTENDS[developer.frontend], "outputs-"));
}

/** Both flags are good for `sandbox` and all that stands behind it; a profile is a word of its own, or CDK does not see it. */
function sandbox(
  { identifier, signIn }: Pick<Gen2Developer, "signIn" | "identifier">,
  command: readonly string[],
  flags: readonly string[] = [],
): readonly string[] {
  const apart = identifier === undefined ? [] : ["--identifier", identifier];
  return ["npx", "ampx", "sandbox", ...command, ...apart, ...flags, "--profile", signIn.profile];
}

function outputFlags({ outputs: { format, folder } }: Frontend, prefix: "outputs-" | ""): readonly string[] {
  return [
    ...(format === undefined ? [] : [`--${prefix}format`, format]),
    ...(folder === undefined ? [] : [`--${prefix}out-dir`, folder]),
  ];
}

function sandboxGroup(developer: Gen2Developer): DayGroup {
  const flags = outputFlags(FRONTENDS[developer.frontend], "outputs-");
  const run = (...more: readonly string[]) => [typed(...sandbox(developer, [], [...flags, ...more]))];
  return {
    id: "sandbox",
    title: "Your sandbox",
    commands: [
      {
        id: "sandbox",
        what: "Start it: it deploys now and whenever you save, until Ctrl-C",
        lines: run(),
        note: "Ctrl-C ends the watch and deletes nothing.",
      },
      {
        id: "sandbox-once",
        what: "Deploy once, without a watch",
        lines: run("--once"),
        note: "It ends with exit code 0 even where the deployment failed. Go by the state of the stack.",
      },
      { id: "sandbox-state", what: "See how the last deployment ended", lines: [typed(...stackState(developer))] },
      {
        id: "sandbox-logs",
        what: "See what your functions log",
        lines: [...run("--stream-function-logs"), ...run("--stream-function-logs", "--logs-filter", "FUNCTION")],
        note: "--logs-out-file FILE keeps them; FUNCTION is a regular expression. Neither goes with --once.",
      },
    ],
  };
}

function stackState(developer: Gen2Developer): readonly string[] {
  const profile = ["--profile", developer.signIn.profile];
  const query = ["--query", "Stacks[0].StackStatus", "--output", "text"];
  return [
    "aws",
    "cloudformation",
    "describe-stacks",
    "--stack-name",
    stackOf(developer) ?? "STACK",
    ...query,
    ...profile,
  ];
}

function secretsGroup(developer: Gen2Developer): DayGroup {
  const secret = (...words: readonly string[]) => [typed(...sandbox(developer, ["secret", ...words]))];
  return {
    id: "secrets",
    title: "Secrets of your sandbox",
    commands: [
      {
        id: "secret-set",
        what: "Set one; it asks for the value",
        lines: secret("set", "NAME"),
        note: "From a pipe it takes the last line break along: use printf, not echo. Each sandbox has its own secrets.",
      },
      { id: "secret-list", what: "List their names", lines: secret("list") },
      {
        id: "secret-get",
        what: "Show one, in plain text",
        lines: secret("get", "NAME"),
        note: "Never where output is kept, as in CI.",
      },
      { id: "secret-remove", what: "Remove one", lines: secret("remove", "NAME") },
      { id: "secret-remove-all", what: "Remove all of them", lines: secret("remove", "--all") },
    ],
  };
}

/** `ampx generate` knows no `--identifier`: without `--stack` it takes the sandbox of the operating system's user. */
function chosenStack(developer: Gen2Developer): readonly string[] {
  const stack = stackOf(developer);
  if (stack !== undefined) return ["--stack", stack];
  return developer.identifier === undefined ? [] : ["--stack", "STACK"];
}

function generate(developer: Gen2Developer, what: string, flags: readonly string[]): readonly string[] {
  return ["npx", "ampx", "generate", what, ...flags, "--profile", developer.signIn.profile];
}

function outputsGroup(developer: Gen2Developer): DayGroup {
  const flags = outputFlags(FRONTENDS[developer.frontend], "");
  const stack = chosenStack(developer);
  const outputs = (from: readonly string[]) => [typed(...generate(developer, "outputs", [...from, ...flags]))];
  return {
    id: "outputs",
    title: "The outputs file of the frontend",
    commands: [
      {
        id: "outputs",
        what: "Of your sandbox",
        lines: [...(stack.includes("STACK") ? [STACK_TELLER] : []), ...outputs(stack)],
      },
      {
        id: "outputs-branch",
        what: "Of a branch that Amplify deploys",
        lines: outputs(["--app-id", "APP_ID", "--branch", "main"]),
        note: "The app's id is on its page in the Amplify console.",
      },
    ],
  };
}

/** In the project it says which stack is meant. */
const STACK_TELLER: CommandLine = { onboard: ["day"] };

function codegenGroup(developer: Gen2Developer): DayGroup {
  const { models, hasForms, title } = FRONTENDS[developer.frontend];
  const stack = chosenStack(developer);
  const code = (...flags: readonly string[]) =>
    typed(...generate(developer, "graphql-client-code", [...stack, ...flags]));
  const commands: readonly (DayCommand | undefined)[] = [
    models && {
      id: "models",
      what: `Models for ${title}`,
      lines: [code("--format", "modelgen", "--model-target", models.target, "--out", models.folder)],
    },
    {
      id: "graphql",
      what:
        models === undefined ? "GraphQL operations, for code that does not use generateClient" : "GraphQL operations",
      lines: [code("--out", "graphql")],
      ...(models === undefined
        ? { note: "A web frontend needs no generated code: its client is typed by the schema." }
        : {}),
    },
    hasForms && {
      id: "forms",
      what: "React forms for the models",
      lines: [typed(...generate(developer, "forms", [...stack, "--out-dir", "ui-components"]))],
    },
    {
      id: "schema-from-database",
      what: "A data schema from a SQL database, whose address is a secret",
      lines: [
        typed(
          ...generate(developer, "schema-from-database", [
            ...stack,
            "--connection-uri-secret",
            "NAME",
            "--out",
            "amplify/data/schema.sql.ts",
          ]),
        ),
      ],
    },
  ];
  return { id: "codegen", title: "Generated code", commands: commands.filter(isCommand) };
}

function isCommand(command: DayCommand | false | true | undefined): command is DayCommand {
  return typeof command === "object";
}

function seedGroup(developer: Gen2Developer): DayGroup {
  const note = developer.hasSeed ? {} : { note: "It runs amplify/seed/seed.ts, which the project does not have yet." };
  return {
    id: "seed",
    title: "Sample data",
    commands: [
      { id: "seed", what: "Fill your sandbox", lines: [typed(...sandbox(developer, ["seed"]))], ...note },
      {
        id: "seed-policy",
        what: "Print the rights that seeding needs",
        lines: [typed(...sandbox(developer, ["seed", "generate-policy"]))],
      },
    ],
  };
}

function cleanUpGroup(developer: Gen2Developer): DayGroup {
  const { signIn, packageName } = developer;
  const theirs = { signIn, identifier: "THEIRS" };
  const start = packageName === undefined ? "amplify-" : sandboxStackStart(packageName);
  return {
    id: "clean-up",
    title: "Clean up",
    commands: [
      {
        id: "delete",
        what: "Delete your own sandbox; it asks first",
        lines: [typed(...sandbox(developer, ["secret", "remove", "--all"])), typed(...sandbox(developer, ["delete"]))],
        note: "Secrets are kept when a sandbox is deleted, so they go first. It is `delete --identifier`; there is no `--name`.",
      },
      {
        id: "sandboxes",
        what: "List the sandboxes that are there, also of people who have left",
        lines: [typed(...sandboxList(start, signIn))],
      },
      {
        id: "delete-theirs",
        what: "Delete the sandbox of somebody who has left",
        lines: [
          { onboard: ["day", "--identifier", "THEIRS"] },
          typed(...sandbox(theirs, ["secret", "remove", "--all"])),
          typed(...sandbox(theirs, ["delete"])),
        ],
        note: "THEIRS is what they gave as --identifier, or the name of their system's user. The first line says what the stack of that is called: compare before you delete.",
      },
    ],
  };
}

/** In JMESPath, with its own quotation marks for texts, that no shell takes for its own between quotes. */
function sandboxList(start: string, { profile }: SignIn): readonly string[] {
  const isOne = `starts_with(StackName, \`${start}\`) && contains(StackName, \`-sandbox-\`) && ParentId == null`;
  const query = `StackSummaries[?${isOne} && StackStatus != \`DELETE_COMPLETE\`].[StackName, CreationTime]`;
  return ["aws", "cloudformation", "list-stacks", "--query", query, "--output", "text", "--profile", profile];
}
