import type { Rendered } from "../wire/json-protocol.ts";
import { Html, html } from "./html.ts";
import { style, styleSource } from "./style.ts";

/** A page, but for what all pages have. */
export interface Page {
  readonly title: string;
  readonly main: Html;
  /** 200 unless said otherwise. */
  readonly status?: number;
  /** Where a form may lead the browser besides these pages: the origin, or only the scheme, of a client's redirect URI. */
  readonly leadsTo?: string;
}

/** The whole document, with headers that let it load, run and be framed by nothing. */
export function renderPage({ title, main, status = 200, leadsTo = "" }: Page): Rendered {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · IAM Identity Center simulator</title>
<style>${new Html(style)}</style>
</head>
<body>
<header><span>IAM Identity Center</span><span class="badge">Simulator</span></header>
<main>
${main}
</main>
<footer>This page is on your own computer and reaches nothing outside it. Nobody’s password is asked for.</footer>
</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `style-src ${styleSource}`,
    `form-action 'self' ${leadsTo}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy.join("; "),
      "Cache-Control": "no-store",
      // With no-referrer browsers would not tell where a form comes from.
      "Referrer-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
    },
    body: document.text,
  };
}

/** Sends the browser on with a GET, wherever it comes from. */
export function redirect(location: string): Rendered {
  return { status: 303, headers: { Location: location, "Cache-Control": "no-store" }, body: "" };
}
