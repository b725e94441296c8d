import { dayDocument, type PersonOfDay, type ProjectOfDay } from "../../../core/amplify/day-document.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { homeFolder } from "../../../files/home-folder.ts";
import { readProject, systemUser } from "../../../workstation/project/read-project.ts";
import { recogniseProject } from "../../../workstation/project/recognise-project.ts";
import type { Given } from "../../flags/add-command.ts";
import { chooseDayPerson } from "../../local/day-person.ts";
import { pointGen1 } from "../../local/point-gen1.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import type { Io } from "../../terminal/io.ts";
import { dayView } from "../../views/day/view.ts";
import { printerFor } from "../../views/printer.ts";
import type { DayOptions } from "./flags.ts";

/** `onboard day`: what this person types in this project, all of it. Nothing is asked of AWS. */
export async function showDay({ options, problems }: Given<DayOptions>, io: Io): Promise<ExitCode> {
  refuse(problems);
  const project = await recogniseProject(io.cwd, homeFolder(io.env));
  if (project === undefined) throw noProject();
  const facts = await readProject(project);
  const user = systemUser();
  const person = await chooseDayPerson(options, user, io);
  if (options.point) return point(facts, person, options, io);
  const document = dayDocument({ facts, person, ...(user === undefined ? {} : { user }) }, options.shell);
  printerFor(chooseFormat(options.format, io.env), io).print(dayView, document);
  return EXIT.done;
}

async function point(facts: ProjectOfDay, person: PersonOfDay, options: DayOptions, io: Io): Promise<ExitCode> {
  if (facts.generation !== "gen1") {
    throw new OnboardError({
      kind: "invalid-input",
      message: "This is a Gen 2 project: ampx takes the profile that it is given.",
      remedy: `Leave --point out: ${commandForCaller("day")}`,
    });
  }
  const { signIn, accountId, environment } = person;
  const done = await pointGen1({
    facts,
    profile: signIn.profile,
    ...(accountId === undefined ? {} : { accountId }),
    own: environment,
    ...(options.environment === undefined ? {} : { only: options.environment }),
    yes: options.yes === true,
    io,
  });
  return done ? EXIT.done : EXIT.failed;
}

function noProject(): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message:
      "There is no Amplify project here or above: no amplify/backend.ts (.js, .mjs, .cjs), and no amplify/.config.",
    remedy: "Run this inside the project, or make one with `npm create amplify@latest`.",
  });
}
