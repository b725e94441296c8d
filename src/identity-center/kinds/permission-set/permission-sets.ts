import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  CreatePermissionSetCommand,
  DeleteInlinePolicyFromPermissionSetCommand,
  DeletePermissionSetCommand,
  DeletePermissionsBoundaryFromPermissionSetCommand,
  DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  PutPermissionsBoundaryToPermissionSetCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { classify } from "../../../aws/aws-error.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { diff } from "../../../core/plan/diff.ts";
import { inlineText } from "../../../core/state/ended-sessions.ts";
import { mergePermissionSet } from "../../../core/state/kinds/merge-permission-set.ts";
import { changesRole, permissionSetKey } from "../../../core/state/kinds/permission-set.ts";
import type { ProvisionedAccounts } from "../../../core/state/observation.ts";
import {
  differsBeyondTags,
  OWNER_TAG,
  UNFINISHED,
  WRITTEN_TAG,
  withAssumedTags,
} from "../../../core/state/ownership.ts";
import type { PermissionSet } from "../../../core/state/resource.ts";
import { canonicalJson } from "../../../core/text/canonical-json.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { type Done, doneBy, foundDone } from "../../calls/done.ts";
import { settleDeletion, settleWrite } from "../../calls/settle-write.ts";
import { identifierOf, type Session } from "../../session/session.ts";
import { type Look, type OpenKind, wantedOf } from "../open-kind.ts";
import {
  hasCustomerManagedPolicy,
  hasManagedPolicy,
  observePermissionSets,
  readInlinePolicy,
} from "./observe-permission-sets.ts";

/** Permission sets, looked at and written for one run. */
export function openPermissionSets(session: Session): OpenKind<PermissionSet> {
  return {
    observe: async (look) => {
      const described = new Map(wantedOf(look, "PermissionSet").map((set) => [set.name, set]));
      const assigned = wantedOf(look, "AccountAssignment").map(({ permissionSet }) => permissionSet);
      const names: string[] = [];
      const wanted = [...new Set([...described.keys(), ...assigned])];
      const found = await observePermissionSets(session, wanted, (name) => names.push(name));
      const untold = found.filter(({ tellsTags }) => !tellsTags).map(({ permissionSet }) => permissionSet);
      const resources = found.map(({ permissionSet, tellsTags }) =>
        // Nothing is assumed of what shall be gone.
        tellsTags || look.absent.has(permissionSetKey(permissionSet.name))
          ? permissionSet
          : withAssumedTags(permissionSet, described.get(permissionSet.name)?.tags),
      );
      const provisioned = found.map(async (one, index) => {
        const present = resources[index] ?? one.permissionSet;
        return [present.name, await withUnreachable(session, look, present, one.provisioned)] as const;
      });
      return {
        resources,
        permissionSetNames: names,
        notes: untold.map(tagsNotTold),
        ...(untold.length === 0 ? {} : { tagsUntold: new Set(untold.map(({ name }) => name)) }),
        provisioned: new Map(await Promise.all(provisioned)),
      };
    },
    create: (wanted) => createPermissionSet(session, wanted),
    update: async (before, after) => {
      await updatePermissionSet(session, before, after);
      return {};
    },
    delete: (set) => deletePermissionSet(session, set),
    explain: (error, change) => {
      const isInUse = change.action === "delete" && classify(error) === "not-yet";
      return isInUse ? stillAssigned(change.before) : undefined;
    },
  };
}

/**
 * Adds which of the accounts cannot be provisioned, being suspended or closed. An organization may have thousands, so that nobody
 * asks where none is to be.
 */
