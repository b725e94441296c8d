import { describe, expect, it } from "vitest";
import { planView } from "../../../src/cli/views/plan/view.ts";
import { reportView } from "../../../src/cli/views/report/view.ts";
import { statusView } from "../../../src/cli/views/status/view.ts";
import { type BootstrapAnswer, environmentKey } from "../../../src/core/aws/cdk-bootstrap.ts";
import { startNotes } from "../../../src/core/handover/start-notes.ts";
import { assignmentOf } from "../../../src/core/plan/person.ts";
import { factsNow } from "../../../src/core/readiness/facts.ts";
import { readinessOf } from "../../../src/core/readiness/readiness.ts";
import { type ReadinessState, readinessWord } from "../../../src/core/readiness/states.ts";
import { statusOf } from "../../../src/core/readiness/status.ts";
import { verdictWords } from "../../../src/core/readiness/words.ts";
import { failedRows } from "../../../src/core/report/failed-rows.ts";
import { handedOver, readinessAfter, reportOf } from "../../../src/core/report/report.ts";
import { type Blocker, resourceOf } from "../../../src/core/state/change.ts";
import { permissionSetKey } from "../../../src/core/state/kinds/permission-set.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { keyOf } from "../../../src/core/state/kinds.ts";
import type { Resource, ResourceKey } from "../../../src/core/state/resource.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { person, samplePlan } from "../sample-plan.ts";
import { asPage, asText, TEAM } from "./told.ts";

const ana = person("ana@example.com");
const [access] = ana.access;
if (access === undefined) throw new Error("no access");
const assignment = keyOf(assignmentOf(ana, access));
const everything = samplePlan([ana]).changes.map(resourceOf);
const older = (resource: Resource): Resource =>
  resource.kind === "PermissionSet" ? { ...resource, sessionDuration: "PT1H" } : resource;
const except = (key: ResourceKey) => everything.filter((resource) => keyOf(resource) !== key);
const WHY: Blocker = { reason: "It must not be.", remedy: "Ask for it." };

interface Case {
  readonly word: string;
  readonly state: ReadinessState;
  /** Signs in, and is handed over. */
  readonly signsIn: boolean;
  readonly observed: readonly Resource[];
  readonly blocked?: ResourceKey;
  /** Absent: nobody looked. */
  readonly answer?: BootstrapAnswer;
}

const GOOD: BootstrapAnswer = { kind: "version", version: 21 };
const CASES: readonly Case[] = [
  { word: "ready", state: "ready", signsIn: true, observed: [], answer: GOOD },
  {
    word: "assigned, not bootstrapped",
    state: "not-bootstrapped",
    signsIn: true,
    observed: [],
    answer: { kind: "missing" },
  },
  { word: "assigned, bootstrap unknown", state: "bootstrap-unknown", signsIn: true, observed: [] },
  {
    word: "assigned, set outdated",
    state: "set-outdated",
    signsIn: true,
    observed: everything.map(older),
    blocked: permissionSetKey("amplify-policy"),
    answer: GOOD,
  },
  {
    word: "not assigned",
    state: "not-assigned",
    signsIn: false,
    observed: except(assignment),
    blocked: assignment,
    answer: GOOD,
  },
  {
    word: "cannot sign in",
    state: "cannot-sign-in",
    signsIn: false,
    observed: [],
    blocked: userKey(ana.userName),
    answer: GOOD,
  },
];

/** The documents of a run in which everything is done that can be, and of the status after it. */
function documentsOf({ observed, blocked, answer }: Case) {
  const place = { accountId: access?.accountId ?? "", region: access?.region ?? "" };
  const options = {
    blocked: new Map(blocked === undefined ? [] : [[blocked, WHY]]),
    bootstraps: answer === undefined ? [] : [{ ...place, answer }],
  };
  const plan = samplePlan([ana], { ...options, observed });
  const stuck = new Set<ResourceKey>();
  const results = plan.changes.map((change): ChangeResult => {
    if (change.blocked !== undefined) stuck.add(change.key);
    if (change.blocked !== undefined) return failedResult(change, change.blocked.reason, change.blocked.remedy);
    return stuck.size > 0 && change.key === assignment
      ? { outcome: "skipped", change, reason: "It needs something: failed." }
      : { outcome: "applied", change };
  });
  const done = results.flatMap(({ outcome, change }) => (outcome === "applied" ? [resourceOf(change)] : []));
  const after = samplePlan([ana], { ...options, observed: [...observed, ...done] });
  const answers = new Map(answer === undefined ? [] : [[environmentKey(place), answer]]);
  return { plan, report: reportOf(plan, results, stuck.size === 0), status: statusOf(after, answers) };
}

