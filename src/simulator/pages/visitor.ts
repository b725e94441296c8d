import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** A browser that looks at the pages: known by a cookie, and signed in when another one names a session. */
export interface Browser {
  readonly id: string;
  /** The browser has no cookie yet and must be given one. */
  readonly isNew: boolean;
  readonly sessionId: string | undefined;
}

/** Reads and writes the cookies of the pages. Browsers share cookies between ports, so their names hold the port. */
export class Cookies {
  readonly #prefix: string;

  /** `origin`: `http://127.0.0.1:PORT` */
  constructor(origin: string) {
    this.#prefix = `simulator-${new URL(origin).port || 80}`;
  }

  read(header: string | undefined): Browser {
    const cookies = new Map((header ?? "").split(/;\s*/).map((cookie) => cookie.split("=", 2) as [string, string]));
    const id = cookies.get(`${this.#prefix}-browser`);
    const sessionId = cookies.get(`${this.#prefix}-session`);
    return { id: id ?? randomBytes(24).toString("base64url"), isNew: id === undefined, sessionId };
  }

  browser(id: string): string {
    return this.#cookie("browser", id);
  }

  session(id: string): string {
    return this.#cookie("session", id);
  }

  #cookie(name: string, value: string): string {
    return `${this.#prefix}-${name}=${value}; Path=/; HttpOnly; SameSite=Lax`;
  }
}

/** Makes the proof that a form was shown to a browser, and checks it. Proofs end with the process. */
export class FormTokens {
  readonly #key = randomBytes(32);

  tokenFor(browser: Browser): string {
    return createHmac("sha256", this.#key).update(browser.id).digest("base64url");
  }

  fits(browser: Browser, token: string): boolean {
    const [expected, given] = [Buffer.from(this.tokenFor(browser)), Buffer.from(token)];
    return !browser.isNew && expected.length === given.length && timingSafeEqual(expected, given);
  }
}

/** Whether the browser itself says that a form was sent from a page of another site. Old browsers do not say. */
export function isFromElsewhere({ origin, host, "sec-fetch-site": site }: IncomingHttpHeaders): boolean {
  if (origin !== undefined && origin !== `http://${host}`) return true;
  return site !== undefined && site !== "same-origin" && site !== "none";
}
