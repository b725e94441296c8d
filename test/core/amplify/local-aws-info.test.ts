import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gen1Environments } from "../../../src/core/amplify/gen1-project.ts";
import { environmentsToPoint, pointEnvironments } from "../../../src/core/amplify/local-aws-info.ts";
import { slice } from "../../how-much.ts";

const stack = (account: string) => ({
  awscloudformation: { StackId: `arn:aws:cloudformation:eu-west-1:${account}:stack/s/1`, AmplifyAppId: "d1" },
});
const environments = gen1Environments({ dev: stack("123456789012"), prod: stack("210987654321"), Bad: stack("1") });

const LOCAL = `{
    "dev": {"configLevel":"project", "useProfile" : true,
      "profileName": "old"},
\t"prod": { "configLevel": "project", "useProfile": true, "profileName": "old" },
    "ana": { "configLevel": "project", "useProfile": false, "awsConfigFilePath": "/home/ana/.amplify/awscloudformation/x" },
    "mine": { "configLevel": "project", "useProfile": true, "profileName": "amplify-gen1" },
    "lost": { "configLevel": "general" }
}\r\n`;
const pointing = { profile: "amplify-gen1", accountId: "123456789012", environments, own: "ana" };

describe("which environments are deployed with a profile", () => {
  it("are those in its account and the developer's own; others are told, with why", () => {
    expect(environmentsToPoint(LOCAL, pointing)).toEqual([
      { name: "dev", profile: "old", verdict: "point" },
      { name: "prod", profile: "old", verdict: "other-account" },
      { name: "ana", verdict: "point" },
      { name: "mine", profile: "amplify-gen1", verdict: "already" },
      { name: "lost", verdict: "unknown-account" },
    ]);
  });

  it("is only the one that is named, unless it is in another account for sure", () => {
    expect(environmentsToPoint(LOCAL, { ...pointing, only: "lost" })).toEqual([{ name: "lost", verdict: "point" }]);
    expect(environmentsToPoint(LOCAL, { ...pointing, only: "prod" })).toMatchObject([{ verdict: "other-account" }]);
  });
});

describe("pointing", () => {
  it("changes three values at most, and not a blank beside them", () => {
    expect(pointEnvironments(LOCAL, "amplify-gen1", ["dev"])).toEqual({
      text: LOCAL.replace('"profileName": "old"}', '"profileName": "amplify-gen1"}'),
    });
    const pointed = pointEnvironments(`\uFEFF${LOCAL}`, "amplify-gen1", ["ana", "lost"]);
    const text = "text" in pointed ? pointed.text : "";
    expect(text.startsWith("\uFEFF{")).toBe(true);
    const after = JSON.parse(text.slice(1));
    const before = JSON.parse(LOCAL);
    expect(after).toEqual({
      ...before,
      ana: { ...before.ana, useProfile: true, profileName: "amplify-gen1" },
      lost: { configLevel: "project", useProfile: true, profileName: "amplify-gen1" },
    });
  });

  it.each(["", "[]", "{", '{"a":{},"a":{}}', '{"a":{} /* b */}'])("leaves %s alone", (text) => {
    expect(pointEnvironments(text, "p", [])).toHaveProperty("refused");
  });

  it("of any such file only the named environments are others afterwards, and doing it twice is doing it once", () => {
    const name = fc.stringMatching(/^[a-z]{2,10}$/);
    const entry = fc.dictionary(
      fc.constantFrom("configLevel", "useProfile", "profileName", "awsConfigFilePath", "extra"),
      fc.oneof(fc.constantFrom("project", "general", true, false, null), fc.string()),
    );
    const file = fc.dictionary(name, entry, { minKeys: 1, noNullPrototype: true });
    fc.assert(
      fc.property(
        file,
        fc.constantFrom("", "  ", "\t", "    "),
        fc.array(fc.nat(), { maxLength: 3 }),
        (json, indent, picks) => {
          const names = Object.keys(json);
          const chosen = [...new Set(picks.map((pick) => names[pick % names.length] ?? ""))];
          const once = pointEnvironments(JSON.stringify(json, null, indent), "x-gen1", chosen);
          if ("refused" in once) throw new Error(once.refused);
          const point = { configLevel: "project", useProfile: true, profileName: "x-gen1" };
          const wanted = Object.fromEntries(
            Object.entries(json).map(([one, value]) => [one, chosen.includes(one) ? { ...value, ...point } : value]),
          );
          expect(JSON.parse(once.text)).toEqual(wanted);
          expect(pointEnvironments(once.text, "x-gen1", chosen)).toEqual(once);
        },
      ),
      { numRuns: slice(200) },
    );
  });
});
