import { describe, expect, it } from "vitest";
import { keysSchema } from "../../src/core/keys/keys-schema.ts";
import { statusSchema } from "../../src/core/readiness/status-schema.ts";
import { schemaName } from "../../src/core/text/schema-address.ts";
import { doctorSchema } from "../../src/workstation/doctor/document/doctor-schema.ts";
import { PRINTED } from "./documents/printed-documents.ts";

/** Every text, wherever it stands. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe("what the built program prints as JSON satisfies its schema", () => {
  it("as a status, whoever can start", async () => {
    const all = await PRINTED.status();
    const documents = all.map(({ document }) => statusSchema.parse(document));
    expect(documents).toEqual(all.map(({ document }) => document));
    expect(new Set(documents.map(({ $schema }) => $schema))).toEqual(new Set([schemaName("status")]));
    expect(all.map(({ state, code }, index) => [state, code, documents[index]?.ready])).toEqual([
      ["nobody is there yet", 2, "no"],
      ["all are ready", 0, "yes"],
      ["nobody can tell", 5, "unknown"],
      ["an account is still to be made", 2, "no"],
      ["the Region is another", 2, "no"],
      ["a user cannot be made", 2, "no"],
      ["the role and the bootstrap are too old", 2, "no"],
    ]);
    const checks = documents.flatMap(({ people }) => people.flatMap(({ access }) => access.map((one) => one.checks)));
    expect(new Set(checks.flatMap((one) => Object.values(one).map(({ state }) => state))).size).toBe(4);
    expect(documents[3]?.environments.map(({ accountId }) => accountId)).toContain("new:cleo9x");
    expect(documents[3]?.people[1]?.access[0]?.group).toBe("Builders");
    expect(textsIn(documents[5]).join()).toContain('already belongs to the user "asilva7"');
    expect(documents[6]?.environments[0]?.version).toBe(5);
  });

  it("as the keys of a team or a machine, and without a key in it", async () => {
    const all = await PRINTED.keys();
    const documents = all.map(({ document }) => keysSchema.parse(document));
    expect(documents).toEqual(all.map(({ document }) => document));
    expect(new Set(documents.map(({ $schema }) => $schema))).toEqual(new Set([schemaName("keys")]));
    expect(textsIn(documents).filter((text) => /AKIA|SECRET/.test(text))).toEqual([]);
    expect(all.map(({ state, code }) => [state, code])).toEqual([
      ["a team's keys", 2],
      ["an account's keys, one of them our own", 2],
      ["a team's keys, deactivated", 1],
      ["no keys", 0],
      ["a machine's keys", 2],
      ["a machine's keys, asked about", 2],
      ["a machine without keys", 0],
      ["a machine whose file cannot be read", 5],
    ]);
    const team = documents.flatMap((one) => (one.kind === "keys-of-team" ? [one] : []));
    const users = team.flatMap(({ accounts }) => accounts.flatMap((one) => (one.state === "looked" ? one.users : [])));
    const [used, likeness] = [
      new Set(users.flatMap(({ keys }) => keys.map(({ lastUse }) => lastUse.kind))),
      new Set(users.map(({ person }) => person.kind)),
    ];
    expect([used, likeness]).toEqual([new Set(["never", "used", "unknown"]), new Set(["maybe", "exact", "none"])]);
    expect(users.some(({ keys }) => keys.some(({ signsThisRun }) => signsThisRun))).toBe(true);
    expect(team[0]?.summary).toEqual({ active: 4, inactive: 1, unknownAccounts: 1 });
    expect(team[1]?.warnings).toHaveLength(1);
    const outcomes = team[2]?.deactivations?.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["inactive", "inactive", "failed", "not-seen"]);
    const local = documents.flatMap((one) => (one.kind === "keys-on-machine" ? [one] : []));
    const found = local.flatMap(({ keys }) => keys);
    expect(new Set(found.map(({ owner }) => owner?.kind))).toEqual(new Set([undefined, "known", "refused", "unknown"]));
    expect(new Set(found.map(({ replacement }) => replacement?.by)).size).toBe(4);
    expect(found.some(({ place }) => "environment" in place)).toBe(true);
    expect(local[3]?.unreadable).toHaveLength(1);
  });

  it("as the doctor's findings and repairs", async () => {
    const all = await PRINTED.doctor();
    const documents = all.map(({ document }) => doctorSchema.parse(document));
    expect(documents).toEqual(all.map(({ document }) => document));
    expect(new Set(documents.map(({ $schema }) => $schema))).toEqual(new Set([schemaName("doctor")]));
    const told = all.map(({ state, code }, index) => {
      const { summary, repairs } = documents[index] ?? {};
      const done = repairs && [repairs.written, repairs.tightened, repairs.refused].map(({ length }) => length);
      return [state, code, summary?.errors, done];
    });
    expect(told).toEqual([
      ["nothing is wrong", 0, 0, undefined],
      ["nothing to repair", 0, 0, [0, 0, 0]],
      ["much is wrong", 1, 2, undefined],
      ["a profile that is not there", 1, 1, undefined],
      ["repaired", 0, 0, [2, 1, 0]],
      ["a repair is left to a person", 1, expect.any(Number), [0, 0, 0]],
      ["names are hostile", 1, 1, undefined],
    ]);
  });
});
