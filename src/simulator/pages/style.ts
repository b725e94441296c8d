import { createHash } from "node:crypto";

/** The one stylesheet of the pages: light and dark, from the width of a phone up. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f2f3f5; --card: #ffffff; --text: #16191f; --muted: #545b64; --line: #d5dbdb; --field: #7d8998;
  --accent: #0b5cab; --accent-text: #ffffff; --accent-hover: #084a8a; --bad: #b1230f; --bad-page: #fdf1ef;
  --good: #1d6b2f; --note: #f4f7fb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1419; --card: #192028; --text: #e9ebed; --muted: #a5b0bb; --line: #38434f; --field: #8b98a5;
    --accent: #7fbcff; --accent-text: #0b1a2a; --accent-hover: #a8d2ff; --bad: #ff9a85; --bad-page: #33201d;
    --good: #7ad390; --note: #202a34;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center;
  background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
header {
  width: 100%; max-width: 28rem; padding: 3rem 2rem 1rem; display: flex; gap: .75rem;
  align-items: center; justify-content: space-between; font-weight: 600;
}
.badge {
  border: 1px solid var(--field); border-radius: 1rem; padding: .05rem .65rem; color: var(--muted);
  font-size: .8125rem; font-weight: 500;
}
main {
  width: 100%; max-width: 28rem; padding: 2rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .75rem;
}
footer { width: 100%; max-width: 28rem; padding: 1rem 2rem 2rem; color: var(--muted); font-size: .875rem; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; text-wrap: balance; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
.lead { color: var(--muted); }
form { margin: 1.5rem 0 0; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
.hint { color: var(--muted); font-size: .875rem; margin: 0 0 .5rem; }
input[type="text"] {
  width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--field); border-radius: .5rem;
}
input.code { font: 600 1.375rem/1.5 ui-monospace, Menlo, Consolas, monospace; letter-spacing: .12em; text-transform: uppercase; }
input[aria-invalid="true"] { border-color: var(--bad); }
.error {
  margin: 0 0 1rem; padding: .625rem .75rem; color: var(--bad); background: var(--bad-page);
  border-left: .25rem solid var(--bad); border-radius: .25rem;
}
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem; }
button {
  flex: 1 1 auto; min-height: 2.75rem; padding: .5rem 1.25rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--accent-text); background: var(--accent); border: 1px solid var(--accent); border-radius: 1.5rem;
}
button:hover { background: var(--accent-hover); border-color: var(--accent-hover); }
button.second { color: var(--accent); background: transparent; }
button.second:hover { color: var(--accent-hover); background: var(--note); }
a { color: var(--accent); }
:is(a, button, input, summary):focus-visible { outline: .1875rem solid var(--accent); outline-offset: .125rem; }
dl { margin: 1.25rem 0 0; padding: 1rem; background: var(--note); border-radius: .5rem; }
dt { color: var(--muted); font-size: .875rem; }
dd { margin: 0 0 .75rem; overflow-wrap: anywhere; }
dd:last-child { margin-bottom: 0; }
ul { margin: 0; padding-left: 1.125rem; }
details { margin-top: 1.5rem; color: var(--muted); font-size: .9375rem; }
summary { cursor: pointer; }
details ul { margin-top: .5rem; max-height: 12rem; overflow: auto; }
.whole { display: inline-block; max-width: 100%; overflow-wrap: anywhere; }
.mark { display: block; width: 3rem; height: 3rem; margin-bottom: 1rem; }
.mark.good { color: var(--good); }
.mark.bad { color: var(--bad); }
@media (max-width: 30rem) {
  header { padding: 1.5rem 1.25rem 1rem; }
  footer { padding: 1rem 1.25rem 2rem; }
  dl { padding: .75rem; }
  dd { font-size: .9375rem; }
  main { border-width: 1px 0; border-radius: 0; padding: 1.5rem 1.25rem; }
}
`;

/** What a content security policy calls the stylesheet, so that no other can be put in. */
export const styleSource = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