async function withUnreachable(
  { accounts }: Session,
  { desired, isExact }: Look,
  present: PermissionSet,
  provisioned: ProvisionedAccounts,
): Promise<ProvisionedAccounts> {
  const { accountIds, outdated } = provisioned;
  const key = permissionSetKey(present.name);
  const wanted = desired.get(key);
  const mayChange = () =>
    present.endedSessions !== undefined ||
    (wanted !== undefined &&
      diff(new Map([[key, present]]), new Map([[key, wanted]]), new Map(), { isExact }).some(changesRole));
  const matters = outdated.length > 0 || (accountIds.length > 0 && (!accounts.soFar().partial || mayChange()));
  if (!matters) return provisioned;
  const known = await accounts.withIds(accountIds);
  const closed = new Set(known.accounts.filter(({ state }) => state !== "ACTIVE").map(({ id }) => id));
  const unreachable = accountIds.filter((account) => closed.has(account));
  return unreachable.length === 0 ? provisioned : { ...provisioned, unreachable };
}

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeletePermissionSet.html */
async function deletePermissionSet(session: Session, { name }: PermissionSet): Promise<Done> {
  const command = new DeletePermissionSetCommand(targetOf(session, { name }));
  const done = await settleDeletion(session.signal, () => session.aws.ssoAdmin.send(command));
  session.ids.delete(permissionSetKey(name));
  return done;
}

/** AWS deletes no set that is assigned anywhere: a ConflictException that does not pass. */
function stillAssigned({ name }: PermissionSet): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `Permission set ${name} is in use: AWS deletes none that is assigned somewhere, and somebody has been given it since the plan was made.`,
    remedy: `See who has it with ${commandForCaller("access", "--permission-set", name)}; run the same command again once nobody does.`,
  });
}

function tagsNotTold({ name }: PermissionSet): string {
  return `The tags of permission set ${name} cannot be read at this endpoint, which is not AWS: it is taken for one that onboard made.`;
}

/**
 * Creates the permission set and everything in it. A run that dies half way leaves a set that lacks something; the
 * next run adopts it and adds what is missing. So does this one, when the set turns out to be there.
 */
export async function createPermissionSet(session: Session, wanted: PermissionSet): Promise<Done> {
  const { name, sessionDuration, description, relayState } = wanted;
  // What the set held when it was written is recorded once it does: half a set would look like somebody's change.
  const { [WRITTEN_TAG]: _record, ...tags } = wanted.tags;
  const made = await settleWrite<Made>({
    signal: session.signal,
    make: async () => {
      const command = new CreatePermissionSetCommand({
        ...instanceOf(session),
        Name: name,
        SessionDuration: sessionDuration,
        Description: description,
        RelayState: relayState,
        Tags: tagList(tags),
      });
      const { PermissionSet: set, $metadata } = await session.aws.ssoAdmin.send(command);
      return { arn: set?.PermissionSetArn, done: doneBy($metadata) };
    },
    find: async (isOurs) => {
      const [found] = await observePermissionSets(session, [name]);
      return found === undefined ? undefined : { adopted: found.permissionSet, done: foundDone(isOurs) };
    },
  });
  if ("adopted" in made) {
    await adopt(session, made.adopted, wanted);
    return made.done;
  }
  if (made.arn !== undefined) session.ids.set(permissionSetKey(name), made.arn);
  const bare = { ...wanted, tags, managedPolicies: [], customerManagedPolicies: [] };
  const { inlinePolicy: _, permissionsBoundary: __, ...before } = bare;
  await notHalfTold(session, wanted, () => writeParts(session, before, wanted));
  return made.done;
}

/** What became of the creation: a set of ours, or one that was there, with its id in the session. */
type Made = { readonly done: Done } & ({ readonly arn: string | undefined } | { readonly adopted: PermissionSet });

/** A set that is there after all, ours from a lost answer or somebody else's, gets what it lacks, but no tag that calls it ours. */
async function adopt(session: Session, present: PermissionSet, wanted: PermissionSet): Promise<void> {
  const tags = Object.entries(wanted.tags).filter(([key, value]) => key !== OWNER_TAG.key || value !== OWNER_TAG.value);
  const adopted = mergePermissionSet(present, { ...wanted, tags: Object.fromEntries(tags) });
  await updatePermissionSet(session, present, adopted);
}

/** Brings an adopted permission set from `before` to `after`, touching only what differs. */
export async function updatePermissionSet(
  session: Session,
  before: PermissionSet,
  after: PermissionSet,
): Promise<void> {
  await notHalfTold(session, after, async () => {
    await refuseChangedSince(session, before, after);
    const suspended = await suspendRecord(session, before, after);
    await writeAttributes(session, before, after);
    await writeParts(session, suspended, after);
  });
}

