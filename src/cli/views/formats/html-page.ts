import { htmlText } from "../../../core/text/html-text.ts";
import type { Section } from "../section.ts";
import { renderHtml } from "./html.ts";

/** What a page is made of besides what it says. */
interface PageFrame {
  /** Who wrote it. */
  readonly generator: string;
  /** A style sheet. */
  readonly style: string;
}

/** A page that stands alone: it loads nothing and sends nothing, not even where a link was clicked. */
export function htmlPage({ generator, style }: PageFrame, heading: string, sections: readonly Section[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${htmlText(generator)}">
<title>${htmlText(heading)}</title>
<style>
${style}</style>
</head>
<body>
<main>
${renderHtml(heading, sections)}
</main>
</body>
</html>
`;
}
