import { expect } from "vitest";

/** A page as a person meets it. */
export interface SeenPage {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly title: string;
}

/** A browser without a screen: keeps cookies, follows redirects inside the site, sends forms with their hidden fields. */
export class PageVisitor {
  readonly #cookies = new Map<string, string>();
  /** Where the site sent the browser to last, when that was somewhere else. */
  leftFor: string | undefined;
  page: SeenPage = { url: "", status: 0, headers: new Headers(), text: "", title: "" };

  async open(url: string): Promise<SeenPage> {
    return this.#go(url, {});
  }

  /** Sends the page's form with these fields, as a click on a button with that name and value does. */
  async send(fields: Readonly<Record<string, string>>): Promise<SeenPage> {
    const [, action = ""] = /<form method="post" action="([^"]+)">/.exec(this.page.text) ?? [];
    const hidden = [...this.page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
    const filled = hidden.map(([, name = "", value = ""]) => [name, value]);
    const body = new URLSearchParams({ ...(Object.fromEntries(filled) as Record<string, string>), ...fields });
    const origin = new URL(this.page.url).origin;
    return this.#go(new URL(action, this.page.url).href, { method: "POST", body, headers: { Origin: origin } });
  }

  async #go(url: string, init: RequestInit): Promise<SeenPage> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { Cookie: cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      this.#cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location !== null) {
      const next = new URL(location, url);
      if (next.origin === new URL(url).origin) return this.#go(next.href, {});
      this.leftFor = next.href;
    }
    const text = await response.text();
    const title = /<h1>(.*?)<\/h1>/s.exec(text)?.[1] ?? "";
    this.page = { url, status: response.status, headers: response.headers, text, title };
    return this.page;
  }
}

/** The parameters with which the browser came back to the client. */
export function broughtBack(visitor: PageVisitor): Record<string, string> {
  expect(visitor.leftFor).toBeDefined();
  return Object.fromEntries(new URL(visitor.leftFor ?? "").searchParams);
}
