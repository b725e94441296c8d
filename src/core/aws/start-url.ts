import { distance } from "fastest-levenshtein";
import type { Fault, Rule } from "../errors/fault.ts";
import { quoted } from "../text/visible-text.ts";
import { DIRECTORY_ID } from "./ids.ts";
import { PARTITIONS, partitionOf } from "./partition-table.ts";
import { partitionText, regionsOf } from "./partitions.ts";
import { regionFault } from "./regions.ts";

const WRITE_ONE = 'Write it like "https://d-1234567890.awsapps.com/start".';
const ASK_FOR_IT =
  'Use the AWS access portal URL of the Identity Center console (Settings), like "https://d-1234567890.awsapps.com/start".';

const LONGEST = 512;
const PARTS = /^https:\/\/(?<host>[^/?#]*)(?<path>[^?#]*)(?<query>\?[^#]*)?(?<fragment>#.*)?$/i;
const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const PATH = /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._~-]+)*\/?$/;
/** What the portal's own page leaves behind the `#` while it is open in a browser. */
const FRAGMENT = /^#?\/?(\?tab=[a-z]+)?$/;

/** Where AWS serves access portals, taken from the addresses of the table. */
interface PortalForm {
  readonly host: RegExp;
  /** Without a slash at the end. */
  readonly path: RegExp;
  readonly partition: string;
}

const PORTALS: readonly PortalForm[] = Object.entries(PARTITIONS).flatMap(
  ([partition, { usualPortal, otherPortals }]) =>
    [...Object.values(usualPortal), ...otherPortals].map((address) => portalForm(address, partition)),
);

/** The portal of a host of its own is at its front page, and at `/start` as well. */
function portalForm(address: string, partition: string): PortalForm {
  const [host = "", ...path] = address.split("/");
  const pattern = (text: string) =>
    text.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, "(?<$1>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)");
  const rest = path.length === 0 ? "(/start)?" : `/${pattern(path.join("/"))}`;
  return { host: new RegExp(`^${pattern(host)}$`), path: new RegExp(`^${rest}$`), partition };
}

/**
 * The access portal's address: plain https, and not one that only resembles AWS's. Any other host may be a portal:
 * companies have names of their own that lead there (`isAccessPortal` tells those apart).
 */
export const startUrlFault: Rule = (text) => {
  const fault = (what: string, remedy = WRITE_ONE): Fault => ({ message: `${quoted(text)} ${what}.`, remedy });
  if (text.length > LONGEST) return fault(`has ${text.length} characters, more than any start URL`);
  if (!URL.canParse(text) || /\s/.test(text)) return fault("is not a URL");
  if (new URL(text).protocol !== "https:") return fault("is not an https URL");
  const { host, path, query, fragment } = partsOf(text);
  if (host.includes("@")) return fault("holds a user name");
  const what = hostFault(host);
  if (what !== undefined) return fault(what);
  if (query !== "") return fault("has a query, which a start URL has not");
  if (!PATH.test(path) || !FRAGMENT.test(fragment)) return fault("has a path that no access portal has");
  const form = PORTALS.find((one) => one.host.test(host));
  if (form === undefined) return resemblesAws(host) ? fault(RESEMBLES, ASK_FOR_IT) : undefined;
  if (form.path.test(withoutSlash(path))) return undefined;
  const usual = `https://${host}/start`;
  const remedy = form.path.test("/start") ? `Did you mean "${usual}"?` : ASK_FOR_IT;
  return fault("is on an AWS host, and no access portal is at that path", remedy);
};

const RESEMBLES = "resembles an address of AWS, and AWS has no access portal there";

/** Whether AWS itself serves this start URL. Give it only what `startUrlFault` lets pass. */
export function isAccessPortal(startUrl: string): boolean {
  const { host } = partsOf(startUrl);
  return PORTALS.some((form) => form.host.test(host));
}

/** The Region that a regional access portal names in its host; the usual `awsapps.com` address tells none. */
export function regionInStartUrl(startUrl: string): string | undefined {
  const { host } = partsOf(startUrl);
  const region = PORTALS.map((form) => form.host.exec(host)?.groups?.region).find((found) => found !== undefined);
  return region === undefined || regionFault(region) !== undefined ? undefined : region;
}

