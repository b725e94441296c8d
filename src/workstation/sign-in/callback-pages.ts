import { createHash } from "node:crypto";
import { htmlText } from "../../core/text/html-text.ts";

/** A page as the callback server sends it. */
export interface BrowserPage {
  readonly status: number;
  readonly html: string;
}

const STYLE = `
:root { color-scheme: light dark; --back: #f4f6f8; --card: #ffffff; --text: #16202c; --soft: #4a5768; --good: #0b6b3a; --bad: #a8201a; --edge: #d5dbe3; }
@media (prefers-color-scheme: dark) { :root { --back: #10161d; --card: #1a222c; --text: #eef2f6; --soft: #b3bfcc; --good: #6fd69b; --bad: #ff9d97; --edge: #313c49; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--back); color: var(--text); font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 34rem; padding: 2.5rem; background: var(--card); border: 1px solid var(--edge); border-radius: 0.75rem; }
svg { display: block; width: 3rem; height: 3rem; margin-bottom: 1.25rem; }
.good svg { color: var(--good); }
.bad svg { color: var(--bad); }
h1 { margin: 0 0 0.75rem; font-size: 1.625rem; line-height: 1.25; }
p { margin: 0 0 0.75rem; }
p:last-child { margin-bottom: 0; color: var(--soft); }
strong { overflow-wrap: anywhere; }
`;

/** Nothing may run or load: the page is text, one drawing and the style above. */
export const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const TICK = `<path d="m14 25 7 7 14-16"/>`;
const CROSS = `<path d="m16 16 16 16m0-16-16 16"/>`;

/** Shown once the token is there: the person is signed in and needs the browser no more. */
export function finishedPage(sessionName: string): BrowserPage {
  return page(200, "good", "You are signed in", [
    `The session <strong>${htmlText(sessionName)}</strong> is ready on this computer.`,
    "You can close this tab and go back to the terminal.",
  ]);
}

/** Shown when the sign-in came back and failed: what happened, and what to do next. */
export function failedPage(message: string, remedy: string): BrowserPage {
  return page(400, "bad", "The sign-in did not work", [
    htmlText(message),
    htmlText(remedy),
    "The terminal says the same. You can close this tab.",
  ]);
}

/** Shown to a return that no waiting sign-in sent out: an old tab, or a link from elsewhere. */
export function strangerPage(): BrowserPage {
  return page(400, "bad", "This page belongs to another sign-in", [
    "It does not match the sign-in that is waiting in the terminal, so nothing was done with it.",
    "Go on in the newest tab, or open the address that the terminal shows.",
  ]);
}

/** Shown for any address but the one that the sign-in comes back to. */
export function nothingHerePage(): BrowserPage {
  return page(404, "bad", "There is nothing here", [
    "This address only takes the return of a sign-in that is under way.",
  ]);
}

function page(status: number, mood: "good" | "bad", heading: string, paragraphs: readonly string[]): BrowserPage {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${heading}</title>
<style>${STYLE}</style>
</head>
<body>
<main class="${mood}">
<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="24" cy="24" r="21"/>${mood === "good" ? TICK : CROSS}</svg>
<h1>${heading}</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}
</main>
</body>
</html>
`;
  return { status, html };
}
