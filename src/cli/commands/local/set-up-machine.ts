import { refuse } from "../../../core/errors/invalid-input.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import type { ChosenAccess } from "../../../core/handover/chosen-access.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { readConfigFile } from "../../../workstation/aws-config/file/config-file.ts";
import { recogniseProject } from "../../../workstation/project/recognise-project.ts";
import { sameCommand } from "../../flags/team-command.ts";
import { chooseAccess } from "../../local/choose-access.ts";
import { sessionAmong } from "../../local/choose-portal.ts";
import type { LocalOptions } from "../../local/local-flags.ts";
import { flagsBesideHandover, flagsWithoutHandover } from "../../local/local-options.ts";
import { awsFilesOf, type Machine, realMachine, simulatedMachine, tellSimulation } from "../../local/machine.ts";
import { namingTheRepair } from "../../local/name-repair.ts";
import { declined } from "../../terminal/confirm.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { interruptible } from "../../terminal/interruption.ts";
import type { Io } from "../../terminal/io.ts";
import { finish } from "./finish.ts";
import { proveProfiles } from "./prove-profiles.ts";
import type { SetUp } from "./set-up.ts";
import { writeProfiles } from "./write-profiles.ts";

/** Finds out whose access it is, on which machine and in which project, and sets that up. */
export async function setUpMachine(options: LocalOptions, io: Io, documents: SetUp["documents"]): Promise<ExitCode> {
  const real = realMachine(io);
  const handed = await chooseAccess(options, real.home, io);
  refuse(handed === undefined ? flagsWithoutHandover(options) : flagsBesideHandover(options));
  const approver = options.yes ? (handed?.person.username ?? options.email) : undefined;
  const machine = options.simulate === undefined ? real : await simulatedMachine(options.simulate, approver, io);
  try {
    if (!(await tellSimulation(machine, options, io))) refuseSimulated(handed, io);
    const files = awsFilesOf(machine, io);
    return await namingTheRepair(files, async () => {
      const chosen =
        handed === undefined
          ? await interviewAt(files.config, machine, options, io)
          : await withOwnSession(handed, files.config, options, io);
      const project = await recogniseProject(io.cwd, real.home);
      const gen1 = options.gen1 ?? project?.generation === "gen1";
      return setUp({ files, chosen, machine, project, gen1, options, io, documents });
    });
  } finally {
    await machine.close();
  }
}

/** Two companies may have called their sessions alike: this one's gets another name then, unless it was given one. */
async function withOwnSession(
  chosen: ChosenAccess,
  file: string,
  { session: named }: LocalOptions,
  io: Io,
): Promise<ChosenAccess> {
  if (named !== undefined) return chosen;
  const { handover } = chosen;
  const { readings } = await readConfigFile(file);
  const session = sessionAmong(handover, readings);
  if (session === handover.session) return chosen;
  io.stderr.write(
    `The session ${quoted(handover.session)} is of another access portal: the one of this is called ${quoted(session)}.\n`,
  );
  return { ...chosen, handover: { ...handover, session } };
}

/** Whoever sets up their machine by what a simulation wrote could sign in nowhere. */
function refuseSimulated(handed: ChosenAccess | undefined, io: Io): void {
  if (handed?.handover.simulated !== true) return;
  throw new OnboardError({
    kind: "invalid-input",
    message: "The handover is of a simulation: nothing of it is in AWS. Nothing was changed.",
    remedy: `Ask your admin for the one of a run at AWS. To try this one: ${sameCommand(io, "--simulate")}`,
  });
}

/** Nobody handed anything over: the access portal knows what the person may use. */
async function interviewAt(file: string, machine: Machine, options: LocalOptions, io: Io): Promise<ChosenAccess> {
  const { interview } = await import("../../local/interview.ts");
  return interruptible(io, async (signal) => {
    const { readings } = await readConfigFile(file);
    return interview({ options, machine, readings, io, signal });
  });
}

async function setUp(one: SetUp): Promise<ExitCode> {
  const written = await writeProfiles(one);
  if (written === "printed") return EXIT.done;
  if (written === "declined") return declined(one.io);
  return finish(one, await proveProfiles(one, written));
}
