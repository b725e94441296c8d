import { AwsError, type Context, type Operation } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import { instanceOf, permissionSetOf, permissionSetToChange } from "./access.ts";

/** A tag as it travels. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface TagInput {
  readonly InstanceArn?: string;
  readonly ResourceArn: string;
}

const maximumTags = 50;

/** Tags of permission sets and of the instance. Tagging makes no account outdated. */
export const tagOperations = {
  TagResource: (input: TagInput & { readonly Tags: readonly Tag[] }, context) => {
    const { tags, replace } = taggable(context, input, "TagResource");
    replace(tagsWith(tags, input.Tags));
    return {};
  },

  UntagResource: (input: TagInput & { readonly TagKeys: readonly string[] }, context) => {
    const { tags, replace } = taggable(context, input, "UntagResource");
    replace(Object.fromEntries(Object.entries(tags).filter(([key]) => !input.TagKeys.includes(key))));
    return {};
  },

  ListTagsForResource: (input: TagInput & PageRequest, context) => {
    const { tags } = taggable(context, input, "ListTagsForResource");
    const { items, nextToken } = paginate(Object.entries(tags), ([key]) => key, input, 20);
    return { Tags: items.map(([Key, Value]) => ({ Key, Value })), NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

/** A resource's tags with those of a request, the last of equal keys winning. Throws ServiceQuotaExceededException. */
export function tagsWith(tags: Readonly<Record<string, string>>, added: readonly Tag[]): Record<string, string> {
  const merged = { ...tags, ...Object.fromEntries(added.map(({ Key, Value }) => [Key, Value])) };
  if (Object.keys(merged).length <= maximumTags) return merged;
  throw new AwsError("ServiceQuotaExceededException", `A resource can have at most ${maximumTags} tags.`);
}

interface Taggable {
  readonly tags: Readonly<Record<string, string>>;
  readonly replace: (tags: Readonly<Record<string, string>>) => void;
}

function taggable(context: Context, { InstanceArn, ResourceArn }: TagInput, action: string): Taggable {
  const { world } = context;
  if (!ResourceArn.includes(":permissionSet/")) {
    const instance = instanceOf(context, ResourceArn, action);
    return { tags: instance.tags, replace: (tags) => world.instances.set(instance.arn, { ...instance, tags }) };
  }
  const input = { InstanceArn: InstanceArn ?? instanceArnOf(ResourceArn), PermissionSetArn: ResourceArn };
  const find = action === "ListTagsForResource" ? permissionSetOf : permissionSetToChange;
  const permissionSet = find(context, input, action);
  return {
    tags: permissionSet.tags,
    replace: (tags) => world.permissionSets.set(permissionSet.arn, { ...permissionSet, tags }),
  };
}

/** `arn:aws:sso:::permissionSet/ssoins-…/ps-…` names its instance. */
function instanceArnOf(permissionSetArn: string): string {
  const [prefix = "", instanceId = ""] = permissionSetArn.split("/");
  return `${prefix.replace(/permissionSet$/, "instance")}/${instanceId}`;
}
