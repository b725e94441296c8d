import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  endedWords,
  endingStatement,
  inlineParts,
  inlineText,
  stillNeeded,
  withEnded,
  withoutUsers,
} from "../../../src/core/state/ended-sessions.ts";
import { canonicalJson } from "../../../src/core/text/canonical-json.ts";

const noon = "2026-11-30T12:00:00Z";
const evening = "2026-11-30T18:00:00Z";
const ana = "9067-ana";
const bo = "9067-bo";
const statement = endingStatement({ until: noon, userIds: [ana] });
const theirs = { Effect: "Allow", Action: "s3:ListBucket", Resource: "*", Sid: "Theirs" };
const policy = (document: unknown) => canonicalJson(document);

describe("the statement that ends sessions", () => {
  it("is the Deny that AWS documents, with the time in a Sid of letters and digits", () => {
    expect(statement).toEqual({
      Sid: "OnboardEndsSessionsUntil20261130T120000Z",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "identitystore:UserId": [ana] } },
    });
  });

  it("is a whole policy where there was none, and leaves none behind", () => {
    const text = inlineText({ endedSessions: [{ until: noon, userIds: [ana] }] }) ?? "";
    expect(JSON.parse(text)).toEqual({ Version: "2012-10-17", Statement: [statement] });
    expect(inlineParts(text)).toEqual({ endedSessions: [{ until: noon, userIds: [ana] }] });
    expect(inlineText({})).toBeUndefined();
  });

  it("stands apart from what others wrote, whose members and order stay", () => {
    const inlinePolicy = policy({ Version: "2008-10-17", Id: "kept", Statement: [theirs, { ...theirs, Sid: "B" }] });
    const text = inlineText({ inlinePolicy, endedSessions: [{ until: noon, userIds: [ana] }] }) ?? "";
    expect(JSON.parse(text)).toMatchObject({ Version: "2008-10-17", Id: "kept" });
    expect(JSON.parse(text).Statement).toEqual([theirs, { ...theirs, Sid: "B" }, statement]);
    expect(inlineParts(text).inlinePolicy).toBe(inlinePolicy);
  });

  it.each([
    ["one object", { Statement: theirs }],
    ["a list of one", { Statement: [theirs] }],
    ["no version", { Statement: [theirs, theirs] }],
  ])("gives back a policy with %s as it was", (_, document) => {
    const endedSessions = [
      { until: noon, userIds: [ana] },
      { until: evening, userIds: [bo] },
    ];
    const text = inlineText({ inlinePolicy: policy(document), endedSessions }) ?? "";
    expect([JSON.parse(text).Statement].flat()).toContainEqual(theirs);
    expect(inlineParts(text)).toEqual({ inlinePolicy: policy(document), endedSessions });
  });

  it("is found wherever somebody has moved it, and in several of one time", () => {
    const text = policy({
      Statement: [theirs, statement, { ...theirs, Sid: "B" }, { ...statement, Condition: forBo }],
    });
    expect(inlineParts(text)).toEqual({
      inlinePolicy: policy({ Statement: [theirs, { ...theirs, Sid: "B" }] }),
      endedSessions: [{ until: noon, userIds: [ana, bo] }],
    });
  });

  const forBo = { StringEquals: { "identitystore:UserId": bo } };

  it.each([
    ["another effect", { ...statement, Effect: "Allow" }],
    ["fewer actions", { ...statement, Action: "s3:*" }],
    [
      "a further condition",
      { ...statement, Condition: { ...statement.Condition, Bool: { "aws:ViaAWSService": "true" } } },
    ],
    ["no condition", { Sid: statement.Sid, Effect: "Deny", Action: "*", Resource: "*" }],
    ["nobody in it", { ...statement, Condition: { StringEquals: { "identitystore:UserId": [] } } }],
    ["what is no id in it", { ...statement, Condition: { StringEquals: { "identitystore:UserId": [ana, 1] } } }],
    ["another Sid", { ...statement, Sid: "OnboardEndsSessionsUntilChristmas" }],
    ["a time that is none", { ...statement, Sid: "OnboardEndsSessionsUntil20261330T120000Z" }],
  ])("with %s is somebody else's", (_, changed) => {
    const text = policy({ Statement: [changed] });
    expect(inlineParts(text)).toEqual({ inlinePolicy: text });
  });

  it("is looked for in policy documents only: other text stays as it is", () => {
    for (const text of ["{", "[]", '"text"', "null", "{}"]) expect(inlineParts(text)).toEqual({ inlinePolicy: text });
    expect(inlineText({ inlinePolicy: "{", endedSessions: [{ until: noon, userIds: [ana] }] })).toBe("{");
  });

  it("loses nothing of any policy, whatever is added and taken out again", () => {
    const statements = fc.array(fc.record({ Sid: fc.string(), Effect: fc.constantFrom("Allow", "Deny") }), {
      minLength: 1,
    });
    const documents = fc.oneof(
      statements.map((Statement) => ({ Statement })),
      fc.record({ Version: fc.string(), Id: fc.string(), Statement: statements.map(([first]) => first) }),
    );
    const ended = fc.array(
      fc.record({
        until: fc.constantFrom(noon, evening),
        userIds: fc.array(fc.uuid(), { minLength: 1 }),
      }),
    );
    fc.assert(
      fc.property(documents, ended, (document, all) => {
        const endedSessions = withoutUsers(all, []);
        const inlinePolicy = policy(document);
        const text = inlineText({ inlinePolicy, endedSessions }) ?? "";
        expect(inlineParts(text)).toEqual({ inlinePolicy, ...(endedSessions.length === 0 ? {} : { endedSessions }) });
      }),
    );
  });
});

describe("whose sessions are ended", () => {
  it("shares a time, and adds another one", () => {
    const one = withEnded([], { until: noon, userIds: [bo] });
    expect(withEnded(one, { until: noon, userIds: [ana] })).toEqual([{ until: noon, userIds: [ana, bo] }]);
    expect(withEnded(one, { until: evening, userIds: [ana] })).toEqual([
      { until: noon, userIds: [bo] },
      { until: evening, userIds: [ana] },
    ]);
  });

  it("keeps whoever is in it for longer, and moves whoever needs it for longer", () => {
    const ended = [
      { until: noon, userIds: [ana] },
      { until: evening, userIds: [bo] },
    ];
    expect(withEnded(ended, { until: noon, userIds: [bo] })).toEqual(ended);
    expect(withEnded(ended, { until: evening, userIds: [ana] })).toEqual([{ until: evening, userIds: [ana, bo] }]);
  });

  it("is needed until its time", () => {
    const ended = [{ until: noon, userIds: [ana] }];
    expect(stillNeeded(ended, "2026-11-30T11:59:59Z")).toEqual(ended);
    expect(stillNeeded(ended, noon)).toEqual([]);
  });

  it("is told with the last time", () => {
    expect(endedWords([{ until: noon, userIds: [ana] }])).toBe("1 person until 2026-11-30 12:00 UTC");
    const both = [
      { until: evening, userIds: [ana, bo] },
      { until: noon, userIds: [ana] },
    ];
    expect(endedWords(both)).toBe("2 people until 2026-11-30 18:00 UTC");
  });
});
