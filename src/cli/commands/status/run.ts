import { environmentsThere } from "../../../core/plan/environments.ts";
import type { CanStart } from "../../../core/readiness/states.ts";
import { type Status, statusOf } from "../../../core/readiness/status.ts";
import { readBootstraps } from "../../../identity-center/accounts/read-bootstraps.ts";
import { prepareTeam } from "../../apply/prepare-team.ts";
import { stopSwitch } from "../../apply/run-plan.ts";
import type { Given } from "../../flags/add-command.ts";
import { teamCommand } from "../../flags/team-command.ts";
import type { ReadingOptions } from "../../flags/team-flags.ts";
import { atTarget } from "../../target/target.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import type { Io } from "../../terminal/io.ts";
import { counted } from "../../terminal/layout.ts";
import { statusView } from "../../views/status/view.ts";
import { isMadeByRun, toBootstrap } from "../../views/status/words.ts";
import { withTeam } from "../with-team.ts";

/** `onboard status`: who of the team can start, and what the others lack. Reads, and changes nothing. */
export function showStatus(given: Given<ReadingOptions>, typed: Io): Promise<ExitCode> {
  const { options } = given;
  return withTeam(given, typed, async ({ inputs, io, printer }) => {
    const status = await atTarget(options, io, stopSwitch(io), async (target, interruption) => {
      const looking = { options, io, inputs, target, interruption, bootstrap: "leave" } as const;
      const { plan, session, settings } = await prepareTeam(looking);
      const environments = environmentsThere(plan.people);
      const accounts = new Set(environments.map(({ accountId }) => accountId)).size;
      io.stderr.write(`Reading the CDK bootstrap in ${counted(accounts, "account")}\n`);
      return statusOf(plan, await readBootstraps(session, settings.accounts.accessRole, environments));
    });
    const next = nextAfterStatus(status, options);
    printer.print(statusView(inputs.reading.team.source), { ...status, ...(next === undefined ? {} : { next }) });
    return EXIT_CODES[status.ready];
  });
}

/** A run makes what is missing; it leads nowhere where nothing is, or where somebody else must act first. */
function nextAfterStatus(status: Status, options: ReadingOptions): string | undefined {
  const bootstrap = toBootstrap(status).length > 0 ? ["--bootstrap"] : [];
  return isMadeByRun(status) || bootstrap.length > 0 ? teamCommand([], options, ...bootstrap) : undefined;
}

/** That nobody is known to lack anything is no answer where something could not be read. */
const EXIT_CODES = {
  yes: EXIT.done,
  no: EXIT.changesPending,
  unknown: EXIT.cannotTell,
} as const satisfies Record<CanStart, ExitCode>;
