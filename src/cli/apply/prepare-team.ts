import path from "node:path";
import { refuse } from "../../core/errors/invalid-input.ts";
import type { Source } from "../../core/errors/problem.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { PART_IS_NO_WHOLE } from "../../core/plan/unlisted.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import { simulatedIf } from "../../core/text/simulated.ts";
import { clockAt } from "../../identity-center/clock-at.ts";
import { type Prepared, type PrepareInput, prepare } from "../../identity-center/prepare.ts";
import type { ReadingOptions } from "../flags/team-flags.ts";
import { readCompany } from "../input/company.ts";
import type { Inputs } from "../input/inputs.ts";
import { type RemovalLimits, startingIn, withOptions } from "../input/team-options.ts";
import { callsAt } from "../target/calls-at.ts";
import type { Target } from "../target/target.ts";
import type { Interruption } from "../terminal/interruption.ts";
import type { Io } from "../terminal/io.ts";
import { recordedGifts } from "./recorded-work.ts";

interface TeamReading {
  readonly options: ReadingOptions & RemovalLimits & { readonly handover?: string };
  readonly io: Io;
  readonly inputs: Inputs;
  readonly target: Target;
  readonly interruption: Interruption;
  readonly bootstrap: PrepareInput["bootstrap"];
  /** What the file does not name is to be gone. */
  readonly removeUnlisted?: boolean;
}

/** Looks at AWS and plans for a team file, with what the flags say on top of the settings. Changes nothing. */
export async function prepareTeam(reading: TeamReading): Promise<Prepared> {
  const { options, io, inputs, target, interruption, bootstrap, removeUnlisted = false } = reading;
  const company = await readCompany(inputs, options, io);
  if (removeUnlisted && !company.isWhole) refuse([{ place: inputs.reading.team.source, ...PART_IS_NO_WHOLE }]);
  const settings = withOptions(inputs.settings, options);
  const { factory, ...calling } = callsAt(target, settings.limits, { interruption, io });
  const prepared = await prepare(factory, {
    team: inputs.reading.team,
    settings: startingIn(settings, target.region),
    defaultsSource:
      options.account === undefined
        ? inputs.placeInSettings(["defaults", "account"])
        : { kind: "flag", flag: "--account" },
    given: definedOnly({
      permissionSet: flagOf("--permission-set", options.permissionSet),
      region: flagOf("--region", options.region),
    }),
    settingsSource: inputs.settingsSource,
    placeInSettings: inputs.placeInSettings,
    company,
    removeUnlisted,
    gifts: async (instanceArn) => new Set((await recordedGifts(io.cwd, instanceArn)).keys()),
    bootstrap,
    clock: clockAt(new Date()),
    ...calling,
  });
  const warnings = [...inputs.warnings, ...prepared.plan.warnings];
  const plan = { ...prepared.plan, ...simulatedIf(target.simulated), ...settingsUsed(inputs), warnings };
  return { ...prepared, plan };
}

/** With `/` on every system: the plan may be reviewed on another. */
function settingsUsed({ bytes, settingsSource }: Inputs): Pick<Plan, "settingsFile"> {
  return bytes.settings === undefined ? {} : { settingsFile: settingsSource.file.replaceAll(path.sep, "/") };
}

function flagOf(flag: string, value: string | undefined): Source | undefined {
  return value === undefined ? undefined : { kind: "flag", flag };
}
