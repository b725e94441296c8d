import { describe, expect, it } from "vitest";
import type { BootstrapAnswer } from "../../../src/core/aws/cdk-bootstrap.ts";
import { environmentsIn } from "../../../src/core/plan/environments.ts";
import type { Access, Person } from "../../../src/core/plan/person.ts";
import type { Facts } from "../../../src/core/readiness/facts.ts";
import { missingBootstraps } from "../../../src/core/readiness/missing-bootstraps.ts";
import type { ChangeResult } from "../../../src/core/state/result.ts";
import { newAccount } from "../plan/sample-new-account.ts";
import { creation } from "../plan/sample-onboarding.ts";

const access = (accountId: string, region = "eu-west-1"): Access => ({
  accountId,
  accountName: `name of ${accountId}`,
  permissionSet: "amplify-policy",
  region,
  profile: "amplify",
  line: 2,
});
const person = (...all: readonly Access[]): Person => ({
  email: "ana@example.com",
  userName: "ana",
  displayName: "Ana",
  namesDerived: false,
  access: all,
});
const A = "111111111111";
const B = "222222222222";

/** Two accounts are to be made. */
const facts = (answers: readonly (readonly [string, BootstrapAnswer])[]): Facts => ({
  changes: new Map(["ana", "bo"].map((name) => creation(newAccount(name))).map((change) => [change.key, change])),
  bootstraps: new Map(answers),
});

const reasons = (answer: BootstrapAnswer) =>
  missingBootstraps([person(access(A))], facts([[`${A}/eu-west-1`, answer]])).map(({ reason }) => reason);

describe("where the CDK is not bootstrapped", () => {
  it("is asked for each account and Region once", () => {
    const people = [person(access(A), access(A, "us-east-1")), person(access(A), access(B))];
    const places = environmentsIn(people).map(({ accountId, region }) => `${accountId} ${region}`);
    expect(places).toEqual([`${A} eu-west-1`, `${A} us-east-1`, `${B} eu-west-1`]);
  });

  it.each<[BootstrapAnswer, readonly string[]]>([
    [{ kind: "version", version: 6 }, []],
    [{ kind: "version", version: 5 }, ["version 5 is too old: 6 is needed"]],
    [{ kind: "missing" }, ["not bootstrapped"]],
    [{ kind: "missing", otherQualifiers: ["acme"] }, ["bootstrapped as acme only, which ampx does not see"]],
    [{ kind: "unknown", reason: "No way in.", remedy: "Ask." }, ["not known: No way in."]],
  ])("is told by what was read: %j", (answer, said) => expect(reasons(answer)).toEqual(said));

  it("is not told where nobody looked, and always where the account is new", () => {
    const missing = missingBootstraps([person(access(A), access("new:ana"))], facts([]));
    expect(missing.map(({ accountId, command }) => [accountId, command])).toEqual([["new:ana", undefined]]);
  });

  it("comes with a command at the end of the run, for the accounts that were made", () => {
    const people = [person(access(A), access("new:ana"), access("new:bo"))];
    const found = facts([[`${A}/eu-west-1`, { kind: "missing" }]]);
    const results = [...found.changes].map(([key, change]): [typeof key, ChangeResult] => [
      key,
      key.endsWith("ana") ? { outcome: "applied", change } : { outcome: "skipped", change, reason: "Interrupted." },
    ]);
    const ended = missingBootstraps(people, { ...found, results: new Map(results) }, { "new:ana": B });
    expect(ended.map(({ accountId, command }) => [accountId, command])).toEqual([
      [A, `npx aws-cdk@latest bootstrap aws://${A}/eu-west-1 --profile NAME`],
      [B, `npx aws-cdk@latest bootstrap aws://${B}/eu-west-1 --profile NAME`],
    ]);
  });
});
