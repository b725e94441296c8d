import { quoted } from "../../../core/text/visible-text.ts";
import { sameSettings } from "../../aws-config/check-outcome.ts";
import { ConfigRefused } from "../../aws-config/config-refused.ts";
import { meaningToAwsCli, readLikeAwsCli } from "../../aws-config/read-like-aws-cli.ts";
import { meaningToJsSdk, readLikeJsSdk } from "../../aws-config/read-like-js-sdk.ts";
import { type SectionName, sectionKey } from "../../aws-config/reading.ts";
import type { SharedFiles } from "../../credentials/client-view.ts";
import { lostCredentials } from "../../credentials/lost-credentials.ts";
import type { Repaired } from "./repair.ts";

const READERS = [
  { client: "the AWS CLI", read: readLikeAwsCli, meaning: meaningToAwsCli },
  { client: "the AWS SDK for JavaScript", read: readLikeJsSdk, meaning: meaningToJsSdk },
] as const;

/**
 * Refuses a repair after which some client would read anything else differently than what the repair is about, or could
 * no longer read the file. To a client that could read nothing before, there is nothing to lose.
 */
export function checkRepair(before: string, { text, touches = [], renames = new Map() }: Repaired): void {
  const touched = new Set(touches.map(sectionKey));
  const names = new Set([...renames].flat());
  for (const { client, read, meaning } of READERS) {
    const [old, now] = [read(before), read(text)];
    if (!old.readable) continue;
    if (!now.readable) throw new ConfigRefused(now);
    const changed = [...new Set([...old.sections.keys(), ...now.sections.keys()])].find((name) => {
      if (names.has(name) || isTouched(meaning(name), touched)) return false;
      const [was, is] = [old.sections.get(name), now.sections.get(name)];
      return was === undefined || is === undefined ? was !== is : !sameSettings(was, is);
    });
    const lost = [...renames].find(([from, to]) => {
      const [was, is] = [old.sections.get(from), now.sections.get(to)];
      return was !== undefined && (is === undefined || !sameSettings(was, is));
    });
    if (changed !== undefined || lost !== undefined) throw alters(client, changed ?? lost?.[0] ?? "");
  }
}

/** Refuses a repair after which some client gets no more credentials from a profile from which it got some. */
export function checkCredentials(before: SharedFiles, after: SharedFiles): void {
  const [lost] = lostCredentials(before, after);
  if (lost === undefined) return;
  throw new ConfigRefused({
    message: `After the repair ${lost.client} would get no credentials from the profile ${quoted(lost.profile)}.`,
    remedy: "Nothing was written to this file. Make the repair by hand; each finding says what to do.",
  });
}

function isTouched(name: SectionName | undefined, touched: ReadonlySet<string>): boolean {
  return name !== undefined && touched.has(sectionKey(name));
}

function alters(client: string, name: string): ConfigRefused {
  return new ConfigRefused({
    message: `The repair would also alter what ${client} reads in ${quoted(`[${name}]`)}.`,
    remedy: "Nothing was written to this file. Make the repair by hand; each finding says what to do.",
  });
}
