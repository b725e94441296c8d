import { typedStartUrl } from "../../../core/aws/typed-start-url.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { renderProblem } from "../../../core/errors/problem.ts";
import type { ChosenAccess } from "../../../core/handover/chosen-access.ts";
import { gen1Environment } from "../../../core/handover/gen1-environment.ts";
import type { HandoverAccess, HandoverRole } from "../../../core/handover/handover.ts";
import { sandboxIdentifier } from "../../../core/handover/sandbox-identifier.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { jsonText } from "../../../core/text/json-text.ts";
import { SIMULATION } from "../../../core/text/simulation.ts";
import {
  type ConfigPlan,
  changeConfigFile,
  readBeside,
  readConfigFile,
} from "../../../workstation/aws-config/file/config-file.ts";
import type { AwsFiles } from "../../../workstation/aws-config/file/config-location.ts";
import { resolveTarget } from "../../../workstation/aws-config/file/config-target.ts";
import { planEdits } from "../../../workstation/aws-config/file/plan-edits.ts";
import type { OpenConfig } from "../../../workstation/aws-config/open-config.ts";
import { readLikeEach } from "../../../workstation/aws-config/readings.ts";
import { readConfigTemplate } from "../../../workstation/handover/config-template.ts";
import { nameNotes } from "../../../workstation/handover/name-notes.ts";
import { type ProfileBlocks, profileBlocks } from "../../../workstation/handover/profile-blocks.ts";
import type { PrivateChoice } from "../../../workstation/project/private-place.ts";
import { publicInfoNote } from "../../../workstation/project/public-info.ts";
import { readProject } from "../../../workstation/project/read-project.ts";
import { type AmplifyProject, recogniseProject } from "../../../workstation/project/recognise-project.ts";
import { SNIPPETS, type Snippet } from "../../../workstation/project/snippets.ts";
import type { Whose } from "../../../workstation/verify/profile-check.ts";
import type { Given } from "../../flags/add-command.ts";
import { sameCommand } from "../../flags/team-command.ts";
import { chooseAccess } from "../../local/choose-access.ts";
import type { LocalOptions } from "../../local/local-flags.ts";
import { flagsBesideHandover, flagsWithoutHandover, formatWithoutProfiles } from "../../local/local-options.ts";
import { awsFilesOf, isSimulation, type Machine, realMachine, simulatedMachine } from "../../local/machine.ts";
import { namingTheRepair } from "../../local/name-repair.ts";
import { offerToPointGen1 } from "../../local/point-gen1.ts";
import { keptSignInNote, signInChosen } from "../../local/right-person.ts";
import { showPlan } from "../../local/show-plan.ts";
import { removeFromMachine, undoOnMachine } from "../../local/take-back.ts";
import { type FoundProfile, isProved, readProfiles, tellOtherProfile, verifyProfiles } from "../../local/verify.ts";
import { showNoProject, unwire, wireProject } from "../../local/wire.ts";
import { profileProblems } from "../../target/profile-there.ts";
import { confirm } from "../../terminal/confirm.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { onInterrupt } from "../../terminal/interruption.ts";
import type { Io } from "../../terminal/io.ts";
import { show } from "../../terminal/io.ts";
import { renderNextSteps } from "../../views/local/next-steps.ts";

/** What to add where there is nobody to ask. */
export const UNASKED = "Add --yes to write it without a question, or --print to see what would be written.";

/** One person on one machine. */
interface SetUp {
  readonly files: AwsFiles;
  readonly chosen: ChosenAccess;
  readonly machine: Machine;
  readonly project: AmplifyProject | undefined;
  /** With a second profile beside each for Gen 1's CLI. */
  readonly gen1: boolean;
  readonly options: LocalOptions;
  readonly io: Io;
  /** Where the document goes that was asked for; nowhere else in words. */
  readonly documents: Io["stdout"] | undefined;
}

