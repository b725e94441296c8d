import { ListParentsCommand, MoveAccountCommand } from "@aws-sdk/client-organizations";
import { failureOf } from "../../../aws/aws-error.ts";
import { backoffMilliseconds, pause } from "../../../aws/backoff.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { unitFault } from "../../../core/organization/organizational-unit.ts";
import { accountKey } from "../../../core/state/kinds/account.ts";
import type { Account } from "../../../core/state/resource.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { Done } from "../../calls/done.ts";
import { explain } from "../../calls/explain.ts";
import { settleWrite } from "../../calls/settle-write.ts";
import { identifierOf } from "../../session/session.ts";
import type { AccountMemory } from "./account-memory.ts";

/** Looks at where a new account stands before it is given up that AWS knows it everywhere. */
const LOOKS = 6;

/** Moves an account that was there before. */
export async function moveAccount(session: AccountMemory, account: Account): Promise<Done> {
  await moveOutOfRoot(session, identifierOf(session, accountKey(account.reference)), account);
  return {};
}

/**
 * Moves an account from the root, where AWS puts new ones, to its unit. One that stands in any unit has been put there by
 * somebody, and stays.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html
 */
export async function moveOutOfRoot(session: AccountMemory, id: string, account: Account): Promise<void> {
  try {
    await move(session, id, account);
  } catch (error) {
    const why = explain(error, `moving account ${visibleText(account.name)} (${id})`);
    const isToldAsItIs =
      error === session.signal?.reason || !(why instanceof OnboardError) || why.kind === "in-progress";
    throw isToldAsItIs ? why : notMoved(why, id, account);
  }
}

async function move(session: AccountMemory, AccountId: string, { organizationalUnit = "" }: Account): Promise<void> {
  const place = await session.units.locate(organizationalUnit);
  const fault = unitFault(organizationalUnit, place);
  if (place === "unknown" || !("id" in place)) throw new OnboardError({ kind: "failed", ...ofFault(fault) });
  const SourceParentId = await parentOf(session, AccountId);
  if (!SourceParentId.startsWith("r-")) return;
  const DestinationParentId = place.id;
  await settleWrite({
    signal: session.signal,
    make: async () => {
      try {
        await session.aws.organizations.send(
          new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }),
        );
      } catch (error) {
        if (!saysItStandsElsewhere(error)) throw error;
      }
      return true;
    },
    find: async () => ((await parentOf(session, AccountId)) === SourceParentId ? undefined : true),
  });
}

/** It is where it belongs, or not in the root any more: AWS knows that before it shows it. */
function saysItStandsElsewhere(error: unknown): boolean {
  return ["DuplicateAccountException", "SourceParentNotFoundException"].includes(failureOf(error).name);
}

async function parentOf(session: AccountMemory, ChildId: string): Promise<string> {
  for (let look = 1; ; look += 1) {
    try {
      const { Parents } = await session.aws.organizations.send(new ListParentsCommand({ ChildId }));
      return Parents?.[0]?.Id ?? "";
    } catch (error) {
      if (failureOf(error).name !== "ChildNotFoundException" || look === LOOKS) throw error;
      await pause(backoffMilliseconds(look), session.signal);
    }
  }
}

function ofFault(fault: { readonly message: string; readonly remedy: string } | undefined) {
  return fault ?? { message: "The unit could not be found.", remedy: "Plan again." };
}

/** The account is there: saying only that it failed would have somebody make another one. */
function notMoved(why: OnboardError, id: string, { name, organizationalUnit }: Account): OnboardError {
  return new OnboardError(
    {
      kind: why.kind,
      message: `Account ${visibleText(name)} (${id}) is there, but it could not be moved to ou:${organizationalUnit}. ${why.message}`,
      remedy: `${why.remedy} The next run finds the account and moves it.`,
      ...(why.aws === undefined ? {} : { aws: why.aws }),
    },
    { cause: why },
  );
}
