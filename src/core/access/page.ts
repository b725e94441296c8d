import { createHash } from "node:crypto";
import { timeWords } from "../state/ended-sessions.ts";
import { htmlText } from "../text/html-text.ts";
import { shownList } from "../text/shown-list.ts";
import { SIMULATION } from "../text/simulation.ts";
import { visibleText } from "../text/visible-text.ts";
import type { AccessDocument } from "./access-schema.ts";
import { ACCESS_COLUMNS } from "./csv-columns.ts";
import { endingsSoon } from "./ends-soon.ts";
import { accessPageFacts } from "./page-facts.ts";

/** The parts of the page, from `templates/`: a page with `{{name}}` in it, its style and its script. */
export interface AccessTemplate {
  readonly page: string;
  readonly style: string;
  readonly script: string;
}

const TITLE = "Who has access to what";

/**
 * One file that shows an Access in a browser: nothing is asked of a network, and nothing runs but our own script, which the
 * policy names by its hash. Whatever somebody is called stands in it as data, and is shown as text.
 * https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
 */
export function accessPage(
  { page, style, script }: AccessTemplate,
  access: AccessDocument,
  changes: readonly string[] = [],
): string {
  const values: Readonly<Record<string, string>> = {
    policy: `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`,
    title: TITLE,
    lead: htmlText(leadOf(access)),
    style: `<style>${style}</style>`,
    data: `<script type="application/json" id="data">${scriptJson({ ...dataOf(access), changes })}</script>`,
    script: `<script>${script}</script>`,
  };
  return page.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

function dataOf(access: AccessDocument) {
  const { unread, callerArn, calls, digest } = access;
  return {
    title: TITLE,
    when: `Read ${timeWords(access.ended)}.`,
    source: `Asked by ${callerArn} with ${calls.total} calls. Digest of the facts: sha256 ${digest}`,
    unread,
    ends: endingsSoon(access),
    columns: ACCESS_COLUMNS,
    ...accessPageFacts(access),
  };
}

function leadOf({ instance, ended, simulated, scope }: AccessDocument): string {
  const narrowed = Object.values(scope).flat();
  return [
    ...(simulated ? [SIMULATION] : []),
    `IAM Identity Center ${instance.identityStoreId} in ${instance.region}`,
    ...(narrowed.length === 0 ? [] : [`only ${shownList(narrowed)}`]),
    `read ${timeWords(ended)}`,
  ].join(" · ");
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** JSON that no HTML parser takes for the end of its element, and no script engine for a line's end. */
function scriptJson(value: unknown): string {
  const text = JSON.stringify(value, (_, member: unknown) =>
    typeof member === "string" ? visibleText(member) : member,
  );
  return text.replace(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
}
