import { describe, expect, it } from "vitest";
import type { Status } from "../../../src/core/readiness/status.ts";
import { statusSchema } from "../../../src/core/readiness/status-schema.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { NORTH, person, STAGING, statusFor } from "./statuses.ts";

const ana = person("ana@example.com", [{ ...NORTH, group: "Builders" }, STAGING]);
const bo = person("bo@example.com", [{ accountId: "new:bo", accountName: "sandbox-bo" }], { line: 3 });
const at = (one: { readonly accountId: string }) => `${one.accountId}/eu-west-1`;

const STATUSES: readonly (readonly [what: string, status: Status])[] = [
  ["in which all are ready", statusFor([ana])],
  ["in which nothing is there yet", statusFor([ana], { observed: () => undefined })],
  [
    "that nobody could tell",
    statusFor([ana], { bootstraps: { [at(NORTH)]: { kind: "unknown", reason: "Closed.", remedy: "Ask." } } }),
  ],
  ["of an account that is not there", statusFor([ana, bo], { observed: () => undefined })],
  [
    "of somebody who cannot be made",
    statusFor([ana], {
      observed: () => undefined,
      blocked: new Map([[userKey("ana@example.com"), { reason: "Somebody else is called so.", remedy: "Ask." }]]),
    }),
  ],
  [
    "of bootstraps too old and under other qualifiers",
    statusFor([ana], {
      bootstraps: {
        [at(NORTH)]: { kind: "version", version: 5 },
        [at(STAGING)]: { kind: "missing", otherQualifiers: ["acme"] },
      },
    }),
  ],
  ["of nobody", statusFor([])],
];
const [, sample] = STATUSES[0] ?? ["", statusFor([ana])];
const withPerson = (wrong: object) => ({ people: [{ ...sample.people[0], ...wrong }] });

describe("the schema of a status", () => {
  it.each(STATUSES)("takes one %s", (_, status) => {
    expect(statusSchema.parse(JSON.parse(JSON.stringify(status)))).toEqual(status);
  });

  it("stands beside samples that have every state of a check", () => {
    const states = STATUSES.flatMap(([, { people }]) =>
      people.flatMap(({ access }) => access.flatMap(({ checks }) => Object.values(checks).map(({ state }) => state))),
    );
    expect([...new Set(states)].sort()).toEqual(["no", "unknown", "waits", "yes"]);
  });

  it.each<[what: string, wrong: object]>([
    ["another kind", { kind: "plan" }],
    ["a readiness that there is not", { ready: "maybe" }],
    ["a count below nothing", { summary: { yes: -1, no: 0, unknown: 0 } }],
    ["a check without its reason", withPerson({ signedIn: { state: "no", remedy: "Ask." } })],
    ["a check that waits for a remedy", withPerson({ signedIn: { state: "waits", reason: "x", remedy: "Ask." } })],
    ["a person with a member that there is not", withPerson({ password: "x" })],
    ["an access without its checks", withPerson({ access: [{ ...sample.people[0]?.access[0], checks: {} }] })],
    ["an account id that is none", { environments: [{ ...sample.environments[0], accountId: "1234" }] }],
    ["a version that is none", { environments: [{ ...sample.environments[0], version: -1 }] }],
  ])("refuses %s", (_, wrong) => {
    expect(statusSchema.safeParse({ ...sample, ...wrong }).success).toBe(false);
  });
});
