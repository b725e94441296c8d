import { AwsError } from "../operation.ts";
import { type Page, type PageRequest, paginate } from "../paginate.ts";

const pageSize = 20;

/**
 * One page as Organizations gives them: at most 20 records, and after the first page (then after every third) an empty
 * page that still has a token, because callers must stop at a missing token and at nothing else.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function paginateWithGaps<T>(items: readonly T[], keyOf: (item: T) => string, request: PageRequest): Page<T> {
  const token = request.NextToken === undefined ? { page: 0, gap: false, inner: undefined } : parse(request.NextToken);
  if (token.gap) return { items: [], nextToken: render({ ...token, gap: false }) };
  const page = innerPage(items, keyOf, {
    ...request,
    ...(token.inner === undefined ? {} : { NextToken: token.inner }),
  });
  if (page.nextToken === undefined) return page;
  return {
    items: page.items,
    nextToken: render({ page: token.page + 1, gap: token.page % 3 === 0, inner: page.nextToken }),
  };
}

interface Token {
  readonly page: number;
  readonly gap: boolean;
  readonly inner: string | undefined;
}

function render({ page, gap, inner }: Token): string {
  return `${page}.${gap ? "gap" : "page"}.${inner ?? ""}`;
}

function parse(text: string): Token {
  const [, page, kind, inner] = /^(\d{1,6})\.(gap|page)\.([\w-]+)$/.exec(text) ?? [];
  if (page === undefined) throw invalidToken();
  return { page: Number(page), gap: kind === "gap", inner };
}

function innerPage<T>(items: readonly T[], keyOf: (item: T) => string, request: PageRequest): Page<T> {
  try {
    return paginate(items, keyOf, request, pageSize);
  } catch (error) {
    throw error instanceof AwsError ? invalidToken() : error;
  }
}

function invalidToken(): AwsError {
  return new AwsError("InvalidInputException", "You specified an invalid value for nextToken.", {
    Reason: "INVALID_NEXT_TOKEN",
  });
}
