// Not of "node:fs/promises": this is loaded at every start, and that only when something is read.
import { promises } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The path of a file that comes with the package, by its path in it. Every folder of a bundle and this one stand two levels
 * below the package's root, so that the same path leads there from both.
 */
export function packagedFile(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}

/** The text of a template that comes with the package. */
export function readTemplate(name: string): Promise<string> {
  return promises.readFile(packagedFile(`templates/${name}`), "utf8");
}

/** A page that comes with the package, with the style that such pages share. */
export async function readPage(name: string): Promise<string> {
  const [page, style] = await Promise.all([name, "page.css"].map(readTemplate));
  return (page ?? "").replace("/* page.css */\n", () => style ?? "");
}
