import { createHash } from "node:crypto";
import { canonicalJson } from "../text/canonical-json.ts";
import type { AccessFacts } from "./access.ts";

/** The parts that the digest is of, in this order. */
const PARTS = ["accounts", "permissionSets", "users", "groups", "assignments", "unread"] as const;

/**
 * The sha256 of the facts, in hex: each part's name, then each of its entries as canonical JSON, a line each. The same
 * facts have the same digest, whenever and by whatever way they were read.
 */
export function digestOfAccess(facts: AccessFacts): string {
  const hash = createHash("sha256");
  for (const part of PARTS) {
    hash.update(`${part}\n`);
    for (const entry of facts[part]) hash.update(`${canonicalJson(entry)}\n`);
  }
  return hash.digest("hex");
}
