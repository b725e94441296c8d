import { readFile } from "node:fs/promises";
import { InputRefused } from "../input-refused.ts";
import { type OrganizationDescription, organizationDescription } from "./description.ts";

/** Reads the file that `--org` names. Rejects with InputRefused, all problems at once. */
export async function readOrganizationFile(path: string): Promise<OrganizationDescription> {
  return parseOrganization(await readInput(path), path);
}

/** The description in a JSON text. Throws {@link InputRefused} with every member that is wrong, each by its path. */
export function parseOrganization(text: string, source: string): OrganizationDescription {
  const result = organizationDescription.safeParse(parseJson(text, source));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${source}: ${renderPath(path)}${message}`);
  throw new InputRefused(`${source} does not describe an organization.`, problems);
}

/** The text of a file that the user named; rejects with InputRefused when it cannot be read. */
export async function readInput(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InputRefused(`${path} cannot be read.`, [why], { cause });
  }
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InputRefused(`${source} is not JSON.`, [`${source}: ${why}`], { cause });
  }
}

function renderPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "";
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return `${text.replace(/^\./, "")}: `;
}
