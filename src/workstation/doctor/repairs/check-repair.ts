import { isDeepStrictEqual } from "node:util";
import { quoted } from "../../../core/text/visible-text.ts";
import { changedSections } from "../../aws-config/check-outcome.ts";
import { ConfigRefused } from "../../aws-config/config-refused.ts";
import { sectionKey } from "../../aws-config/reading.ts";
import { CLIENTS, EACH_CLIENT, type Readings } from "../../aws-config/readings.ts";
import type { SharedFiles } from "../../credentials/client-view.ts";
import { lostCredentials, partedCredentials } from "../../credentials/lost-credentials.ts";
import type { RepairReach } from "./repair.ts";

/**
 * Refuses a repair after which some client would read anything else differently than what the repair is about, or could
 * no longer read the file. To a client that could read nothing before, there is nothing to lose.
 */
export function checkRepair(
  before: Readings,
  after: Readings,
  { touches = [], rewrites = [], renames = new Map() }: RepairReach,
): void {
  const touched = new Set(touches.map(sectionKey));
  const names = new Set([...rewrites, ...[...renames].flat()]);
  for (const client of EACH_CLIENT) {
    const { name } = CLIENTS[client];
    const [old, now] = [before[client], after[client]];
    if (!old.readable) continue;
    if (!now.readable) throw new ConfigRefused(now);
    const changed = changedSections(client, old, now, touched).find((name) => !names.has(name));
    const lost = [...renames].find(([from, to]) => {
      const was = old.sections.get(from);
      return was !== undefined && !isDeepStrictEqual(was, now.sections.get(to));
    });
    if (changed !== undefined || lost !== undefined) throw alters(name, changed ?? lost?.[0] ?? "");
  }
}

/**
 * Refuses a repair after which some client gets no more credentials from a profile from which it got some, or the two get
 * different ones where they got the same.
 */
export function checkCredentials(before: SharedFiles, after: SharedFiles): void {
  const [lost] = lostCredentials(before, after);
  if (lost !== undefined) {
    throw new ConfigRefused({
      message: `After it ${lost.client} would get no credentials from the profile ${quoted(lost.profile)}.`,
      remedy: BY_HAND,
    });
  }
  const [parted] = partedCredentials(before, after);
  if (parted === undefined) return;
  throw new ConfigRefused({
    message: `After it ${CLIENTS.awsCli.name} and ${CLIENTS.jsSdk.name} would get different credentials from the profile ${quoted(parted)}.`,
    remedy: BY_HAND,
  });
}

const BY_HAND = "Make the repair by hand; each finding says what to do.";

function alters(client: string, name: string): ConfigRefused {
  return new ConfigRefused({
    message: `It would also alter what ${client} reads in ${quoted(`[${name}]`)}.`,
    remedy: BY_HAND,
  });
}
