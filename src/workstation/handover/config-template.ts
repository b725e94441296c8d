import { parse } from "ini";
import { readTemplate } from "../../files/packaged.ts";

/** The keys of our sections, with `{{placeholders}}` for what differs from person to person. */
export type ConfigTemplate = Awaited<ReturnType<typeof readConfigTemplate>>;

/**
 * Reads the template that comes with the package. Only our sections go through an INI package: it would lose comments and
 * nested blocks of others.
 */
export async function readConfigTemplate() {
  const sections: Readonly<Record<string, unknown>> = parse(await readTemplate("aws-config.ini"));
  return {
    session: keysOf(sections, "sso-session {{session}}"),
    profile: keysOf(sections, "profile {{profile}}"),
    role: keysOf(sections, "profile {{role}}"),
    /** The bridge for the CLI of Amplify Gen 1. */
    gen1Profile: keysOf(sections, "profile {{profile}}-gen1"),
  };
}

/** A template's keys with the placeholders filled. */
export function fillTemplate(
  keys: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
  return Object.fromEntries(Object.entries(keys).map(([key, text]) => [key, fill(text)]));
}

function keysOf(sections: Readonly<Record<string, unknown>>, header: string): Readonly<Record<string, string>> {
  const section = sections[header];
  if (typeof section !== "object" || section === null) throw new Error(`templates/aws-config.ini has no [${header}].`);
  return Object.fromEntries(Object.entries(section).map(([key, value]) => [key, String(value)]));
}
