import { environmentsThere } from "../../../core/plan/environments.ts";
import type { CanStart } from "../../../core/readiness/states.ts";
import { type Status, statusOf } from "../../../core/readiness/status.ts";
import { readBootstraps } from "../../../identity-center/accounts/read-bootstraps.ts";
import { prepareTeam } from "../../apply/prepare-team.ts";
import { stopSwitch } from "../../apply/run-plan.ts";
import type { Given } from "../../flags/add-command.ts";
import type { ReadingOptions } from "../../flags/team-flags.ts";
import { type Inputs, readInputs } from "../../input/inputs.ts";
import { refuse } from "../../input/invalid-input.ts";
import { teamRedactor } from "../../input/team-redactor.ts";
import { awsTarget, simulatedTarget } from "../../target/target.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import type { Io } from "../../terminal/io.ts";
import { counted } from "../../terminal/layout.ts";
import { withoutPeople } from "../../terminal/redacted-io.ts";
import { printerFor } from "../../views/printer.ts";
import { statusView } from "../../views/status/view.ts";

/** `onboard status`: who of the team can start, and what the others lack. Reads, and changes nothing. */
export async function showStatus({ options, problems }: Given<ReadingOptions>, io: Io): Promise<ExitCode> {
  const inputs = await readInputs(options.emails, options.settings, io);
  const redactor = teamRedactor(inputs, options, io.env);
  const format = chooseFormat(options.format, io.env);
  return withoutPeople(redactor, io, format, async (shown) => {
    refuse([...problems, ...inputs.problems]);
    const status = await readStatus(options, shown, inputs);
    printerFor(format, shown, { redactor }).print(statusView(inputs.reading.team.source), status);
    return EXIT_CODES[status.ready];
  });
}

/** That nobody is known to lack anything is no answer where something could not be read. */
const EXIT_CODES = {
  yes: EXIT.done,
  no: EXIT.changesPending,
  unknown: EXIT.cannotTell,
} as const satisfies Record<CanStart, ExitCode>;

async function readStatus(options: ReadingOptions, io: Io, inputs: Inputs): Promise<Status> {
  const interruption = stopSwitch(io);
  const target =
    options.simulate === undefined ? awsTarget(options.profile, io) : await simulatedTarget(options.simulate, io);
  try {
    const { plan, session, settings } = await prepareTeam({
      options,
      io,
      inputs,
      target,
      interruption,
      bootstrap: "leave",
    });
    const environments = environmentsThere(plan.people);
    const accounts = new Set(environments.map(({ accountId }) => accountId)).size;
    io.stderr.write(`Reading the CDK bootstrap in ${counted(accounts, "account")}\n`);
    return statusOf(plan, await readBootstraps(session, settings.accounts.accessRole, environments));
  } finally {
    interruption.release();
    await target.close();
  }
}
