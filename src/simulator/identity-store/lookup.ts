import { AwsError } from "../operation.ts";
import type { PageRequest } from "../paginate.ts";
import type { ExternalId } from "../world/directory-records.ts";
import { externalIdKey, nameKey } from "../world/directory-tables.ts";
import type { Instance } from "../world/identity-center-records.ts";
import type { Table } from "../world/table.ts";
import type { StoreInput } from "./directory.ts";

/** One of the two ways in which a record can be named without its id. */
interface AlternateIdentifier {
  readonly ExternalId?: ExternalId;
  readonly UniqueAttribute?: { readonly AttributePath: string; readonly AttributeValue: unknown };
}

export interface LookupInput extends StoreInput {
  readonly AlternateIdentifier: AlternateIdentifier;
}

export interface ListInput extends StoreInput, PageRequest {
  readonly Filters?: readonly { readonly AttributePath: string; readonly AttributeValue: string }[];
}

/**
 * The value that a list is filtered by; the API allows one filter, on one attribute. A directory of Active Directory wants
 * one: https://github.com/aws/aws-sdk/issues/629
 */
export function filterValue(
  { Filters }: ListInput,
  { identitySource }: Instance,
  attribute: "UserName" | "DisplayName",
): string | undefined {
  const [filter] = Filters ?? [];
  if (filter === undefined && identitySource === "ACTIVE_DIRECTORY") {
    throw new AwsError("ValidationException", "Filter is required");
  }
  if (filter === undefined || filter.AttributePath === attribute) return filter?.AttributeValue;
  throw new AwsError("ValidationException", `The attribute path ${filter.AttributePath} is not supported in Filters.`);
}

/**
 * The ids of the records that an alternate identifier names: by external id, or by one of the table's attributes. Throws
 * ValidationException for an attribute path that names none of these.
 */
export function idsNamed<T, Index extends string>(
  table: Table<T, Index | "externalId">,
  { IdentityStoreId, AlternateIdentifier: { ExternalId, UniqueAttribute } }: LookupInput,
  attributes: Readonly<Record<string, Index>>,
): readonly string[] {
  if (ExternalId !== undefined) return table.idsBy("externalId", externalIdKey(IdentityStoreId, ExternalId));
  const { AttributePath = "", AttributeValue } = UniqueAttribute ?? {};
  const index = Object.entries(attributes).find(([path]) => path.toLowerCase() === AttributePath.toLowerCase())?.[1];
  if (index === undefined) {
    throw new AwsError("ValidationException", `The attribute path ${AttributePath} is not a unique attribute.`);
  }
  return typeof AttributeValue === "string" ? table.idsBy(index, nameKey(IdentityStoreId, AttributeValue)) : [];
}
