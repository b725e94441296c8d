import { jsonArgument } from "../../text/shell-words.ts";
import { type DayCommand, type DayGroup, typed } from "../day.ts";
import { gen1Codegen } from "../gen1-frontend.ts";
import type { Gen1Developer } from "./gen1-developer.ts";

/** Code that the CLI writes into the project. */
export function gen1GeneratedCode({ kind, hasTypeScript = false }: Gen1Developer): DayGroup {
  const codegen = gen1Codegen(kind, { hasTypeScript });
  const ofApi: readonly DayCommand[] =
    codegen === undefined
      ? []
      : [
          { id: "codegen", what: "Code of the GraphQL API, as it was set up", lines: [typed("amplify", "codegen")] },
          {
            id: "push-codegen",
            what: "Deploy, and set that up without a question",
            lines: [typed("amplify", "push", "--codegen", jsonArgument(codegen), "--yes")],
          },
        ];
  return {
    id: "codegen",
    title: "Generated code, in a project with a GraphQL API",
    commands: [
      ...ofApi,
      { id: "models", what: "Models for DataStore", lines: [typed("amplify", "codegen", "models")] },
    ],
  };
}
