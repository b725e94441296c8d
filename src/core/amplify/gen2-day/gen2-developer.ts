import type { SignIn } from "../day.ts";
import type { FrontendKind } from "../frontend.ts";
import { sandboxStack } from "../sandbox-stack.ts";

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

/** `ampx generate` knows no `--identifier`: without `--stack` it takes the sandbox of the operating system's user. */
export function chosenStack(developer: Gen2Developer): readonly string[] {
  const stack = stackOf(developer);
  if (stack !== undefined) return ["--stack", stack];
  return developer.identifier === undefined ? [] : ["--stack", "STACK"];
}
