import type { Finding } from "./findings.ts";
import { renderMarkdownPage } from "./markdown-page.ts";
import { markdownName, markdownText } from "./markdown-text.ts";

/** What is wrong with the input, or what went wrong at all. */
export function renderMarkdownFindings(heading: string, findings: readonly Finding[], most: number): string {
  const rows = findings.map((finding) => [markdownName(placeOf(finding)), markdownText(finding.message)]);
  return renderMarkdownPage(
    heading,
    [],
    [{ title: "Problems", shown: "open", columns: ["Where", "What, and what to do"], rows }],
    most,
  );
}

function placeOf({ file, line, column, title }: Finding): string {
  const place = [file, line, column].filter((part) => part !== undefined);
  return place.length === 0 ? title : place.join(":");
}
