import { ListPermissionSetsCommand } from "@aws-sdk/client-sso-admin";
import { mapConcurrently } from "../../aws/concurrency.ts";
import { readPages } from "../../aws/pages.ts";
import { askedAccounts } from "../../core/access/asked-accounts.ts";
import { flagProblem } from "../../core/errors/fault.ts";
import type { Problem } from "../../core/errors/problem.ts";
import { idsOnly } from "../../core/organization/account-ids.ts";
import { unitPath } from "../../core/organization/organizational-unit.ts";
import { didYouMean } from "../../core/text/did-you-mean.ts";
import { quoted } from "../../core/text/visible-text.ts";
import type { Connection } from "../connect/connect.ts";
import { accountsFor } from "../connect/organization-accounts.ts";
import { createUnitFinder } from "../connect/organizational-units.ts";
import { describePermissionSet } from "../kinds/permission-set/observe-permission-sets.ts";
import { groupIdByName } from "../session/directory.ts";
import { type AccessReading, AT_ONCE } from "./access-reading.ts";
import { listGroups } from "./groups-by-id.ts";

/** What was asked for by names, as ids; or what of it is not there. */
export type Asked<Ids> = { readonly ids: Ids; readonly problems: readonly Problem[] };

/** The accounts of `--account`: ids, names and `ou:Path`. */
export async function idsOfAccounts(
  { aws, organization }: Connection,
  texts: readonly string[],
): Promise<Asked<readonly string[]>> {
  const directory = await accountsFor(organization, idsOnly(texts));
  const paths = directory.known ? texts.flatMap((text) => unitPath(text) ?? []) : [];
  const units = await createUnitFinder(aws).accountsOf([...new Set(paths)]);
  const found = texts.map((text) => askedAccounts(text, { ...directory, units }));
  return {
    ids: [...new Set(found.flatMap((one) => ("ids" in one ? one.ids : [])))],
    problems: found.flatMap((one) => ("fault" in one ? [flagProblem("--account", one.fault)] : [])),
  };
}

/** The permission sets of `--permission-set`. AWS lists ARNs only, so all are described for a name. */
export async function arnsOfPermissionSets(
  reading: AccessReading,
  names: readonly string[],
): Promise<Asked<readonly string[]>> {
  const arns = await listPermissionSetArns(reading);
  const described = await mapConcurrently(arns, AT_ONCE, async (arn) => {
    const set = await reading.gaps.orGap("permission-sets", arn, describePermissionSet(reading.session, arn));
    return { arn, name: set?.Name ?? "" };
  });
  const there = described.map(({ name }) => name);
  return {
    ids: described.filter(({ name }) => names.includes(name)).map(({ arn }) => arn),
    problems: names.filter((name) => !there.includes(name)).map((name) => notThere("--permission-set", name, there)),
  };
}

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListPermissionSets.html */
export async function listPermissionSetArns({ session }: AccessReading): Promise<readonly string[]> {
  const InstanceArn = session.instance.instanceArn;
  const { items } = await readPages("sso:ListPermissionSets", async (NextToken) => {
    const page = await session.aws.ssoAdmin.send(
      new ListPermissionSetsCommand({ InstanceArn, MaxResults: 100, NextToken }),
    );
    return { items: page.PermissionSets ?? [], next: page.NextToken };
  });
  return items;
}

/** The groups of `--group`. Whether AWS's look-up minds case is documented nowhere: the list decides. */
export async function idsOfGroups(reading: AccessReading, names: readonly string[]): Promise<Asked<readonly string[]>> {
  const found = await Promise.all(
    names.map(async (name) => ({ name, id: await groupIdByName(reading.session, name) })),
  );
  const missing = found.filter(({ id }) => id === undefined).map(({ name }) => name);
  const listed = missing.length === 0 ? [] : ((await listGroups(reading)) ?? []);
  const byName = new Map(listed.map(({ name, id }) => [name.toLowerCase(), id]));
  const there = listed.map(({ name }) => name);
  return {
    ids: found.flatMap(({ name, id }) => id ?? byName.get(name.toLowerCase()) ?? []),
    problems: missing.filter((name) => !byName.has(name.toLowerCase())).map((name) => notThere("--group", name, there)),
  };
}

const WORDS = {
  "--permission-set": "permission set",
  "--group": "group",
} as const;

function notThere(flag: keyof typeof WORDS, name: string, there: readonly string[]): Problem {
  const what = WORDS[flag];
  return flagProblem(flag, {
    message: `Identity Center has no ${what} ${quoted(name)}.`,
    remedy: didYouMean(name, there).trim() || `Write the ${what}'s exact name.`,
  });
}
