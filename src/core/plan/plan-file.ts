import { type Fault, inReadingOrder } from "../errors/fault.ts";
import type { Problem, Source } from "../errors/problem.ts";
import { canonicalJson, fingerprintOf } from "../text/canonical-json.ts";
import { commandForCaller } from "../text/command-line.ts";
import {
  type FaultAt,
  memberOffset,
  nestingDepth,
  offsetOf,
  repeatedMembers,
  reservedMembers,
} from "../text/json-members.ts";
import { isRecord } from "../text/json-record.ts";
import { parseStrictly } from "../text/strict-json.ts";
import { placeFinder } from "../text/text-position.ts";
import { visibleSource } from "../text/visible-source.ts";
import { quoted } from "../text/visible-text.ts";
import { planFileIssues, REVIEWED_ANEW } from "./plan-file-issues.ts";
import type { SavedPlan } from "./saved-plan.ts";
import { inconsistencies } from "./saved-plan-consistency.ts";
import { savedPlanSchema } from "./saved-plan-schema.ts";

/** What a plan file says, or what is wrong with it: it is there exactly when there are no problems. */
export interface PlanFileReading {
  readonly saved: SavedPlan | undefined;
  readonly problems: readonly Problem[];
}

/** Bytes of the largest plan that is read: one for some ten thousand people. */
export const MAX_PLAN_SIZE = 32_000_000;
const MAX_DEPTH = 60;
/** Whoever has more to correct than this has the wrong file. */
const MAX_PROBLEMS = 50;

/**
 * Reads a file that `--out` has written as what it is by now, text that a stranger may have changed: strict JSON, every
 * member known, every value within its rule, fingerprints that fit. Never throws. `source` is what problems point at.
 */
export function readPlanFile(bytes: Uint8Array, source: Source): PlanFileReading {
  const failed = (found: Fault): PlanFileReading => ({
    saved: undefined,
    problems: [{ place: visibleSource(source), ...found }],
  });
  if (bytes.length > MAX_PLAN_SIZE) return failed(tooLarge);
  try {
    return readText(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), source);
  } catch (error) {
    if (error instanceof TypeError) return failed(notText);
    throw error;
  }
}

function readText(text: string, source: Source): PlanFileReading {
  const failed = (found: readonly FaultAt[]): PlanFileReading => {
    const placeOf = placeFinder(text, visibleSource(source));
    const shown = found.slice(0, MAX_PROBLEMS).map(([offset, fault]) => ({ place: placeOf(offset), ...fault }));
    return { saved: undefined, problems: inReadingOrder(shown) };
  };
  if (text.trim() === "") return failed([[0, empty]]);
  if (nestingDepth(text) > MAX_DEPTH) return failed([[0, tooDeep]]);
  const parsed = parseStrictly(text, REVIEWED_ANEW);
  if ("error" in parsed) return failed([parsed.error]);
  const { json, tree } = parsed;
  const other = otherDocument(json);
  if (other !== undefined) return failed([[0, other]]);
  const doubtful = isOurs(text, json) ? [] : [...repeatedMembers(tree()), ...reservedMembers(tree())];
  if (doubtful.length > 0) return failed(doubtful);
  const checked = savedPlanSchema.safeParse(json);
  if (!checked.success) return failed(planFileIssues(checked.error.issues, tree()));
  const saved = json as SavedPlan;
  const { fingerprint, ...document } = saved;
  const actual = fingerprintOf(document);
  if (actual !== fingerprint) {
    return failed([[memberOffset(tree(), [], "fingerprint"), changedSince(fingerprint, actual)]]);
  }
  const found = inconsistencies(saved);
  if (found.length > 0)
    return failed(found.map(({ path, message }) => [offsetOf(tree(), path), { message, remedy: REVIEWED_ANEW }]));
  return { saved, problems: [] };
}

/** Text that is as we write it has no member twice; a tree of it is the larger part of the work. */
function isOurs(text: string, json: unknown): boolean {
  return !text.includes("__proto__") && canonicalJson(json) === text.trimEnd();
}

/** Another document, or another version: what else differs would only mislead. */
function otherDocument(json: unknown): Fault | undefined {
  if (!isRecord(json)) return notAPlan;
  const { kind, version } = json;
  if (kind === "plan") return printedPlan;
  if (kind !== "saved-plan") return notAPlan;
  if (version === 1) return undefined;
  return {
    message: `This plan file is of version ${quoted(String(version))}, and this program reads version 1.`,
    remedy: "Apply it with the version of amplify-onboard that made it, or make it anew with this one.",
  };
}

function changedSince(stated: string, actual: string): Fault {
  return {
    message: `The file was changed after onboard wrote it: its fingerprint says ${stated.slice(0, 12)}…, its content has ${actual.slice(0, 12)}….`,
    remedy: `Find out who changed it. ${REVIEWED_ANEW}`,
  };
}

const empty: Fault = { message: "The file is empty.", remedy: REVIEWED_ANEW };
const notText: Fault = { message: "This is not text in UTF-8.", remedy: "Check that this is the right file." };
const tooDeep: Fault = {
  message: "This is too deeply nested for a plan.",
  remedy: "Check that this is the right file.",
};
const tooLarge: Fault = {
  message: `The file is larger than ${MAX_PLAN_SIZE / 1_000_000} MB, more than a plan can be.`,
  remedy: "Check that this is the right file.",
};
const notAPlan: Fault = {
  message: "This is not a plan file.",
  remedy: `Give the file that ${commandForCaller("--emails", "team.csv", "--dry-run", "--out", "plan.json")} has written.`,
};
const printedPlan: Fault = {
  message: "This is a plan as --format json prints it: it lacks what applying needs.",
  remedy: "Save the plan with --out, and apply that file.",
};