/** The partitions in which an access portal can be by its address; every one where that tells none. */
export function partitionsOfStartUrl(startUrl: string): readonly string[] {
  const { host } = partsOf(startUrl);
  const region = regionInStartUrl(startUrl);
  if (region !== undefined) return [partitionOf(region)];
  const told = PORTALS.filter((form) => form.host.test(host)).map(({ partition }) => partition);
  return told.length === 0 ? Object.keys(PARTITIONS) : [...new Set(told)];
}

/** What is wrong with an access portal and the Region of its Identity Center, each right by itself: they cannot be of one instance. */
export function portalRegionFault(startUrl: string, ssoRegion: string): Fault | undefined {
  const named = regionInStartUrl(startUrl);
  if (named !== undefined && named !== ssoRegion) {
    return {
      message: `${quoted(startUrl)} is the access portal in ${named}, and ${quoted(ssoRegion)} is named as its Region.`,
      remedy: `Name ${named} as its Region, or the portal's address in ${ssoRegion}.`,
    };
  }
  const partition = partitionOf(ssoRegion);
  const its = partitionsOfStartUrl(startUrl);
  if (its.includes(partition)) return undefined;
  return {
    message: `${quoted(startUrl)} is an access portal of ${its.map(partitionText).join(" or ")}, and Region ${quoted(ssoRegion)} is of ${partitionText(partition)}.`,
    remedy: `Name a Region of ${its.join(" or ")}, such as ${regionsOf(its[0] ?? "aws")[0]}, or that Region's portal.`,
  };
}

/** Whether two start URLs open the same access portal: a slash or `#/` at the end makes no difference to it. */
export function isSamePortal(one: string, other: string): boolean {
  return portalOf(one) === portalOf(other);
}

/** Also of what users have in their files, which need not be a URL at all: that is compared as it stands. */
function portalOf(startUrl: string): string {
  const bare = startUrl.trim().replace(/[/#]+$/, "");
  if (!URL.canParse(bare)) return bare;
  const { protocol, host, pathname } = new URL(bare);
  return `${protocol}//${host}${pathname.replace(/\/+$/, "")}`;
}

interface UrlParts {
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** The parts as they are written: URL parsers repair, decode and reorder, and so may be talked into another host. */
function partsOf(text: string): UrlParts {
  const { host = "", path = "", query = "", fragment = "" } = PARTS.exec(text)?.groups ?? {};
  return { host: host.toLowerCase(), path, query, fragment };
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, "");
}

function hostFault(host: string): string | undefined {
  const foreign = /[^\x21-\x7E]/u.exec(host)?.[0];
  if (foreign !== undefined) return `has ${quoted(foreign)} in its host, perhaps a letter that looks like another`;
  if (/:\d*$/.test(host)) return "names a port";
  if (host.endsWith(".")) return "has a dot at the end of its host";
  if (/(^|\.)xn--/.test(host)) return "has a host in encoded letters, which may look like other ones";
  if (!host.includes(".")) return "names no host";
  return HOST.test(host) && host.length <= 253 ? undefined : "names no host that AWS could be at";
}

const AWS_NAMES = ["awsapps", "amazonaws", "amazonwebservices"];

function resemblesAws(host: string): boolean {
  return host.endsWith(".aws") || host.split(".").some(resemblesAwsName);
}

/** A name of AWS's, one letter off, in digits that look like letters, or an id that AWS gave as somebody's host. */
function resemblesAwsName(name: string): boolean {
  const seen = name
    .replaceAll("-", "")
    .replace(/[01358]/g, (digit) => ({ "0": "o", "1": "l", "3": "e", "5": "s", "8": "b" })[digit] ?? digit)
    .replaceAll("vv", "w")
    .replaceAll("rn", "m");
  const isOurs = AWS_NAMES.some((known) => seen.includes(known) || distance(seen, known) <= 1);
  return isOurs || DIRECTORY_ID.test(name) || /^ssoins-.+$/.test(name);
}
