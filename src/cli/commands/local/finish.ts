import { renderProblem } from "../../../core/errors/problem.ts";
import type { ChosenAccess } from "../../../core/handover/chosen-access.ts";
import { gen1Environment } from "../../../core/handover/gen1-environment.ts";
import type { HandoverAccess } from "../../../core/handover/handover.ts";
import { sandboxIdentifier } from "../../../core/handover/sandbox-identifier.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { jsonText } from "../../../core/text/json-text.ts";
import type { PrivateChoice } from "../../../workstation/project/private-place.ts";
import { publicInfoNote } from "../../../workstation/project/public-info.ts";
import { readProject } from "../../../workstation/project/read-project.ts";
import type { AmplifyProject } from "../../../workstation/project/recognise-project.ts";
import { isSimulation } from "../../local/machine.ts";
import { offerToPointGen1 } from "../../local/point-gen1.ts";
import { isProved, tellOtherProfile } from "../../local/verify.ts";
import { showNoProject, wireProject } from "../../local/wire.ts";
import { profileProblems } from "../../target/profile-there.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { show } from "../../terminal/io.ts";
import { renderNextSteps } from "../../views/local/next-steps.ts";
import type { Configured } from "./prove-profiles.ts";
import type { SetUp } from "./set-up.ts";

/** Tells what comes next, and ends with the document, where one was asked for. */
export async function finish(one: SetUp, configured: Configured): Promise<ExitCode> {
  const { files, chosen, machine, documents } = one;
  const { found, whose } = configured;
  const ready = isProved(found, whose);
  await tellNext(one, configured, ready);
  if (documents !== undefined) {
    const { localDocument } = await import("../../local/local-document.ts");
    const isSimulated = await isSimulation(machine);
    const document = localDocument({ chosen, configFile: files.config, isSimulated, whose, found, ready });
    show(documents, [jsonText(document)]);
  }
  return ready ? EXIT.done : EXIT.failed;
}

/** What to type next, with the real names. */
async function tellNext(one: SetUp, configured: Configured, ready: boolean): Promise<void> {
  const { chosen, project, gen1, options, io } = one;
  const { profiles, roles } = configured;
  const facts = project && (await readProject(project));
  show(io.stdout, renderNextSteps({ chosen, profiles, roles, gen1, ready, ...(facts === undefined ? {} : { facts }) }));
  if (project?.generation === "gen1") show(io.stdout, await publicInfoNote(project));
  if (options.simulate === undefined) await tellShell(one, configured);
  const [first] = profiles;
  if (facts?.generation === "gen1" && first !== undefined) {
    const { profile, accountId } = first;
    const own = gen1Environment(chosen, chosen.person, first);
    await offerToPointGen1({ facts, profile, accountId, own, yes: options.yes === true, io });
  }
  if (first !== undefined) await wireFor(first, one);
}

/** The profiles are there by now, and a shell that names none of them leads every client to nothing. */
async function tellShell({ io }: SetUp, { profiles, roles }: Configured): Promise<void> {
  const problems = await profileProblems(undefined, io);
  for (const problem of problems) show(io.stderr, ["", renderProblem(problem)]);
  if (problems.length > 0) return;
  const ours = [...profiles, ...roles].map(({ profile }) => profile);
  tellOtherProfile(ours, io);
}

/** With `--wire` the project is made to use the profile by itself. */
async function wireFor(access: HandoverAccess, { chosen, project, options, io }: SetUp): Promise<void> {
  if (project === undefined) {
    if (options.wire) showNoProject(access.profile, io);
    return;
  }
  if (!options.wire) {
    show(io.stdout, [`So that nobody takes another profile by accident: ${commandForCaller("local", "--wire")}`]);
    return;
  }
  await wireProject({ project, choice: choiceFor(project, access, chosen), yes: options.yes === true, io });
}

/** Gen 1 has environments where Gen 2 has sandboxes. */
function choiceFor({ generation }: AmplifyProject, access: HandoverAccess, chosen: ChosenAccess): PrivateChoice {
  if (generation === "gen1") return { profile: access.profile };
  return { profile: access.profile, identifier: sandboxIdentifier(chosen, chosen.person, access) };
}
