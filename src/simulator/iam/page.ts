import { AwsError } from "../operation.ts";
import { paginate } from "../paginate.ts";

export interface IamPageRequest {
  readonly Marker?: string;
  readonly MaxItems?: number;
}

interface IamPage<T> {
  readonly items: readonly T[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

/** One page of a list as IAM gives it, 100 items unless told otherwise. Throws ValidationError for a foreign marker. */
export function iamPage<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { Marker, MaxItems }: IamPageRequest,
): IamPage<T> {
  const request = {
    ...(Marker === undefined ? {} : { NextToken: Marker }),
    ...(MaxItems === undefined ? {} : { MaxResults: MaxItems }),
  };
  try {
    const { items: page, nextToken } = paginate(items, keyOf, request);
    return { items: page, IsTruncated: nextToken !== undefined, ...(nextToken && { Marker: nextToken }) };
  } catch (error) {
    throw error instanceof AwsError ? new AwsError("ValidationError", `Invalid Marker: ${Marker}`) : error;
  }
}
