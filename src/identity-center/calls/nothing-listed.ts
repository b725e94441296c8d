import { classify } from "../../aws/aws-error.ts";

/**
 * Stands for the pages of a directory that is not listed without a filter, as those in Active Directory, or not at all; whoever is
 * looked for is asked for one by one. What fails for another reason is thrown again.
 * https://github.com/aws/aws-sdk/issues/629
 */
export function nothingListed(error: unknown): { readonly items: readonly []; readonly complete: false } {
  if (["refused", "unsupported"].includes(classify(error))) return { items: [], complete: false };
  throw error;
}
