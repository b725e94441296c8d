import { createRequire } from "node:module";
import { parseDocument, type Tags } from "yaml";
import { serviceModels } from "../../src/simulator/validation/service-model.ts";
import { validateInput } from "../../src/simulator/validation/validate.ts";

type Type =
  | { readonly type: "union"; readonly types: readonly Type[] }
  | { readonly type: "ref"; readonly reference: object }
  | { readonly type: "array" | "map"; readonly element: Type }
  | { readonly type: "json" }
  | { readonly type: "tag" }
  | { readonly type: keyof typeof IS_SCALAR; readonly allowedValues?: readonly unknown[] };
type Properties = Readonly<Record<string, { readonly type: Type; readonly required?: boolean }>>;
interface Specified {
  readonly properties: Properties;
  /** What only AWS sets. */
  readonly attributes: Readonly<Record<string, unknown>>;
}
interface Specification {
  readonly lookup: (kind: "resource", by: "cloudFormationType", how: "equals", type: string) => readonly Specified[];
  readonly get: (kind: "typeDefinition", reference: object) => { readonly properties: Properties };
}

/** What CloudFormation's own specification of all resource types says; the CDK is generated from it. */
const require = createRequire(import.meta.url);
const specification = require("@aws-cdk/aws-service-spec").loadAwsServiceSpecSync() as Specification;

function resourceOf(type: string): Specified | undefined {
  return specification.lookup("resource", "cloudFormationType", "equals", type)[0];
}

/**
 * The specification has no patterns and lengths. AWS's API has, for the call that a resource is made by; with the names that differ.
 */
const CALLS: Readonly<
  Record<string, readonly [service: "iam" | "identitystore" | "sso-admin", operation: string, renamed?: Names]>
> = {
  "AWS::SSO::PermissionSet": ["sso-admin", "CreatePermissionSet", { RelayStateType: "RelayState" }],
  "AWS::SSO::Assignment": ["sso-admin", "CreateAccountAssignment"],
  "AWS::IdentityStore::Group": ["identitystore", "CreateGroup"],
  "AWS::IdentityStore::GroupMembership": ["identitystore", "CreateGroupMembership"],
  "AWS::IAM::Role": ["iam", "CreateRole"],
};
type Names = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
const SECTIONS =
  "AWSTemplateFormatVersion Description Metadata Parameters Rules Mappings Conditions Transform Resources Outputs".split(
    " ",
  );
const ATTRIBUTES =
  "Type Properties DependsOn Condition DeletionPolicy UpdateReplacePolicy UpdatePolicy CreationPolicy Metadata".split(
    " ",
  );
const ON_DELETION = ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"];
const PSEUDO = "AccountId NotificationARNs NoValue Partition Region StackId StackName URLSuffix"
  .split(" ")
  .map((name) => `AWS::${name}`);
const FUNCTIONS = "Base64 Cidr FindInMap GetAtt GetAZs If ImportValue Join Select Split Sub Transform".split(" ");
const IN_CONDITIONS = "And Equals Not Or".split(" ");

/** What a template may be at most, https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST = { bytesInACall: 51_200, resources: 500 };

type Mapping = Readonly<Record<string, unknown>>;

/** What is wrong with a CloudFormation template, by AWS's specification of the types in it; each with its place. */
export function templateProblems(text: string): readonly string[] {
  const document = parseDocument(text, { customTags: shortFunctions(), strict: true, uniqueKeys: true });
  if (document.errors.length > 0 || document.warnings.length > 0) {
    return [...document.errors, ...document.warnings].map(({ message }) => message);
  }
  const template = mapping(document.toJS());
  const resources = Object.entries(mapping(template.Resources));
  return [
    ...(Buffer.byteLength(text) > MOST.bytesInACall ? [`it has ${Buffer.byteLength(text)} bytes`] : []),
    ...(resources.length < 1 || resources.length > MOST.resources ? [`Resources: ${resources.length} of them`] : []),
    ...unknownNames(template, SECTIONS, ""),
    ...(template.AWSTemplateFormatVersion === "2010-09-09" ? [] : ["AWSTemplateFormatVersion: not 2010-09-09"]),
    ...Object.entries(mapping(template.Parameters)).flatMap(([name, one]) => parameterProblems(name, mapping(one))),
    ...resources.flatMap(([name, one]) => resourceProblems(name, mapping(one))),
    ...referenceProblems(template),
  ];
}

