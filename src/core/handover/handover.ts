import type * as z from "zod";
import { isSamePortal, regionInStartUrl } from "../aws/start-url.ts";
import type { Person } from "../plan/person.ts";
import type { Instance } from "../state/observation.ts";
import { freeName } from "../text/free-name.ts";
import type { Immutable } from "../text/immutable.ts";
import { simulatedIf } from "../text/simulated.ts";
import type { handoverSchema } from "./handover-schema.ts";

/** What a developer's machine needs to know, and nothing that is secret. It holds e-mail addresses. */
export type Handover = Immutable<Omit<z.output<typeof handoverSchema>, "$schema">>;
export type HandoverPerson = Handover["people"][number];
export type HandoverAccess = HandoverPerson["access"][number];
/** A role behind another: in a client's account, or wherever Identity Center does not reach. Written by hand; runs keep it. */
export type HandoverRole = NonNullable<HandoverPerson["roles"]>[number];

/** The handover of a team; `undefined` when the access portal's URL is not known. */
export function handoverOf(
  { startUrl, region }: Pick<Instance, "startUrl" | "region">,
  session: string,
  people: readonly Person[],
  isSimulated = false,
): Handover | undefined {
  if (startUrl === undefined) return undefined;
  return {
    version: 1,
    ...simulatedIf(isSimulated),
    startUrl,
    // At the portal of a replica, people sign in there.
    ssoRegion: regionInStartUrl(startUrl) ?? region,
    session,
    people: people.map(({ email, userName, access }) => ({
      email,
      username: userName,
      access: access.map(({ accountId, accountName, permissionSet, region: workingRegion, profile }) => ({
        accountId,
        accountName,
        permissionSet,
        region: workingRegion,
        profile,
      })),
    })),
  };
}

/**
 * The handover with another one's people in it: a run over some rows keeps what earlier runs wrote about the others.
 * What a run takes away is taken out of it by {@link withoutTaken}. A portal that changed starts anew, and so does AWS after
 * a simulation.
 */
export function mergeHandover(earlier: Handover, fresh: Handover): Handover {
  if (!isMerged(earlier, fresh)) return fresh;
  const people = new Map(earlier.people.map((person) => [person.email.toLowerCase(), person]));
  for (const person of fresh.people) {
    const known = people.get(person.email.toLowerCase());
    people.set(person.email.toLowerCase(), known === undefined ? person : mergePerson(known, person));
  }
  return { ...fresh, people: [...people.values()] };
}

/** Whether people of the earlier one are kept: it is of the same portal, and both or neither are of a simulation. */
export function isMerged(earlier: Handover, fresh: Handover): boolean {
  if (earlier.simulated !== fresh.simulated) return false;
  return isSamePortal(earlier.startUrl, fresh.startUrl) && earlier.ssoRegion === fresh.ssoRegion;
}

/** The handover without what was taken away; whoever has nothing left is in it no more, nor are roles behind it. */
export function withoutTaken(
  handover: Handover,
  isTaken: (person: HandoverPerson, access: HandoverAccess) => boolean,
): Handover {
  const people = handover.people.flatMap((person) => {
    const access = person.access.filter((one) => !isTaken(person, one));
    if (access.length === person.access.length) return [person];
    return access.length === 0 ? [] : [{ ...person, access }];
  });
  return { ...handover, people };
}

function mergePerson(earlier: HandoverPerson, fresh: HandoverPerson): HandoverPerson {
  const kept = earlier.access.filter((access) => !fresh.access.some((one) => isSameAccess(one, access)));
  const keptNames = new Set(kept.map(({ profile }) => profile));
  const taken = new Set([...keptNames, ...fresh.access.map(({ profile }) => profile)]);
  const renamed = fresh.access.map((access) => {
    if (!keptNames.has(access.profile)) return access;
    // The name that it had before, else a new one: never one that another profile of the person has.
    const known = earlier.access.find((one) => isSameAccess(one, access))?.profile;
    const isFree = known !== undefined && !taken.has(known);
    const profile = isFree ? known : freeName(`${access.profile}-${access.accountId}`, taken);
    taken.add(profile);
    return { ...access, profile };
  });
  const roles = fresh.roles ?? earlier.roles;
  return { ...fresh, access: [...kept, ...renamed], ...(roles === undefined ? {} : { roles }) };
}

function isSameAccess(a: HandoverAccess, b: HandoverAccess): boolean {
  return a.accountId === b.accountId && a.permissionSet === b.permissionSet;
}