describe.each(CASES)("somebody who is $word", (one) => {
  const { word, state, signsIn } = one;
  const { plan, report, status } = documentsOf(one);
  const run = {
    ...report,
    firstSignIn: { settingsPage: "https://s.example", usersPage: "https://u.example", users: [] },
    files: {},
  };
  const after = readinessAfter(report);
  const counted = state === "ready" ? "1 of 1 person ready" : `0 of 1 person ready; 1 ${word}`;

  it("is called so by the plan, for the time when it is done", () => {
    expect(asText(planView(TEAM), plan).join("\n")).toContain(counted);
    expect(asPage(planView(TEAM), plan)).toContain(counted);
    expect(planView(TEAM).derived?.(plan)).toMatchObject({ readiness: { people: [{ state, signsIn }] } });
  });

  it("is called so by the report, in each format", () => {
    const screen = asText(reportView(TEAM), run, 120).join("\n");
    expect(screen).toContain(counted);
    expect(asText(reportView(TEAM), run, 160).some((line) => line.startsWith(ana.email) && line.includes(word))).toBe(
      plan.changes.length > 0,
    );
    expect(asPage(reportView(TEAM), run)).toContain(counted);
    const derived = reportView(TEAM).derived?.(run);
    expect(derived).toMatchObject({ readiness: { people: [{ state, signsIn, access: [{ state, signsIn }] }] } });
  });

  it("is called so by the status, in each format", () => {
    expect(status.people).toMatchObject([{ state, signsIn, access: [{ state, signsIn }] }]);
    const words = state === "ready" ? "The one person can start" : `0 of 1 person can start; 1 ${word}`;
    expect(asText(statusView(TEAM), status, 120).join("\n")).toContain(words);
    expect(asPage(statusView(TEAM), status)).toContain(`| ${word} |`);
  });

  it("is told of so beside the row of the team file", () => {
    const [verdict] = after.flatMap((person) => person.access);
    if (verdict === undefined) throw new Error("no access");
    const told = (annotations: readonly { readonly message: string }[]) =>
      annotations.map(({ message }) => message).join("\n");
    const row = `${access.accountName}: ${verdictWords(verdict)}`;
    expect(told(statusView(TEAM).annotations(status))).toContain(state === "ready" ? "" : row);
    const said = told(reportView(TEAM).annotations(run));
    if (verdict.undone) expect(said).toContain(verdictWords(verdict));
    else if (state === "not-bootstrapped") expect(said).toContain(counted);
    else expect(said).toBe("");
  });

  it("is handed over, or is in the rows to run again, by the same word", () => {
    expect(handedOver(after, {}).length).toBe(signsIn ? 1 : 0);
    const { rows } = readTeam(Buffer.from(`email\n${ana.email}\n`), TEAM);
    const failed = failedRows(rows, after)?.toLowerCase();
    expect(failed?.includes(word) ?? false).toBe(one.blocked !== undefined);
    const notes = after.flatMap((person) => startNotes(person.access));
    expect(notes.some((note) => note.includes(word))).toBe(signsIn && state !== "ready");
  });
});

it("somebody who is disabled is called so, and is not handed over", () => {
  const plan = samplePlan([ana], { observed: everything });
  const people = readinessOf([ana], {
    ...factsNow(plan),
    disabledUsers: new Map([[ana.userName, { userName: ana.userName, page: "https://console.aws.amazon.com/" }]]),
  });
  expect(people.map(readinessWord)).toEqual(["disabled"]);
  expect(handedOver(people, {})).toEqual([]);
});
