import { refuse } from "../../core/errors/invalid-input.ts";
import type { Problem } from "../../core/errors/problem.ts";
import { createRedactor, type TeamRedactor } from "../../core/redaction/redactor.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import type { Given } from "../flags/add-command.ts";
import type { OptionsOf } from "../flags/flag.ts";
import type { TEAM_FLAGS } from "../flags/team-flags.ts";
import { type Inputs, readInputs } from "../input/inputs.ts";
import { teamRedactor } from "../input/team-redactor.ts";
import { chooseFormat } from "../terminal/format.ts";
import type { Io } from "../terminal/io.ts";
import { showsPeople, withoutPeople } from "../terminal/redacted-io.ts";
import { type Printer, printerFor } from "../views/printer.ts";

type TeamOptions = Pick<OptionsOf<typeof TEAM_FLAGS>, "emails" | "settings" | "format" | "showPeople"> &
  Partial<Pick<OptionsOf<typeof TEAM_FLAGS>, "account" | "permissionSet" | "group" | "region">>;

/** What a command about a team works with: nothing that it shows names people who may not be named. */
export interface TeamAtHand {
  readonly inputs: Inputs;
  readonly io: Io;
  readonly printer: Printer;
  /** Absent where people may be named. */
  readonly redactor: TeamRedactor | undefined;
}

/**
 * Reads the team file and its settings, and runs a command with them; all that is wrong with these, the flags and, for this
 * command, the two together is told at once.
 */
export async function withTeam<Result>(
  { options, problems }: Pick<Given<TeamOptions>, "options" | "problems">,
  io: Io,
  command: (team: TeamAtHand) => Promise<Result>,
  problemsOf: (inputs: Inputs) => readonly Problem[] = () => [],
): Promise<Result> {
  const format = chooseFormat(options.format, io.env);
  const beforeReading = showsPeople(options.showPeople, io.env) ? undefined : createRedactor([]);
  const { emails, settings, account, permissionSet, group, region } = options;
  const above = definedOnly({ account, permissionSet, group, region });
  const inputs = await withoutPeople(beforeReading, io, format, () => readInputs(emails, settings, io, { above }));
  const redactor = teamRedactor(inputs, options, io.env);
  return withoutPeople(redactor, io, format, (shown) => {
    refuse([...problems, ...inputs.problems, ...problemsOf(inputs)]);
    return command({ inputs, io: shown, printer: printerFor(format, shown, { redactor }), redactor });
  });
}
