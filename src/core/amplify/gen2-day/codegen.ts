import { type DayCommand, type DayGroup, typed } from "../day.ts";
import { FRONTENDS } from "../frontend.ts";
import { generate } from "./ampx-words.ts";
import { chosenStack, type Gen2Developer } from "./gen2-developer.ts";

/** Code that ampx writes into the project. */
export function gen2GeneratedCode(developer: Gen2Developer): DayGroup {
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
