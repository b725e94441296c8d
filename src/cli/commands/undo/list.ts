import type { ListedRun } from "../../../core/documents/runs-schema.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { simulatedIf } from "../../../core/text/simulated.ts";
import type { NamedRecord } from "../../apply/recorded-runs.ts";
import { counted } from "../../terminal/layout.ts";
import { nextSection } from "../../views/next.ts";
import type { Section } from "../../views/section.ts";

/** The runs of a folder, the latest first. */
export function listedRuns(records: readonly NamedRecord[]): readonly ListedRun[] {
  const takenBack = new Map(
    records.flatMap(({ name, reading }) =>
      "run" in reading && reading.run.undoes !== undefined && reading.run.changes.length > 0
        ? [[reading.run.undoes, { by: name, isEnded: reading.run.isEnded }] as const]
        : [],
    ),
  );
  return records.map(({ name, reading }): ListedRun => {
    if ("fault" in reading) return { record: name, state: reading.fault.message };
    const { time, purpose, isSimulated, changes, isEnded, isWhole } = reading.run;
    const undone = takenBack.get(name);
    const state =
      undone !== undefined
        ? `${undone.isEnded ? "taken back" : "taking it back was interrupted"}: ${undone.by}`
        : isWhole
          ? ""
          : isEnded
            ? "did not do all that it was for"
            : "did not come to its end";
    return {
      record: name,
      time,
      purpose,
      ...simulatedIf(isSimulated),
      changes: changes.length,
      whole: isWhole,
      ...(undone === undefined ? {} : { takenBackBy: undone.by }),
      state,
    };
  });
}

const PURPOSES = { onboard: "gave access", leave: "took access away", undo: "took a run back" } as const;

/** Runs of a simulation are over with it. */
function nextAfterList(runs: readonly ListedRun[]): string | undefined {
  const last = runs.find(
    ({ simulated, changes = 0, takenBackBy }) => !simulated && changes > 0 && takenBackBy === undefined,
  );
  return last && commandForCaller("undo", last.record, "--dry-run");
}

/** The same for people. */
export function listSections(runs: readonly ListedRun[]): readonly Section[] {
  if (runs.length === 0) {
    return [{ tone: "neutral", rows: [{ cells: ["There are no runs in this folder: .onboard/runs is empty."] }] }];
  }
  return [
    {
      title: "Runs in this folder, the latest first",
      tone: "neutral",
      rows: runs.map(({ record, purpose, simulated, changes, state }) => ({
        cells: [
          record,
          ...(purpose === undefined || changes === undefined
            ? []
            : [`${PURPOSES[purpose]}, ${counted(changes, "change")}${simulated ? " (simulation)" : ""}`]),
        ],
        notes: state === "" ? [] : [{ as: "prose" as const, text: state, tone: "quiet" as const }],
      })),
    },
    nextSection(nextAfterList(runs)),
  ];
}