/** While a set is half written its record would call the other half somebody's change. */
async function suspendRecord(session: Session, before: PermissionSet, after: PermissionSet): Promise<PermissionSet> {
  if (before.tags[WRITTEN_TAG] === undefined || !differsBeyondTags(before, after)) return before;
  const suspended = { ...before, tags: { ...before.tags, [WRITTEN_TAG]: UNFINISHED } };
  await writeTags(session, before, suspended);
  return suspended;
}

/** An interruption between two writes leaves a set that is not what it was: that is no change that "never started". */
async function notHalfTold(session: Session, { name }: PermissionSet, writing: () => Promise<void>): Promise<void> {
  try {
    await writing();
  } catch (error) {
    if (!session.signal?.aborted || error !== session.signal.reason) throw error;
    throw new OnboardError({
      kind: "failed",
      message: `The run ended while permission set ${name} was being written: some of it may be missing.`,
      remedy: "Run the same command again: it adds what is missing.",
    });
  }
}

async function writeAttributes(session: Session, before: PermissionSet, after: PermissionSet): Promise<void> {
  const attributes = ({ description, relayState, sessionDuration }: PermissionSet) =>
    canonicalJson({ description, relayState, sessionDuration });
  if (attributes(before) !== attributes(after)) {
    // UpdatePermissionSet clears what it is not sent: description and relay state always go along.
    const command = new UpdatePermissionSetCommand({
      ...targetOf(session, after),
      SessionDuration: after.sessionDuration,
      Description: after.description,
      RelayState: after.relayState,
    });
    await write(session, () => session.aws.ssoAdmin.send(command));
  }
}

async function writeParts(session: Session, before: PermissionSet, after: PermissionSet): Promise<void> {
  const target = targetOf(session, after);
  const { ssoAdmin } = session.aws;
  for (const ManagedPolicyArn of after.managedPolicies.filter((arn) => !before.managedPolicies.includes(arn))) {
    const command = new AttachManagedPolicyToPermissionSetCommand({ ...target, ManagedPolicyArn });
    await write(
      session,
      () => ssoAdmin.send(command),
      () => hasManagedPolicy(session, after.name, ManagedPolicyArn),
    );
  }
  const had = before.customerManagedPolicies.map(canonicalJson);
  for (const policy of after.customerManagedPolicies.filter((wanted) => !had.includes(canonicalJson(wanted)))) {
    const CustomerManagedPolicyReference = { Name: policy.name, Path: policy.path };
    const command = new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({
      ...target,
      CustomerManagedPolicyReference,
    });
    await write(
      session,
      () => ssoAdmin.send(command),
      () => hasCustomerManagedPolicy(session, after.name, policy),
    );
  }
  await writeInlinePolicy(session, before, after);
  await writeBoundary(session, before, after);
  await removeParts(session, before, after);
  await writeTags(session, before, after);
}

async function writeInlinePolicy(session: Session, before: PermissionSet, after: PermissionSet): Promise<void> {
  const target = targetOf(session, after);
  const InlinePolicy = inlineText(after);
  if (InlinePolicy === inlineText(before)) return;
  if (InlinePolicy === undefined) {
    const command = new DeleteInlinePolicyFromPermissionSetCommand(target);
    await settleDeletion(session.signal, () => session.aws.ssoAdmin.send(command));
    return;
  }
  const command = new PutInlinePolicyToPermissionSetCommand({ ...target, InlinePolicy });
  await write(session, () => session.aws.ssoAdmin.send(command));
}

/**
 * Putting an inline policy replaces the whole document, so it is looked at again just before: a statement that somebody has
 * added since the plan was made would be lost.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html
 */
async function refuseChangedSince(session: Session, before: PermissionSet, after: PermissionSet): Promise<void> {
  const [had, wanted] = [inlineText(before), inlineText(after)];
  if (had === wanted) return;
  const there = inlineText(await readInlinePolicy(session, targetOf(session, after).PermissionSetArn));
  if (there !== had && there !== wanted) throw changedSince(after);
}

function changedSince({ name }: PermissionSet): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `The inline policy of permission set ${name} was changed by somebody else since the plan was made: it is left as it is now.`,
    remedy: "Run the same command again: it plans with what is there now.",
  });
}