function resourceProblems(name: string, resource: Mapping): readonly string[] {
  const place = `Resources.${name}`;
  const type = String(resource.Type);
  const specified = resourceOf(type);
  if (specified === undefined) return [`${place}: AWS has no ${type}`];
  const policies = ["DeletionPolicy", "UpdateReplacePolicy"].filter((one) => resource[one] !== undefined);
  return [
    ...(/^[A-Za-z0-9]{1,255}$/.test(name) ? [] : [`${place}: no name of a resource`]),
    ...unknownNames(resource, ATTRIBUTES, place),
    ...policies
      .filter((one) => !ON_DELETION.includes(String(resource[one])))
      .map((one) => `${place}.${one}: not one of ${ON_DELETION.join(", ")}`),
    ...memberProblems(mapping(resource.Properties), specified.properties, place),
    ...callProblems(type, mapping(resource.Properties), place),
  ];
}

function memberProblems(given: Mapping, specified: Properties, place: string): readonly string[] {
  const missing = Object.entries(specified).filter(([name, { required }]) => required === true && !(name in given));
  return [
    ...unknownNames(given, Object.keys(specified), place),
    ...missing.map(([name]) => `${place}.${name}: missing`),
    ...Object.entries(given).flatMap(([name, value]) => {
      const type = specified[name]?.type;
      return type === undefined ? [] : valueProblems(value, type, `${place}.${name}`);
    }),
  ];
}

function valueProblems(value: unknown, type: Type, place: string): readonly string[] {
  if (type.type === "json") return isText(value) || isMapping(value) ? [] : [`${place}: not JSON`];
  const choices = choicesOf(value);
  if (choices !== undefined) return choices.flatMap((one) => valueProblems(one, type, place));
  if (isFunction(value)) return [];
  switch (type.type) {
    case "union":
      return type.types.some((one) => valueProblems(value, one, place).length === 0)
        ? []
        : [`${place}: none of its types`];
    case "ref":
      return isMapping(value)
        ? memberProblems(value, specification.get("typeDefinition", type.reference).properties, place)
        : [`${place}: not an object`];
    case "tag":
      return isMapping(value) && isText(value.Key) && isText(value.Value) && Object.keys(value).length === 2
        ? []
        : [`${place}: not a tag of Key and Value`];
    case "array":
      return Array.isArray(value)
        ? value.flatMap((one, at) => valueProblems(one, type.element, `${place}.${at}`))
        : [`${place}: not a list`];
    case "map":
      return isMapping(value)
        ? Object.entries(value).flatMap(([name, one]) => valueProblems(one, type.element, `${place}.${name}`))
        : [`${place}: not an object`];
    default:
      return scalarProblems(value, type, place);
  }
}

const IS_SCALAR = {
  string: isText,
  "date-time": (value: unknown) => isText(value) && !Number.isNaN(Date.parse(value)),
  number: (value: unknown) => typeof value === "number",
  integer: Number.isInteger,
  boolean: (value: unknown) => typeof value === "boolean",
  null: (value: unknown) => value === null,
};

function scalarProblems(
  value: unknown,
  { type, allowedValues: allowed }: Extract<Type, { readonly type: keyof typeof IS_SCALAR }>,
  place: string,
): readonly string[] {
  if (!IS_SCALAR[type](value)) return [`${place}: not of type ${type}`];
  return allowed === undefined || allowed.includes(value)
    ? []
    : [`${place}: ${value} is none of ${allowed.join(", ")}`];
}

