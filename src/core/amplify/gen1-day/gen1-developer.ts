import type { SignIn } from "../day.ts";
import type { FrontendKind } from "../frontend.ts";
import type { Gen1Frontend } from "../gen1-frontend.ts";
import type { Gen1Environment } from "../gen1-project.ts";

/** A developer and their Gen 1 project. */
export interface Gen1Developer {
  /** With the profile that signs in. */
  readonly signIn: SignIn;
  /** The developer's own environment: two to ten lower-case letters. */
  readonly environment: string;
  readonly kind: FrontendKind;
  /** For `--frontend`, as the project has it. */
  readonly frontend: Gen1Frontend;
  /** What the team's file has. */
  readonly environments: readonly Gen1Environment[];
  readonly hasTypeScript?: boolean;
  readonly hasLocalAwsInfo?: boolean;
}

/** The environment of others that one's own changes go to: a usual name, else the first that is not one's own. */
export function sharedEnvironment({ environments, environment }: Gen1Developer): string {
  const names = environments.map(({ name }) => name).filter((name) => name !== environment);
  return ["dev", "develop", "main", "master", "staging"].find((name) => names.includes(name)) ?? names[0] ?? "dev";
}
