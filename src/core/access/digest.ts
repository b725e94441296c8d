import { createHash } from "node:crypto";
import { canonicalJson } from "../text/canonical-json.ts";
import type { AccessFacts } from "./access.ts";

/** The parts that the digest is of, in this order. */
const PARTS = ["accounts", "permissionSets", "users", "groups", "assignments", "unread"] as const;

/** What records and team files know beside AWS: the same facts have the same digest wherever they are read. */
const OF_RECORDS = ["since", "run", "until", "joined", "teamFiles"];

/**
 * The sha256 of the facts as AWS has them, in hex: each part's name, then each of its entries as canonical JSON, a line
 * each. The same facts have the same digest, whenever and by whatever way they were read.
 */
export function digestOfAccess(facts: AccessFacts): string {
  const hash = createHash("sha256");
  for (const part of PARTS) {
    hash.update(`${part}\n`);
    for (const entry of facts[part]) hash.update(`${canonicalJson(asAwsHasIt(entry))}\n`);
  }
  return hash.digest("hex");
}

function asAwsHasIt(entry: object): unknown {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !OF_RECORDS.includes(name)));
}