/** By the bounds and patterns of the call, each value that stands in the template alone. */
function callProblems(type: string, given: Mapping, place: string): readonly string[] {
  const [service, operation, renamed = {}] = CALLS[type] ?? [];
  if (service === undefined || operation === undefined) return [`${place}: no call is known that makes ${type}`];
  return Object.entries(given).flatMap(([name, value]) => {
    const fault = validateInput(serviceModels[service], operation, { [renamed[name] ?? name]: value });
    const violations = fault?.kind === "validation" ? fault.violations : [];
    return violations.flatMap(({ kind, message }) => (kind === "null" ? [] : [`${place}.${name}: ${message}`]));
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
function parameterProblems(name: string, given: Mapping): readonly string[] {
  const place = `Parameters.${name}`;
  const known =
    "Type Description Default NoEcho AllowedPattern AllowedValues ConstraintDescription MinLength MaxLength MinValue MaxValue";
  const { Type, Default, AllowedPattern, AllowedValues, MinValue, MaxValue } = given;
  const value = String(Default);
  const isWrong =
    Default !== undefined &&
    ((isText(AllowedPattern) && !new RegExp(`^(?:${AllowedPattern})$`).test(value)) ||
      (Array.isArray(AllowedValues) && !AllowedValues.map(String).includes(value)) ||
      Number(value) < Number(MinValue) ||
      Number(value) > Number(MaxValue));
  return [
    ...unknownNames(given, known.split(" "), place),
    ...(/^(?:String|Number|CommaDelimitedList|List<Number>|AWS::[\w:<>]+)$/.test(String(Type))
      ? []
      : [`${place}.Type: ${Type}`]),
    ...(isWrong ? [`${place}.Default: its own rules refuse it`] : []),
  ];
}

/** Names that nothing has, and parameters that nobody names. */
function referenceProblems(template: Mapping): readonly string[] {
  const [parameters, resources, conditions] = ["Parameters", "Resources", "Conditions"].map((one) =>
    mapping(template[one]),
  ) as [Mapping, Mapping, Mapping];
  const used = new Set<string>();
  const problems: string[] = [];
  const refer = (name: string, place: string) => {
    used.add(name);
    if (!(name in parameters) && !(name in resources) && !PSEUDO.includes(name))
      problems.push(`${place}: there is no ${name}`);
  };
  const attribute = (name: string, attributeName: string, place: string) => {
    const type = resourceOf(String(mapping(resources[name]).Type));
    const { attributes = {}, properties = {} } = type ?? {};
    if (!(attributeName in { ...attributes, ...properties }))
      problems.push(`${place}: ${name} has no ${attributeName}`);
  };
  const condition = (name: unknown, place: string) => {
    used.add(String(name));
    if (!(String(name) in conditions)) problems.push(`${place}: there is no condition ${name}`);
  };
  const FOUND: Readonly<Record<string, (value: unknown, place: string) => void>> = {
    Ref: (name, place) => refer(String(name), place),
    "Fn::GetAtt": (value, place) => attribute(String([value].flat()[0]), [value].flat().slice(1).join("."), place),
    "Fn::If": (value, place) => condition([value].flat()[0], place),
    "Fn::Sub": (value, place) => {
      for (const name of substituted(value)) {
        const [first = "", ...rest] = name.split(".");
        if (rest.length > 0) attribute(first, rest.join("."), place);
        else refer(first, place);
      }
    },
  };
  const look = (value: unknown, place: string): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name.startsWith("Fn::") && ![...FUNCTIONS, ...IN_CONDITIONS].includes(name.slice(4))) {
        problems.push(`${place}: there is no ${name}`);
      }
      FOUND[name]?.(inner, place);
      look(inner, `${place}.${name}`);
    }
  };
  for (const section of ["Conditions", "Resources", "Outputs"]) look(template[section], section);
  for (const [name, one] of Object.entries({ ...resources, ...mapping(template.Outputs) })) {
    if (isMapping(one) && one.Condition !== undefined) condition(one.Condition, name);
  }
  const unused = [...Object.keys(parameters), ...Object.keys(conditions)].filter((name) => !used.has(name));
  return [...problems, ...unused.map((name) => `${name}: nothing uses it`)];
}

/** The names in `${…}`, but for those that are told beside the text, and `${!…}`, which is text. */
function substituted(sub: unknown): readonly string[] {
  const [text, beside = {}] = Array.isArray(sub) ? sub : [sub];
  const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = ""]) => name.trim());
  return names.filter((name) => !(name in beside));
}

/** The values between which a condition chooses; nothing is one of them. */
function choicesOf(value: unknown): readonly unknown[] | undefined {
  if (!isMapping(value) || !Array.isArray(value["Fn::If"])) return undefined;
  return value["Fn::If"].slice(1).filter((one) => !(isMapping(one) && one.Ref === "AWS::NoValue"));
}

function isFunction(value: unknown): boolean {
  if (!isMapping(value)) return false;
  const [name = "", ...others] = Object.keys(value);
  return others.length === 0 && (name === "Ref" || name.startsWith("Fn::"));
}

function unknownNames(given: Mapping, known: readonly string[], place: string): readonly string[] {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  return unknown.map((name) => `${place}${place === "" ? "" : "."}${name}: not known`);
}

/** `!Ref x`, `!Sub x`, `!If [a, b, c]`, `!GetAtt A.b` as what they are short for. */
function shortFunctions(): Tags {
  const names = ["Ref", "Condition", ...FUNCTIONS, ...IN_CONDITIONS];
  return names.flatMap((name) => {
    const long = name === "Ref" || name === "Condition" ? name : `Fn::${name}`;
    const made = (value: unknown) => ({ [long]: value });
    return [
      { tag: `!${name}`, resolve: (text: string) => made(name === "GetAtt" ? text.split(".") : text) },
      { tag: `!${name}`, collection: "seq" as const, resolve: (items: { toJSON(): unknown }) => made(items.toJSON()) },
      { tag: `!${name}`, collection: "map" as const, resolve: (items: { toJSON(): unknown }) => made(items.toJSON()) },
    ];
  });
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
const isMapping = (value: unknown): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const mapping = (value: unknown): Mapping => (isMapping(value) ? value : {});
