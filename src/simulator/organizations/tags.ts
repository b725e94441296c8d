import { AwsError, type Context, type Operation } from "../operation.ts";
import { organizationFor } from "./access.ts";
import { paginateWithGaps } from "./page.ts";

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface ListInput {
  readonly ResourceId: string;
  readonly NextToken?: string;
}

/** Tags of accounts; the root and the organizational units have none. */
export const tagOperations = {
  ListTagsForResource: (input: ListInput, context) => {
    organizationFor(context, "administrators");
    const tags = Object.entries(tagsOf(context, input.ResourceId)).map(([Key, Value]) => ({ Key, Value }));
    const { items, nextToken } = paginateWithGaps(tags, ({ Key }) => Key, input);
    return { Tags: items, NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html */
const maxTags = 50;

/** The tags for a new resource. Throws when one of them cannot be: nothing is made then. */
export function tagsToAttach(tags: readonly Tag[]): Readonly<Record<string, string>> {
  if (tags.length > maxTags) {
    throw new AwsError("ConstraintViolationException", `You can attach at most ${maxTags} tags to a resource.`, {
      Reason: "MAX_TAG_LIMIT_EXCEEDED",
    });
  }
  if (tags.some(({ Key }) => Key.toLowerCase().startsWith("aws:"))) {
    throw new AwsError("InvalidInputException", "Tag keys that begin with aws: are reserved.", {
      Reason: "INVALID_SYSTEM_TAGS_PARAMETER",
    });
  }
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw new AwsError("InvalidInputException", "You specified a tag key more than once.", {
      Reason: "DUPLICATE_TAG_KEY",
    });
  }
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

function tagsOf({ world }: Context, resourceId: string): Readonly<Record<string, string>> {
  const account = world.accounts.get(resourceId);
  if (account !== undefined) return account.tags;
  if (world.organization?.rootId === resourceId || world.organizationalUnits.has(resourceId)) return {};
  throw new AwsError("TargetNotFoundException", "You specified a target that doesn't exist.");
}
