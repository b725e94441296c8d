import type { ServiceModel, Shape } from "./service-model.ts";

/** Which constraint of the service model a value breaks. */
export type ConstraintKind = "null" | "enum" | "pattern" | "minLength" | "maxLength" | "minValue" | "maxValue";

/** One broken constraint: where (`tags.1.member.key`), which, and the sentence AWS would write about it. */
export interface Violation {
  readonly path: string;
  readonly kind: ConstraintKind;
  readonly message: string;
}

/** Why a request's input is refused: JSON of the wrong type, or values that break constraints (all of them, in order). */
export type InputFault =
  | { readonly kind: "serialization"; readonly message: string }
  | { readonly kind: "validation"; readonly message: string; readonly violations: readonly Violation[] };

/**
 * Holds an input against the model of its operation; undefined when nothing is wrong with it.
 * Members the model does not know are let through, as AWS does. An operation the model lacks accepts anything.
 */
export function validateInput(model: ServiceModel, operation: string, input: unknown): InputFault | undefined {
  const name = ownMember(model.operations, operation)?.input;
  if (name === undefined) return undefined;
  const wrongType = findWrongType(model, name, input);
  if (wrongType !== undefined) return { kind: "serialization", message: wrongType };
  const violations = findViolations(model, name, input, "");
  if (violations.length === 0) return undefined;
  const count = `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected: `;
  return {
    kind: "validation",
    message: count + violations.map((violation) => violation.message).join("; "),
    violations,
  };
}

function shapeNamed(model: ServiceModel, name: string | undefined): Shape {
  const shape = name === undefined ? undefined : ownMember(model.shapes, name);
  if (shape === undefined) throw new Error(`the ${model.service} model has no shape ${name}`);
  return shape;
}

/** Requests choose the names looked up here, so `__proto__` and its kin must find nothing. */
function ownMember<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(value as Record<string, unknown>).filter(([, member]) => member !== null);
}

