import { type ConfigPlan, changeConfigFile, readBeside } from "../../../workstation/aws-config/file/config-file.ts";
import { planEdits } from "../../../workstation/aws-config/file/plan-edits.ts";
import { readLikeEach } from "../../../workstation/aws-config/readings.ts";
import { readConfigTemplate } from "../../../workstation/handover/config-template.ts";
import { nameNotes } from "../../../workstation/handover/name-notes.ts";
import { type ProfileBlocks, profileBlocks } from "../../../workstation/handover/profile-blocks.ts";
import { showPlan, tellWritten } from "../../local/show-plan.ts";
import { confirm } from "../../terminal/confirm.ts";
import type { SetUp } from "./set-up.ts";

/** What to add where there is nobody to ask. */
export const UNASKED = "Add --yes to write it without a question, or --print to see what would be written.";

/** Shows what would change, asks, and makes the change; with `--print` it stops after showing. Gives the profiles as they are then. */
export async function writeProfiles(one: SetUp): Promise<"printed" | "declined" | ProfileBlocks> {
  const { options, io } = one;
  const plan = () => planProfiles(one);
  if (options.print) {
    showPlan(await plan(), io);
    return "printed";
  }
  const agree = async (planned: ConfigPlan) => {
    showPlan(planned, io);
    return options.yes === true || confirm(io, `Write this to ${planned.target.file}?`, UNASKED);
  };
  const done = await changeConfigFile(plan, agree);
  if (done.kind === "declined") return "declined";
  if (done.kind === "unchanged") showPlan(done.plan, io);
  else tellWritten(io);
  return done.plan.made;
}

/** Our sections for the files as they are now; Gen 1's are among them where the project is one, or told so. */
async function planProfiles({ files, chosen: { handover, person }, machine, gen1, options }: SetUp) {
  const [template, beside] = await Promise.all([readConfigTemplate(), readBeside(files.credentials)]);
  const credentials = readLikeEach(beside);
  const first = person.access[0];
  const wanted = {
    ...handover,
    access: person.access,
    gen1,
    ...(person.roles === undefined ? {} : { roles: person.roles }),
    ...(options.default && first !== undefined ? { defaultProfile: first.profile, shell: machine.env } : {}),
  };
  const plan = await planEdits(files.config, ({ readings }) =>
    profileBlocks(template, wanted, { config: readings, credentials, env: {} }),
  );
  const before = { config: readLikeEach(plan.before ?? ""), credentials, env: {} };
  return { ...plan, notes: [...plan.notes, ...nameNotes(plan.made, before)] };
}