/** `onboard local`: configure, sign in, verify. */
export async function onboardLocal({ options: typed, problems }: Given<LocalOptions>, given: Io): Promise<ExitCode> {
  refuse([...problems, ...formatWithoutProfiles(typed)]);
  const io = typed.format === "json" ? { ...given, stdout: given.stderr } : given;
  const documents = typed.format === "json" ? given.stdout : undefined;
  const options = typed.startUrl === undefined ? typed : { ...typed, startUrl: typedStartUrl(typed.startUrl) };
  if (options.snippet !== undefined) return showSnippet(SNIPPETS[options.snippet], io);
  const real = realMachine(io);
  if (options.unwire) return unwire({ home: real.home, yes: options.yes === true, io });
  if (options.undo || options.remove) return takeBack(real, options, io);

  const handed = await chooseAccess(options, real.home, io);
  const clashes = handed === undefined ? flagsWithoutHandover(options) : flagsBesideHandover(options);
  refuse(clashes);
  const approver = options.yes ? (handed?.person.username ?? options.email) : undefined;
  const machine = options.simulate === undefined ? real : await simulatedMachine(options.simulate, approver, io);
  try {
    const isSimulated = await isSimulation(machine);
    if (isSimulated) show(options.print ? io.stderr : io.stdout, [`${SIMULATION}.`]);
    else refuseSimulated(handed, io);
    const files = awsFilesOf(machine, io);
    const chosen = handed ?? (await namingTheRepair(files, () => interviewAt(files.config, machine, options, io)));
    const project = await recogniseProject(io.cwd, real.home);
    const gen1 = options.gen1 ?? project?.generation === "gen1";
    return await namingTheRepair(files, () => setUp({ files, chosen, machine, project, gen1, options, io, documents }));
  } finally {
    await machine.close();
  }
}

/** What was written and signed in is known from the machine itself. */
async function takeBack(real: Machine, options: LocalOptions, io: Io): Promise<ExitCode> {
  const machine = options.simulate === undefined ? real : await simulatedMachine(options.simulate, undefined, io);
  try {
    const files = awsFilesOf(machine, io);
    // What is no plain file is refused before the SDK reads it, which would wait for a pipe.
    await resolveTarget(files.config);
    if (await isSimulation(machine)) show(options.print ? io.stderr : io.stdout, [`${SIMULATION}.`]);
    const one = { files, machine, options, io };
    return await (options.undo ? undoOnMachine(one) : namingTheRepair(files, () => removeFromMachine(one)));
  } finally {
    await machine.close();
  }
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
  const interruption = onInterrupt(() => io.stderr.write("\nStopping.\n"));
  try {
    const { readings } = await readConfigFile(file);
    return await interview({ options, machine, readings, io, signal: interruption.stop.signal });
  } finally {
    interruption.release();
  }
}

async function setUp(one: SetUp): Promise<ExitCode> {
  const { files, chosen, machine, options, io } = one;
  let blocks: ProfileBlocks = { edits: [], profiles: [], roles: [] };
  const plan = async () => {
    const blocksIn = await blockMaker(one);
    const planned = await planEdits(files.config, (config) => {
      blocks = blocksIn(config);
      return blocks.edits;
    });
    const credentials = readLikeEach(await readBeside(files.credentials));
    const before = { config: readLikeEach(planned.before ?? ""), credentials, env: {} };
    return { ...planned, notes: [...planned.notes, ...nameNotes(blocks, before)] };
  };
  const done = await change(plan, options, io);
  if (done === "printed") return EXIT.done;
  if (done === "declined") return declined(io);
  const profiles = blocks.profiles.map(({ name, access }) => ({ ...access, profile: name }));
  const byDefault = options.default ? profiles[0] : undefined;
  if (!options.login) {
    const found = await readProfiles({ profiles, byDefault, machine, io });
    show(io.stdout, await keptSignInNote(chosen.handover, machine));
    return finish(one, { profiles, roles: blocks.roles, found });
  }

  const interruption = onInterrupt(() => io.stderr.write("\nStopping.\n"));
  try {
    const { signal } = interruption.stop;
    const whose = await signInChosen({ chosen, profiles, machine, options, io, signal });
    const { roles } = blocks;
    const found = await verifyProfiles({ profiles, roles, byDefault, whose, gen1: one.gen1, machine, io, signal });
    return await finish(one, { profiles, roles, found, whose });
  } finally {
    interruption.release();
  }
}

/** Shows what would change, asks, and makes the change; with `--print` it stops after showing. */
async function change(
  plan: () => Promise<ConfigPlan>,
  options: LocalOptions,
  io: Io,
): Promise<"printed" | "declined" | "unchanged" | "written"> {
  if (options.print) {
    showPlan(await plan(), io);
    return "printed";
  }
  const agree = async (planned: ConfigPlan) => {
    showPlan(planned, io);
    return options.yes === true || confirm(io, `Write this to ${planned.target.file}?`, UNASKED);
  };
  const done = await changeConfigFile(plan, agree);
  if (done.kind === "unchanged") showPlan(done.plan, io);
  if (done.kind === "written")
    show(io.stdout, [`Written. \`${commandForCaller("local", "--undo")}\` brings back the file from before.`]);
  return done.kind;
}