function findWrongType(model: ServiceModel, name: string, value: unknown): string | undefined {
  const shape = shapeNamed(model, name);
  if (shape.document) return undefined;
  const complaint = wrongTypeOf(shape.type, value);
  if (complaint !== undefined) return complaint;
  for (const [part, child] of childrenOf(shape, value)) {
    const inner = findWrongType(model, part, child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** The shape name and value of everything directly inside a structure, list or map; nulls count as absent. */
function childrenOf(shape: Shape, value: unknown): readonly (readonly [string, unknown])[] {
  if (shape.type === "structure") {
    return entriesOf(value).flatMap(([key, member]) => {
      const part = ownMember(shape.members ?? {}, key);
      return part === undefined ? [] : [[part, member] as const];
    });
  }
  if (shape.type === "list") {
    return (value as readonly unknown[]).filter((item) => item !== null).map((item) => [shape.member ?? "", item]);
  }
  if (shape.type === "map") return entriesOf(value).map(([, item]) => [shape.value ?? "", item]);
  return [];
}

function wrongTypeOf(type: string, value: unknown): string | undefined {
  const actual = jsonTypeOf(value);
  switch (type) {
    case "structure":
    case "map":
      if (actual === "object") return undefined;
      return actual === "array" ? "Start of list found where not expected" : "Unexpected field type";
    case "list":
      if (actual === "array") return undefined;
      return actual === "object" ? "Start of structure or map found where not expected." : "Expected list or null";
    case "string":
      return actual === "string" ? undefined : convertComplaint(actual, value, "a String");
    case "integer":
    case "long":
      if (typeof value === "number" && Number.isInteger(value)) return undefined;
      return convertComplaint(actual, value, type === "long" ? "a Long" : "an Integer");
    case "boolean":
      return actual === "boolean" ? undefined : convertComplaint(actual, value, "a Boolean");
    default:
      return undefined;
  }
}

function jsonTypeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return value === null ? "null" : typeof value;
}

function convertComplaint(actual: string, value: unknown, wanted: string): string {
  if (actual === "array") return "Start of list found where not expected";
  if (actual === "object") return "Start of structure or map found where not expected.";
  const token = actual === "boolean" ? `${value}`.toUpperCase() : actual === "number" ? "NUMBER" : actual.toUpperCase();
  return `${token}_VALUE can not be converted to ${wanted}`;
}

function findViolations(model: ServiceModel, name: string, value: unknown, path: string): readonly Violation[] {
  const shape = shapeNamed(model, name);
  if (shape.document) return [];
  const own = ownViolations(shape, value, path);
  switch (shape.type) {
    case "structure":
      return [...own, ...memberViolations(model, shape, value as Record<string, unknown>, path)];
    case "list":
      return [
        ...own,
        ...(value as readonly unknown[]).flatMap((item, i) => itemViolations(model, shape, item, i, path)),
      ];
    case "map":
      return [...own, ...entriesOf(value).flatMap((entry) => mapEntryViolations(model, shape, entry, path))];
    default:
      return own;
  }
}

function memberViolations(
  model: ServiceModel,
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly Violation[] {
  return Object.entries(shape.members ?? {}).flatMap(([member, part]) => {
    const at = path === "" ? lowerFirst(member) : `${path}.${lowerFirst(member)}`;
    const given = ownMember(value, member);
    if (given !== undefined && given !== null) return findViolations(model, part, given, at);
    return shape.required?.includes(member) ? [violation(at, "null", "Value null", "Member must not be null")] : [];
  });
}

function itemViolations(model: ServiceModel, shape: Shape, item: unknown, index: number, path: string) {
  const at = `${path}.${index + 1}.member`;
  if (item === null) return [violation(at, "null", "Value null", "Member must not be null")];
  return findViolations(model, shape.member ?? "", item, at);
}

function mapEntryViolations(model: ServiceModel, shape: Shape, [key, item]: readonly [string, unknown], path: string) {
  return [
    ...findViolations(model, shape.key ?? "", key, `${path}.key`),
    ...findViolations(model, shape.value ?? "", item, `${path}.${key}.member`),
  ];
}

function ownViolations(shape: Shape, value: unknown, path: string): readonly Violation[] {
  const shown = shape.sensitive ? "Value" : `Value '${textOf(value)}'`;
  const found: Violation[] = [];
  const size = sizeOf(shape, value);
  if (size !== undefined) {
    const noun = typeof value === "number" ? "value" : "length";
    const suffix = typeof value === "number" ? "Value" : "Length";
    if (shape.min !== undefined && size < shape.min) {
      found.push(
        violation(path, `min${suffix}`, shown, `Member must have ${noun} greater than or equal to ${shape.min}`),
      );
    }
    if (shape.max !== undefined && size > shape.max) {
      found.push(violation(path, `max${suffix}`, shown, `Member must have ${noun} less than or equal to ${shape.max}`));
    }
  }
  if (typeof value !== "string") return found;
  if (shape.pattern !== undefined && !wholly(shape.pattern).test(value)) {
    const rule = `Member must satisfy regular expression pattern: ${shape.pattern}`;
    found.push(violation(path, "pattern", shown, rule));
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    found.push(violation(path, "enum", shown, `Member must satisfy enum value set: [${shape.enum.join(", ")}]`));
  }
  return found;
}

function violation(path: string, kind: ConstraintKind, shown: string, rule: string): Violation {
  return { path, kind, message: `${shown} at '${path}' failed to satisfy constraint: ${rule}` };
}

/** Strings are counted in code points, as Smithy's length trait says; structures have no size. */
function sizeOf(shape: Shape, value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "string") return [...value].length;
  if (Array.isArray(value)) return value.length;
  return shape.type === "map" ? entriesOf(value).length : undefined;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

const compiled = new Map<string, RegExp>();

/** The models' patterns are Java's and must match the whole value; JavaScript refuses their needless escapes such as `\ `. */
function wholly(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const javaScript = pattern.replace(/^\(\?s\)/, "").replace(/(\\\\)|\\([\s'"&@#%=~!:,;<>`])/g, "$1$2");
  const expression = new RegExp(`^(?:${javaScript})$`, pattern.startsWith("(?s)") ? "su" : "u");
  compiled.set(pattern, expression);
  return expression;
}
