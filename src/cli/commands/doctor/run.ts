import { useProfile } from "../../../aws/ambient-profile.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { ConfigRefused } from "../../../workstation/aws-config/config-refused.ts";
import { type ConfigPlan, changeConfigFile } from "../../../workstation/aws-config/file/config-file.ts";
import { doctorDocument } from "../../../workstation/doctor/document/doctor-document.ts";
import type { DoctorDocument } from "../../../workstation/doctor/document/doctor-schema.ts";
import { type LooseMode, looseModes } from "../../../workstation/doctor/examinations/file-modes.ts";
import type { DoctorFinding } from "../../../workstation/doctor/examinations/finding.ts";
import { findingsOfWays } from "../../../workstation/doctor/examinations/network.ts";
import { examine } from "../../../workstation/doctor/examine.ts";
import {
  planConfigRepair,
  planCredentialsRepair,
  type RepairTargets,
  tightenMode,
} from "../../../workstation/doctor/repairs/plan-repairs.ts";
import { type OpenedInspection, openInspection } from "../../../workstation/inspection/opened-inspection.ts";
import type { Given } from "../../flags/add-command.ts";
import { inspectThisMachine, realMachine } from "../../local/machine.ts";
import { confirm, nobodyToAsk } from "../../terminal/confirm.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { chooseFormat } from "../../terminal/format.ts";
import { type Io, isInteractive, show } from "../../terminal/io.ts";
import { doctorView, looseModesSection } from "../../views/doctor/view.ts";
import { type Printer, printerFor } from "../../views/printer.ts";
import type { DoctorOptions } from "./flags.ts";

/** `onboard doctor`: look at this machine, say what is wrong with it, and with `--fix` repair what can be. */
export async function doctor({ options, problems }: Given<DoctorOptions>, io: Io): Promise<ExitCode> {
  refuse(problems);
  const printer = printerFor(chooseFormat(options.format, io.env), io);
  const before = await look(options.fix ? { ...options, network: false } : options, io);
  const repairs = options.fix ? await repair(before, { options, io, printer }) : undefined;
  const { inspection, findings } = repairs === undefined ? before : await look(options, io);
  printer.print(doctorView(inspection.home), doctorDocument(findings, repairs));
  const isWell = findings.every(({ severity }) => severity !== "error") && (repairs?.refused.length ?? 0) === 0;
  return isWell ? EXIT.done : EXIT.failed;
}

type Repairs = NonNullable<DoctorDocument["repairs"]>;

/** How repairs are shown and asked for. */
interface Repairing {
  readonly options: DoctorOptions;
  readonly io: Io;
  readonly printer: Printer;
}

interface Look {
  readonly inspection: OpenedInspection;
  readonly findings: readonly DoctorFinding[];
}

async function look({ profile, network }: DoctorOptions, io: Io): Promise<Look> {
  const inspection = openInspection(await inspectThisMachine(realMachine(io), io));
  const findings = examine(inspection, profile);
  if (network !== true || findings.some(({ id }) => id === "proxy-unusable")) return { inspection, findings };
  useProfile(profile);
  const { testWays } = await import("../../../workstation/doctor/ways/test-ways.ts");
  return { inspection, findings: [...findings, ...findingsOfWays(await testWays(inspection))] };
}

/** Modes first, so that a backup of a file with keys is no easier to read than the file shall be. */
async function repair({ inspection, findings }: Look, repairing: Repairing): Promise<Repairs> {
  const targets: RepairTargets = {
    config: inspection.config.file,
    credentials: inspection.credentials.file,
    profile: repairing.options.profile,
  };
  const tightened = await tighten(looseModes(inspection), repairing);
  const files = [
    { file: targets.config, plan: planConfigRepair },
    { file: targets.credentials, plan: planCredentialsRepair },
  ];
  const written: Repairs["written"][number][] = [];
  const refused: string[] = [];
  for (const { file, plan } of files) {
    if (!findings.some((one) => one.fixable && one.place?.file === file && one.place.line !== undefined)) continue;
    const done = await rewrite(() => plan(targets), repairing);
    if (done.kind === "written") written.push({ file, backup: done.backup });
    if (done.kind === "refused") refused.push(done.reason);
  }
  return { tightened, written, refused };
}

async function tighten(modes: readonly LooseMode[], repairing: Repairing): Promise<readonly string[]> {
  if (modes.length === 0) return [];
  repairing.printer.aside([looseModesSection(modes)]);
  if (!(await agreed("Change these modes?", repairing))) return [];
  for (const mode of modes) await tightenMode(mode);
  return modes.map(({ file }) => file);
}

type Rewritten =
  | { readonly kind: "written"; readonly backup: string }
  | { readonly kind: "unchanged" | "declined" }
  | { readonly kind: "refused"; readonly reason: string };

/** Shows, asks and writes. One file that can't be repaired does not keep the other from it. */
async function rewrite(plan: () => Promise<ConfigPlan>, repairing: Repairing): Promise<Rewritten> {
  try {
    return await changeConfigFile(plan, (planned) => {
      show(repairing.printer.words, [planned.diff.trimEnd(), ...planned.notes]);
      return agreed(`Write this to ${planned.target.file}?`, repairing);
    });
  } catch (error) {
    if (error instanceof ConfigRefused) return { kind: "refused", reason: `${error.message} ${error.remedy}` };
    throw error;
  }
}

async function agreed(question: string, { options, io }: Repairing): Promise<boolean> {
  if (options.yes === true) return true;
  if (isInteractive(io)) return confirm(io, question);
  throw nobodyToAsk("Add --yes to make these repairs without a question, or leave --fix out to look only.");
}