/** What a set had and is to have no more: only who takes a run back takes something out. */
async function removeParts(session: Session, before: PermissionSet, after: PermissionSet): Promise<void> {
  const target = targetOf(session, after);
  const { ssoAdmin } = session.aws;
  const remove = (send: Parameters<typeof settleDeletion>[1]) => settleDeletion(session.signal, send);
  for (const ManagedPolicyArn of before.managedPolicies.filter((arn) => !after.managedPolicies.includes(arn))) {
    const command = new DetachManagedPolicyFromPermissionSetCommand({ ...target, ManagedPolicyArn });
    await remove(() => ssoAdmin.send(command));
  }
  const has = after.customerManagedPolicies.map(canonicalJson);
  for (const { name, path } of before.customerManagedPolicies.filter((had) => !has.includes(canonicalJson(had)))) {
    const CustomerManagedPolicyReference = { Name: name, Path: path };
    const command = new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand({
      ...target,
      CustomerManagedPolicyReference,
    });
    await remove(() => ssoAdmin.send(command));
  }
  if (before.permissionsBoundary !== undefined && after.permissionsBoundary === undefined) {
    await remove(() => ssoAdmin.send(new DeletePermissionsBoundaryFromPermissionSetCommand(target)));
  }
}

async function writeBoundary(session: Session, before: PermissionSet, after: PermissionSet): Promise<void> {
  const boundary = after.permissionsBoundary;
  if (boundary === undefined || canonicalJson(boundary) === canonicalJson(before.permissionsBoundary ?? null)) return;
  const PermissionsBoundary =
    "managedPolicyArn" in boundary
      ? { ManagedPolicyArn: boundary.managedPolicyArn }
      : {
          CustomerManagedPolicyReference: {
            Name: boundary.customerManagedPolicy.name,
            Path: boundary.customerManagedPolicy.path,
          },
        };
  const command = new PutPermissionsBoundaryToPermissionSetCommand({
    ...targetOf(session, after),
    PermissionsBoundary,
  });
  await write(session, () => session.aws.ssoAdmin.send(command));
}

async function writeTags(session: Session, before: PermissionSet, after: PermissionSet): Promise<void> {
  const target = {
    InstanceArn: session.instance.instanceArn,
    ResourceArn: identifierOf(session, permissionSetKey(after.name)),
  };
  const changed = Object.entries(after.tags).filter(([key, value]) => before.tags[key] !== value);
  if (changed.length > 0) {
    const command = new TagResourceCommand({ ...target, Tags: tagList(Object.fromEntries(changed)) });
    await unlessRecordOnly(
      changed.map(([key]) => key),
      write(session, () => session.aws.ssoAdmin.send(command)),
    );
  }
  const TagKeys = Object.keys(before.tags).filter((key) => after.tags[key] === undefined);
  if (TagKeys.length === 0) return;
  const command = new UntagResourceCommand({ ...target, TagKeys });
  await unlessRecordOnly(
    TagKeys,
    write(session, () => session.aws.ssoAdmin.send(command)),
  );
}

/** An endpoint that knows no tags loses the record, not the permission set. */
async function unlessRecordOnly(keys: readonly string[], writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    const isRecordOnly = keys.every((key) => key === WRITTEN_TAG);
    if (!isRecordOnly || classify(error) !== "unsupported") throw error;
  }
}

/** A write that may be repeated: putting or attaching the same thing twice leaves one of it. */
async function write(session: Session, make: () => Promise<unknown>, isThere?: () => Promise<boolean>) {
  await settleWrite({
    signal: session.signal,
    make: async () => {
      await make();
      return true;
    },
    ...(isThere === undefined ? {} : { find: async () => ((await isThere()) ? true : undefined) }),
  });
}

function tagList(tags: PermissionSet["tags"]) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function instanceOf(session: Session) {
  return { InstanceArn: session.instance.instanceArn };
}

function targetOf(session: Session, { name }: Pick<PermissionSet, "name">) {
  return { ...instanceOf(session), PermissionSetArn: identifierOf(session, permissionSetKey(name)) };
}
