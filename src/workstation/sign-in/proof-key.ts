import { createHash, randomBytes } from "node:crypto";

/** A secret made for one sign-in, and what of it may be shown beforehand. RFC 7636, method S256. */
export interface ProofKey {
  readonly verifier: string;
  readonly challenge: string;
}

/** 64 random characters of the alphabet RFC 7636 allows, and their digest. */
export function createProofKey(): ProofKey {
  const verifier = randomBytes(48).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** Ties the browser's return to the sign-in that sent it out; nobody can guess it. */
export function createState(): string {
  return randomBytes(24).toString("base64url");
}