/** Our sections for the config file as it is opened; Gen 1's are among them where the project is one, or told so. */
type BlockMaker = (config: OpenConfig) => ProfileBlocks;

async function blockMaker({ files, chosen: { handover, person }, machine, gen1, options }: SetUp): Promise<BlockMaker> {
  const first = person.access[0];
  const wanted = {
    ...handover,
    access: person.access,
    ...(person.roles === undefined ? {} : { roles: person.roles }),
    ...(options.default && first !== undefined ? { defaultProfile: first.profile, shell: machine.env } : {}),
  };
  const template = await readConfigTemplate();
  const credentials = readLikeEach(await readBeside(files.credentials));
  return ({ readings }) => profileBlocks(template, { ...wanted, gen1 }, { config: readings, credentials, env: {} });
}

function declined(io: Io): ExitCode {
  io.stderr.write("Nothing was changed.\n");
  return EXIT.failed;
}

/** The profiles that were written, under their final names. */
interface Configured {
  readonly profiles: readonly HandoverAccess[];
  readonly roles: readonly HandoverRole[];
  readonly found: readonly FoundProfile[];
  readonly whose?: Whose | undefined;
}

/** Ends with the document, where one was asked for, and tells what comes next before. */
async function finish(one: SetUp, configured: Configured): Promise<ExitCode> {
  const { files, chosen, machine, documents } = one;
  const { found, whose } = configured;
  const ready = isProved(found, whose);
  const code = await tellNext(one, configured, ready ? EXIT.done : EXIT.failed);
  if (documents === undefined) return code;
  const { localDocument } = await import("../../local/local-document.ts");
  const isSimulated = await isSimulation(machine);
  const document = localDocument({ chosen, configFile: files.config, isSimulated, whose, found, ready });
  show(documents, [jsonText(document)]);
  return code;
}

/** What to type next, with the real names; with `--wire` the project is made to use the profile by itself. */
async function tellNext(setUp: SetUp, { profiles, roles }: Configured, code: ExitCode): Promise<ExitCode> {
  const { chosen, project, gen1, options, io } = setUp;
  const facts = project === undefined ? {} : { facts: await readProject(project) };
  show(io.stdout, renderNextSteps({ chosen, profiles, roles, gen1, ready: code === EXIT.done, ...facts }));
  if (project?.generation === "gen1") show(io.stdout, await publicInfoNote(project));
  if (setUp.options.simulate === undefined) {
    // The profiles are there by now, and a shell that names none of them leads every client to nothing.
    const problems = await profileProblems(undefined, io);
    for (const problem of problems) show(io.stderr, ["", renderProblem(problem)]);
    if (problems.length === 0)
      tellOtherProfile(
        [...profiles, ...roles].map(({ profile }) => profile),
        io,
      );
  }
  const [first] = profiles;
  if (facts.facts?.project.generation === "gen1" && first !== undefined) {
    const { profile, accountId } = first;
    const own = gen1Environment(chosen, chosen.person, first);
    await offerToPointGen1({ facts: facts.facts, profile, accountId, own, yes: options.yes === true, io });
  }
  if (first === undefined) return code;
  if (project === undefined) {
    if (options.wire) showNoProject(first.profile, io);
    return code;
  }
  if (!options.wire) {
    show(io.stdout, [`So that nobody takes another profile by accident: ${commandForCaller("local", "--wire")}`]);
    return code;
  }
  await wireProject({ project, choice: choiceFor(project, first, chosen), yes: options.yes === true, io });
  return code;
}

/** Gen 1 has environments where Gen 2 has sandboxes. */
function choiceFor({ generation }: AmplifyProject, access: HandoverAccess, chosen: ChosenAccess): PrivateChoice {
  if (generation === "gen1") return { profile: access.profile };
  return { profile: access.profile, identifier: sandboxIdentifier(chosen, chosen.person, access) };
}

/** On stdout only what belongs into the file. */
function showSnippet({ file, text, says }: Snippet, io: Io): ExitCode {
  io.stdout.write(text);
  show(io.stderr, [`For ${file}.`, ...says]);
  return EXIT.done;
}
