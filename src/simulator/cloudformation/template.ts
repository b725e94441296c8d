/** What of a template decides how a stack goes. */
export interface Template {
  readonly description?: string;
  readonly parameters: Readonly<Record<string, TemplateParameter>>;
  /** In the order of the template. */
  readonly resources: readonly TemplateResource[];
  /** The version of the CDK's bootstrap stack that this is, as text; absent in other templates. */
  readonly bootstrapVersion?: string;
}

export interface TemplateParameter {
  readonly default?: string;
  readonly pattern?: string;
}

export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  /** Everything that the template says of it, to be compared. */
  readonly text: string;
}

const versionResource = "CdkBootstrapVersion";

/**
 * Reads a template, JSON or the block style of YAML that the CDK writes (two blanks a level). Resources under a condition
 * are left out: those of the bootstrap stack are for an encryption key or a boundary of one's own. Undefined when it is
 * no template.
 */
export function readTemplate(body: string): Template | undefined {
  const template = body.trimStart().startsWith("{") ? fromJson(body) : fromYaml(body);
  return template === undefined || template.resources.length === 0 ? undefined : template;
}

interface JsonTemplate {
  readonly Description?: string;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown; readonly AllowedPattern?: string }>>;
  readonly Resources?: Readonly<Record<string, JsonResource>>;
}

interface JsonResource {
  readonly Type?: string;
  readonly Condition?: string;
  readonly Properties?: { readonly Value?: unknown };
}

function fromJson(body: string): Template | undefined {
  let json: JsonTemplate;
  try {
    json = JSON.parse(body) as JsonTemplate;
  } catch {
    return undefined;
  }
  const resources = Object.entries(json.Resources ?? {}).filter(([, { Condition }]) => Condition === undefined);
  const parameters = Object.entries(json.Parameters ?? {}).map(([name, { Default, AllowedPattern }]) => [
    name,
    { ...(Default !== undefined && { default: `${Default}` }), ...(AllowedPattern && { pattern: AllowedPattern }) },
  ]);
  const version = json.Resources?.[versionResource]?.Properties?.Value;
  return {
    ...(json.Description !== undefined && { description: json.Description }),
    parameters: Object.fromEntries(parameters) as Template["parameters"],
    resources: resources.map(([logicalId, one]) => ({ logicalId, type: one.Type ?? "", text: JSON.stringify(one) })),
    ...(version !== undefined && { bootstrapVersion: `${version}` }),
  };
}

function fromYaml(body: string): Template {
  const sections = blocks(body.split(/\r?\n/), 0);
  const parameters = blocks(sections.get("Parameters") ?? [], 2);
  const resources = [...blocks(sections.get("Resources") ?? [], 2)].filter(
    ([, lines]) => !blocks(lines, 4).has("Condition"),
  );
  const version = blocks(
    blocks(resources.find(([name]) => name === versionResource)?.[1] ?? [], 4).get("Properties") ?? [],
    6,
  );
  const description = scalar(sections, "Description");
  const bootstrapVersion = scalar(version, "Value");
  return {
    ...(description !== undefined && { description }),
    parameters: Object.fromEntries([...parameters].map(([name, lines]) => [name, parameterIn(lines)])),
    resources: resources.map(([logicalId, lines]) => ({
      logicalId,
      type: scalar(blocks(lines, 4), "Type") ?? "",
      text: lines.join("\n"),
    })),
    ...(bootstrapVersion !== undefined && { bootstrapVersion }),
  };
}

function parameterIn(lines: readonly string[]): TemplateParameter {
  const members = blocks(lines, 4);
  const value = scalar(members, "Default");
  const pattern = scalar(members, "AllowedPattern");
  return { ...(value !== undefined && { default: value }), ...(pattern !== undefined && { pattern }) };
}

/** The members at one depth: what stands behind the colon, and the lines that are further in. */
function blocks(lines: readonly string[], indent: number): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of lines) {
    const [, name, rest = ""] = new RegExp(`^ {${indent}}([\\w:-]+):(?: +(.*))?$`).exec(line) ?? [];
    if (name === undefined) current?.push(line);
    else {
      current = [rest];
      found.set(name, current);
    }
  }
  return found;
}

function scalar(members: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  const [text, ...more] = members.get(name) ?? [];
  if (text === undefined) return undefined;
  const quoted = /^(["'])(.*)\1$/.exec(text)?.[2];
  return quoted ?? [text, ...more.map((line) => line.trim())].join(" ").trim();
}
