import type { Rendered } from "../wire/json-protocol.ts";
import type { World } from "../world/world.ts";
import type { Browser, Cookies } from "./visitor.ts";

/** One request to one page, checked and with its parameters together. */
export interface Visit {
  readonly world: World;
  readonly now: number;
  readonly browser: Browser;
  readonly cookies: Cookies;
  readonly formToken: string;
  /** Of the query for GET, of the form for POST. */
  readonly parameters: URLSearchParams;
  readonly isPost: boolean;
}

export type Route = (visit: Visit) => Rendered;
