import { AwsError } from "../operation.ts";

/** One change that UpdateUser or UpdateGroup makes: the attribute gets the whole new value, or goes when there is none. */
export interface AttributeOperation {
  readonly AttributePath: string;
  readonly AttributeValue?: unknown;
}

type Attributes = Readonly<Record<string, unknown>>;

/**
 * The attributes after these operations. Paths are spelled in camel case (`displayName`, `name.givenName`, `emails`), and
 * a path names an attribute or a member of a structure; a list is replaced as a whole. Throws ValidationException for
 * an attribute that there is not.
 */
export function applyOperations(
  attributes: Attributes,
  operations: readonly AttributeOperation[],
  known: ReadonlySet<string>,
): Record<string, unknown> {
  return operations.reduce<Record<string, unknown>>(
    (current, { AttributePath, AttributeValue }) => {
      const [name = "", ...rest] = AttributePath.split(".").map(pascalCase);
      if (!known.has(name)) throw invalidPath(AttributePath);
      return withValue(current, [name, ...rest], AttributeValue ?? undefined, AttributePath);
    },
    { ...attributes },
  );
}

function withValue(
  attributes: Attributes,
  [name = "", ...rest]: readonly string[],
  value: unknown,
  path: string,
): Record<string, unknown> {
  const { [name]: old, ...others } = attributes;
  if (rest.length > 0) {
    if (typeof old !== "object" || old === null || Array.isArray(old)) throw invalidPath(path);
    return { ...others, [name]: withValue(old as Attributes, rest, value, path) };
  }
  return value === undefined ? others : { ...others, [name]: pascalMembers(value) };
}

/** Clients write the members of a document value in either case; AWS answers them in Pascal case. */
function pascalMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascalMembers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [pascalCase(name), pascalMembers(member)]));
}

function pascalCase(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

function invalidPath(path: string): AwsError {
  return new AwsError("ValidationException", `The attribute path ${path} is not valid.`);
}
