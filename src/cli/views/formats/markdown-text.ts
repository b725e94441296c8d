import { visibleText } from "../../../core/text/visible-text.ts";
import { shortened } from "../../terminal/layout.ts";

/** Longer cells say nothing to a reader. */
const LONGEST = 600;

/** What Markdown, HTML, GitHub and GitLab read something into: markup, cells, formulas, references, URLs and emoji. */
const MARKUP = /[\\`*_[\]<>#|~&$]|:(?=\S)|(?<=www)\./gi;
/** Where a mention may begin: it would notify whoever is called that. */
const MENTION = /(?<![A-Za-z0-9_])@/g;

/** Free text as Markdown that says the same and does nothing: no markup, no links, nobody is mentioned. */
export function markdownText(text: string): string {
  return inert(text).replace(MENTION, "@&#8203;");
}

/** A name as code, in which GitHub and GitLab look for no mentions, whatever somebody called themselves. */
export function markdownName(name: string): string {
  return `<code>${inert(name)}</code>`;
}

function inert(text: string): string {
  return shortened(visibleText(text), LONGEST).replace(MARKUP, (one) => `&#${one.charCodeAt(0)};`);
}
