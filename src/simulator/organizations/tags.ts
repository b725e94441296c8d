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

/** Tags of accounts, organizational units and the root. */
export const tagOperations = {
  TagResource: (input: { readonly ResourceId: string; readonly Tags: readonly Tag[] }, context) => {
    organizationFor(context, "management");
    const { tags, replace } = taggable(context, input.ResourceId);
    const merged = { ...tags, ...tagsToAttach(input.Tags) };
    checkCount(merged);
    replace(merged);
    return {};
  },

  UntagResource: (input: { readonly ResourceId: string; readonly TagKeys: readonly string[] }, context) => {
    organizationFor(context, "management");
    const { tags, replace } = taggable(context, input.ResourceId);
    replace(Object.fromEntries(Object.entries(tags).filter(([key]) => !input.TagKeys.includes(key))));
    return {};
  },

  ListTagsForResource: (input: ListInput, context) => {
    organizationFor(context, "administrators");
    const tags = Object.entries(taggable(context, input.ResourceId).tags).map(([Key, Value]) => ({ Key, Value }));
    const { items, nextToken } = paginateWithGaps(tags, ({ Key }) => Key, input);
    return { Tags: items, NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html */
const maxTags = 50;

/** The tags for a new resource. Throws when one of them cannot be: nothing is made then. */
export function tagsToAttach(tags: readonly Tag[]): Readonly<Record<string, string>> {
  checkCount(tags);
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

function checkCount(tags: object): void {
  if (Object.keys(tags).length <= maxTags) return;
  throw new AwsError("ConstraintViolationException", "You have exceeded the number of tags allowed on this resource.", {
    Reason: "MAX_TAG_LIMIT_EXCEEDED",
  });
}

type Tags = Readonly<Record<string, string>>;

interface Taggable {
  readonly tags: Tags;
  readonly replace: (tags: Tags) => void;
}

function taggable({ world }: Context, resourceId: string): Taggable {
  const { accounts, organizationalUnits, organization } = world;
  const account = accounts.get(resourceId);
  if (account !== undefined) {
    return { tags: account.tags, replace: (tags) => accounts.set(resourceId, { ...account, tags }) };
  }
  const unit = organizationalUnits.get(resourceId);
  if (unit !== undefined) {
    return { tags: unit.tags ?? {}, replace: (tags) => organizationalUnits.set(resourceId, { ...unit, tags }) };
  }
  if (organization?.rootId === resourceId) {
    const replace = (rootTags: Tags) => {
      world.organization = { ...organization, rootTags };
    };
    return { tags: organization.rootTags ?? {}, replace };
  }
  throw new AwsError("TargetNotFoundException", "You specified a target that doesn't exist.");
}
