import { regionFault } from "../../core/aws/regions.ts";
import { flagProblem } from "../../core/errors/fault.ts";
import { invalidInput } from "../../core/errors/invalid-input.ts";
import type { Problem } from "../../core/errors/problem.ts";
import { type PortalAccess, pickAccess } from "../../core/handover/portal-access.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import { shownList } from "../../core/text/shown-list.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { askMany, askText } from "../terminal/ask.ts";
import { type Io, isInteractive } from "../terminal/io.ts";
import { counted, padded } from "../terminal/layout.ts";
import type { ChosenPortal } from "./choose-portal.ts";
import type { LocalOptions } from "./local-flags.ts";

/** What the person works in, of all that the access portal offers: what flags say, else what is chosen. */
export async function chooseAmong(
  offered: readonly PortalAccess[],
  portal: ChosenPortal,
  options: LocalOptions,
  io: Io,
): Promise<readonly PortalAccess[]> {
  const { account: accounts, permissionSet } = options;
  const pick = pickAccess(offered, definedOnly({ accounts, permissionSet }));
  switch (pick.kind) {
    case "taken":
      if (!isInteractive(io) && regionOf(portal, options) === undefined) throw invalidInput([noRegion(portal)]);
      return pick.access;
    case "refused":
      throw invalidInput(pick.problems);
    case "ask":
      return askAmong(pick.among, portal, options, io);
    default:
      return pick satisfies never;
  }
}

function askAmong(
  among: readonly PortalAccess[],
  portal: ChosenPortal,
  options: LocalOptions,
  io: Io,
): Promise<readonly PortalAccess[]> {
  if (!isInteractive(io)) {
    const region = regionOf(portal, options) === undefined ? [noRegion(portal)] : [];
    throw invalidInput([...undecided(among, options), ...region]);
  }
  const longest = Math.min(34, Math.max(...among.map(({ accountName }) => accountName.length)));
  return askMany(
    io,
    "Which do you work in?",
    among.map((access) => ({
      title: visibleText(`${padded(access.accountName, longest)}  ${access.accountId}  ${access.permissionSet}`),
      value: access,
    })),
  );
}

/** The flags that could decide, with what there is to name in them. */
function undecided(among: readonly PortalAccess[], options: LocalOptions): readonly Problem[] {
  const accounts = new Set(among.map(({ accountName, accountId }) => `${accountName} (${accountId})`));
  const sets = new Set(among.map(({ permissionSet }) => permissionSet));
  const question = (flag: string, what: string, names: ReadonlySet<string>) =>
    flagProblem(flag, {
      message: visibleText(`The access portal offers you ${counted(names.size, what)}: ${shownList([...names])}.`),
      remedy: `There is nobody to ask: say which with ${flag}.`,
    });
  return [
    ...(accounts.size > 1 && options.account === undefined ? [question("--account", "account", accounts)] : []),
    ...(sets.size > 1 ? [question("--permission-set", "permission set", sets)] : []),
  ];
}

/** The Region to work in, as far as it can be known without asking. */
export function regionOf({ workingRegion }: ChosenPortal, { region }: LocalOptions): string | undefined {
  return region ?? workingRegion;
}

function noRegion({ ssoRegion }: ChosenPortal): Problem {
  return flagProblem("--region", {
    message: "The Region to work in is not known, and there is nobody to ask.",
    remedy: `Give it with --region, for instance ${ssoRegion}.`,
  });
}

/** The Region to work in, asked for. */
export function askRegion({ ssoRegion }: ChosenPortal, io: Io): Promise<string> {
  return askText(io, "Region you work in", ssoRegion, (text) => {
    const fault = regionFault(text);
    return fault === undefined ? undefined : visibleText(`${fault.message} ${fault.remedy}`);
  });
}
