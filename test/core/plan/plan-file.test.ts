import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { MAX_PLAN_SIZE, readPlanFile } from "../../../src/core/plan/plan-file.ts";
import { savedPlanText } from "../../../src/core/plan/saved-plan.ts";
import { newAccount } from "./sample-new-account.ts";
import { deletion, permissionSet, user } from "./sample-onboarding.ts";
import { forged, resealed, savedPlan } from "./sample-saved-plan.ts";

const sound = savedPlanText(savedPlan());
const bytes = (text: string) => new TextEncoder().encode(text);
const problemsOf = (text: string | Uint8Array) =>
  readPlanFile(typeof text === "string" ? bytes(text) : text, { kind: "file", file: "plan.json" }).problems.map(
    renderProblem,
  );

describe("a saved plan", () => {
  it("is read as it was written", () => {
    expect(readPlanFile(bytes(sound), { kind: "file", file: "plan.json" })).toEqual({
      saved: savedPlan(),
      problems: [],
    });
  });

  it("is read with deletions in it", () => {
    const text = forged(({ plan, absent }) => {
      plan.changes.push(JSON.parse(JSON.stringify(deletion(user("cy")))));
      absent.push(user("cy"));
    });
    const { saved, problems } = readPlanFile(new TextEncoder().encode(text), { kind: "file", file: "plan.json" });
    expect(problems).toEqual([]);
    expect(saved?.plan.changes.at(-1)).toEqual(deletion(user("cy")));
    expect(saved?.absent).toEqual([user("cy")]);
  });

  it("is read also when somebody has laid it out anew", () => {
    const pretty = JSON.stringify(JSON.parse(sound), undefined, 2);
    expect(readPlanFile(bytes(pretty), { kind: "file", file: "plan.json" })).toEqual({
      saved: savedPlan(),
      problems: [],
    });
  });

  it("is the same text for the same plan, on one line", () => {
    expect(savedPlanText(savedPlan())).toBe(sound);
    expect(sound.indexOf("\n")).toBe(sound.length - 1);
  });

  it("of changes to a permission set that others made is read too, whatever they wrote into it", () => {
    const theirs = permissionSet({ sessionDuration: "PT1H", description: "Ours?\nTheirs" });
    const text = savedPlanText(savedPlan([theirs]));
    expect(problemsOf(text)).toEqual([]);
  });
});

describe("a plan file that is broken, or that somebody has tampered with,", () => {
  const cut = sound.slice(0, 400);
  const twice = sound.replace('"kind":"saved-plan"', '"kind":"saved-plan","kind":"saved-plan"');
  const reserved = sound.replace('"settings":{', '"__proto__":{},"settings":{');
  const { desired: _, ...lacking } = savedPlan();

  it.each<readonly [what: string, text: string | Uint8Array, message: RegExp]>([
    ["that is empty", " \n", /:1:1: The file is empty\. Make the plan anew/],
    ["that is cut off", cut, /:1:3\d\d: This is not JSON: unexpected end of string/],
    ["that is no text", Uint8Array.of(0xc3, 0x28), /This is not text in UTF-8/],
    ["that is far too large", new Uint8Array(MAX_PLAN_SIZE + 1), /larger than 32 MB/],
    ["that is nested without end", "[".repeat(5000), /:1:1: This is too deeply nested/],
    ["that is a list", "[]", /This is not a plan file/],
    ["that is a handover", '{"version":1,"startUrl":"https://x"}', /This is not a plan file/],
    ["that is a plan as it is printed", JSON.stringify(savedPlan().plan), /--format json prints it.*--out/],
    ["of a later version", sound.replace(/"version":1}\n$/, '"version":2}\n'), /version "2".*reads version 1/],
    ["with a member twice", twice, /"kind" is here twice/],
    ["with a member that means something to JavaScript", reserved, /no member "__proto__"/],
    ["with a member that nobody knows", resealed({ ...savedPlan(), force: true }), /no member "force" in the file/],
    ["that lacks what is desired", resealed(lacking), /desired is missing/],
    [
      "in which a name was changed",
      sound.replaceAll("ana@example.com", "eve@example.com"),
      /:1:\d+: The file was changed after onboard wrote it: its fingerprint says \w{12}…, .* Find out who/,
    ],
    [
      "with a fingerprint that is none",
      sound.replace(/"fingerprint":"[0-9a-f]{64}"/, '"fingerprint":"yes"'),
      /fingerprint/,
    ],
    [
      "whose inner fingerprint was left as it was",
      resealed({ ...savedPlan(), plan: { ...savedPlan().plan, people: [] } }),
      /The fingerprint of the plan is not that of its purpose, instance, people and changes/,
    ],
    [
      "in which a change is about something else",
      forged(({ plan }) => {
        plan.changes.at(-1).after.principal.name = "eve";
      }),
      /plan\.changes\[4\]: The key of a change is not that of its resource/,
    ],
    [
      "that hands over what it does not see to",
      forged(({ plan }) => {
        plan.people[0].access[0].accountId = "999999999999";
      }),
      /:1:\d+: It rests on "AccountAssignment\|999999999999\|.*", which is not desired/,
    ],
    ["that desires something twice", forged(({ desired }) => desired.push(desired[0])), /is desired twice/],
    [
      "that desires a provisioning",
      forged(({ desired }) =>
        desired.push({ kind: "PermissionSetProvisioning", permissionSet: "amplify-policy", target: "210987654321" }),
      ),
      /A PermissionSetProvisioning is never desired/,
    ],
    [
      "that deletes what nobody asked to be gone",
      forged(({ plan }) => plan.changes.push(deletion(user("cy")))),
      /"User\|cy" is deleted, and is not to be absent/,
    ],
    [
      "that wants something both ways",
      forged(({ absent, desired }) => absent.push(desired[1])),
      /"User\|ana" is desired, and to be absent/,
    ],
    ["that wants something gone twice", forged(({ absent }) => absent.push(user("cy"), user("cy"))), /absent twice/],
    [
      "that wants an account gone",
      forged(({ absent }) => absent.push(newAccount("ana"))),
      /A Account is never deleted/,
    ],
    ["for a purpose that nobody has", forged(({ plan }) => Object.assign(plan, { purpose: "purge" })), /plan\.purpose/],
    [
      "that wants to delete",
      forged(({ plan }) => {
        plan.changes[0].action = "delete";
      }),
      /plan\.changes\[0\]/,
    ],
    [
      "with a terminal's escape codes in a name",
      forged(({ desired }) => {
        desired[1].displayName = "Ana\u001b[2J";
      }),
      /desired\[1\]\.displayName: "Ana<U\+001B>\[2J" holds the invisible character/,
    ],
    [
      "that leads developers to somebody else's portal by a formula",
      forged(({ plan }) => {
        plan.instance.startUrl = "javascript:alert(1)";
      }),
      /plan\.instance\.startUrl/,
    ],
    [
      "that overrides AWS's limits with nonsense",
      forged(({ settings }) => {
        settings.limits.ssoAdminPerSecond = 0;
      }),
      /settings\.limits\.ssoAdminPerSecond is less than 0|more than 0/,
    ],
  ])("one %s is refused in words", (_what, text, message) => {
    const problems = problemsOf(text);
    expect(problems.join("\n")).toMatch(message);
    for (const problem of problems) expect(problem).toMatch(/^plan\.json:?.*\.$/);
  });

  it("is never reported without an end", () => {
    const text = forged(({ desired }) => {
      for (let index = 0; index < 500; index += 1) desired.push({ kind: "Nothing" });
    });
    expect(problemsOf(text)).toHaveLength(50);
  });
});
