import type { OnboardError } from "../../core/errors/onboard-error.ts";
import { type Problem, type Source, sourceName } from "../../core/errors/problem.ts";
import { keysBehind } from "../../core/plan/person.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { type AccessOutcome, accessOutcomes, type Report, reasonOf } from "../../core/report/report.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { shownList } from "../../core/text/shown-list.ts";

/** Something to be shown beside the file it is about, by whatever shows a change to its reviewers. */
export interface Finding {
  readonly level: "error" | "warning" | "notice";
  /** What kind of thing it is, in a word: the same thing is called the same in every run. */
  readonly check: string;
  readonly title: string;
  readonly message: string;
  /** Absent: it is about no file, or the input was no file. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What keeps a plan's people from their access, what a reviewer must allow, and what is in AWS otherwise. */
export function planFindings(plan: Plan, team: Source): readonly Finding[] {
  const level = "warning";
  return [
    ...plan.dangers.map(({ name, message }): Finding => {
      const remedy = `Allow it with --allow ${name}, if it is meant.`;
      return { level, check: `danger/${name}`, title: `Danger: ${name}`, message: `${message} ${remedy}` };
    }),
    ...blockedFindings(plan, team),
    ...plan.drift.map(
      ({ kind, message }): Finding => ({ level, check: `drift/${kind}`, title: DRIFT_TITLES[kind], message }),
    ),
    ...bootstrapFindings(plan),
    ...warningFindings(plan.warnings),
  ];
}

/** One for all: what to do about it is the same everywhere. */
function bootstrapFindings({ missingBootstraps }: Plan): readonly Finding[] {
  if (missingBootstraps.length === 0) return [];
  const where = missingBootstraps.map(({ accountName, region, reason }) => `${accountName} in ${region} (${reason})`);
  const message = `npx ampx sandbox stops where the CDK is not bootstrapped: ${shownList(where)}. Run with --bootstrap, or ${commandForCaller("status", "--emails", "FILE")} for the commands.`;
  return [{ level: "notice", check: "bootstrap", title: "CDK bootstrap", message }];
}

/** What no change is asked for, and what AWS has none the less. */
export const DRIFT_TITLES = {
  changed: "Changed in AWS",
  outdated: "Outdated in AWS",
  stranger: "Not in the team file",
} as const;

/** Warnings are about the whole. */
export function warningFindings(warnings: readonly string[]): readonly Finding[] {
  return warnings.map((message) => ({ level: "notice", check: "warning", title: "Warning", message }));
}

function blockedFindings({ people, changes }: Plan, team: Source): readonly Finding[] {
  const blocked = new Map(changes.flatMap(({ key, blocked: why }) => (why === undefined ? [] : [[key, why] as const])));
  return eachOnce(
    people.flatMap((person) =>
      person.access.flatMap((access): readonly Finding[] => {
        const why = keysBehind(person, access)
          .map((key) => blocked.get(key))
          .find((one) => one !== undefined);
        if (why === undefined) return [];
        const message = `${why.reason} ${why.remedy}`;
        return [{ level: "warning", check: "blocked", title: "Cannot be done", message, ...rowOf(team, access.line) }];
      }),
    ),
  );
}

/** The rows that are not ready, each with the reason. */
export function reportFindings(report: Report, team: Source): readonly Finding[] {
  const outcomes = accessOutcomes(report.people, report.results);
  return eachOnce(outcomes.flatMap((outcome) => outcomeFinding(outcome, team)));
}

function outcomeFinding(outcome: AccessOutcome, team: Source): readonly Finding[] {
  const message = reasonOf(outcome);
  const [first] = outcome.obstacles;
  if (message === undefined || first === undefined) return [];
  const place = rowOf(team, outcome.access.line);
  return first.outcome === "outstanding"
    ? [{ level: "warning", check: "in-progress", title: "In progress", message, ...place }]
    : [{ level: "error", check: "failed", title: "No access", message, ...place }];
}

/** Every problem of the input where it stands; an error without any, as itself. */
export function errorFindings({ kind, message, remedy, problems }: OnboardError): readonly Finding[] {
  if (problems.length > 0) return problems.map(problemFinding);
  return [{ level: "error", check: kind, title: "onboard", message: `${message} ${remedy}` }];
}

function problemFinding({ place, message, remedy }: Problem): Finding {
  const finding = { level: "error", check: "invalid-input", title: "Invalid input" } as const;
  if (place.kind !== "file") return { ...finding, message: `${sourceName(place)}: ${message} ${remedy}` };
  const { kind: _, ...position } = place;
  return { ...finding, message: `${message} ${remedy}`, ...position };
}

function rowOf(team: Source, line: number): Partial<Finding> {
  return team.kind === "file" ? { file: team.file, line } : {};
}

function eachOnce(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
