import manifest from "../../package.json" with { type: "json" };
import { packagedFile } from "./packaged.ts";

/**
 * Where a page of the docs is read: at the project's home page once it has one, else the file that came with the package. `chapter`:
 * the heading's anchor.
 */
export function docsPage(page: string, chapter?: string): string {
  const { homepage, version } = manifest;
  // Until the project has a place of its own, nobody must be sent to a stranger's.
  if (/\/OWNER\//.test(homepage)) return packagedFile(`docs/${page}`);
  const anchor = chapter === undefined ? "" : `#${chapter}`;
  return `${homepage.replace(/#.*$/, "")}/blob/v${version}/docs/${page}${anchor}`;
}
