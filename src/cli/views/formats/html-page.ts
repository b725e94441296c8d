import { htmlText } from "../../../core/text/html-text.ts";
import type { Section } from "../section.ts";
import { renderHtml } from "./html.ts";

const STYLE =
  "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}" +
  "td,th{text-align:left;padding:.25rem 1rem .25rem 0}";

/** A page that stands alone: it loads nothing and sends nothing, not even where a link was clicked. `generator` says who wrote it. */
export function htmlPage(generator: string, heading: string, sections: readonly Section[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${htmlText(generator)}">
<title>${htmlText(heading)}</title>
<style>${STYLE}</style>
</head>
<body>
${renderHtml(heading, sections)}
</body>
</html>
`;
}
