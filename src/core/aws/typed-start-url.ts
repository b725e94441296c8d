import { DIRECTORY_ID } from "./ids.ts";
import { partitionOf } from "./partition-table.ts";
import { defaultStartUrl } from "./portal.ts";
import { isAccessPortal, startUrlFault } from "./start-url.ts";

/** What mails and chats put around an address. */
const AROUND = /^[<"'(\s]+|[>"'),;\s]+$/g;
/** What the portal's own page adds to its address while it is open in a browser. */
const OPEN_PAGE = /\/*(\?[^#]*)?(#.*)?$/;

/**
 * The start URL that somebody means who types or pastes it as they have it: without `https://`, from a mail, out of the browser's
 * address line, or the directory's id alone, whose portal depends on the Region. Whether it is one is for `startUrlFault` to say; what
 * is none stays as it was typed.
 */
export function typedStartUrl(text: string, ssoRegion = "us-east-1"): string {
  const bare = text.replace(AROUND, "");
  const address = (DIRECTORY_ID.test(bare.toLowerCase()) && portalOfDirectory(bare.toLowerCase(), ssoRegion)) || bare;
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  const closed = whole.replace(OPEN_PAGE, "");
  const isOurs = /^https:\/\/[^/]+$/i.test(closed) && isAccessPortal(closed) && startUrlFault(closed) !== undefined;
  const candidates = [...(isOurs ? [`${closed}/start`] : []), ...(isAccessPortal(closed) ? [closed] : []), whole];
  return candidates.find((url) => startUrlFault(url) === undefined) ?? (bare === address ? text.trim() : whole);
}

function portalOfDirectory(identityStoreId: string, region: string): string | undefined {
  return defaultStartUrl({ identityStoreId, instanceArn: "", region }, partitionOf(region));
}
