import type { Context, Service } from "../operation.ts";
import { resourcesOf } from "./resources.ts";

/** An operation whose action must be allowed, on all of these resources. */
interface Permission {
  readonly operation: string;
  readonly resources: readonly string[];
}

/**
 * What a call needs: the action of its own name, and where it brings tags also the one that attaches them.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export function permissionsFor(
  service: Service,
  operation: string,
  input: unknown,
  context: Pick<Context, "world" | "region">,
): Permission[] {
  const own = { operation, resources: resourcesOf(service, operation, input, context) };
  const bringsTags = service.id === "organizations" && operation === "CreateAccount" && hasTags(input);
  return bringsTags ? [own, { operation: "TagResource", resources: ["*"] }] : [own];
}

function hasTags(input: unknown): boolean {
  const tags = (input as { readonly Tags?: unknown } | null)?.Tags;
  return Array.isArray(tags) && tags.length > 0;
}
