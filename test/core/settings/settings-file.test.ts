import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSettings } from "../../../src/core/settings/settings-file.ts";
import { slice } from "../../how-much.ts";

const everything = `{
  // what the team may do
  "$schema": "docs/schema/onboard.json",
  "permissionSets": {
    "amplify-policy": {
      "managedPolicies": ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
      "customerManagedPolicies": [{ "name": "developers" }, { "name": "readers", "path": "/teams/" }],
      "inlinePolicy": { "Version": "2012-10-17", "Statement": { "Resource": "*", "Effect": "Deny", "Action": "s3:*" } },
      "permissionsBoundary": { "customerManagedPolicy": { "name": "boundary" } },
      "sessionDuration": "PT8H",
      "description": "Für Entwickler",
      "relayState": "https://console.aws.amazon.com/amplify/",
      "tags": { "team": "web", "empty": "" }
    },
    "read-only": { "permissionsBoundary": { "managedPolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
  },
  "defaults": {
    "account": ["Sandbox North", "111122223333"],
    "permissionSet": "read-only", "group": "Developers", "region": "eu-west-1", "profile": "amplify"
  },
  "teams": [
    { "file": "web.csv", "account": ["Sandbox North"], "permissionSet": "read-only", "group": "Web", "region": "eu-west-1", "profile": "web" },
    { "file": "contractors/*.csv", "until": "2027-03-31" },
  ],
  "session": "team",
  "instance": { "id": "ssoins-7223a1b2c3d4e5f6", "region": "us-east-1", "startUrl": "https://sso.example.com/start" },
  "limits": { "ssoAdminPerSecond": 40, "outstandingAssignments": 5 },
  "safety": { "maxChanges": 10 },
  "accounts": { "newAccountEmail": "aws+{username}@example.com", "organizationalUnit": "Workloads/Sandboxes" },
  "install": { "command": "npm install --global https://packages.example.com/onboard.tgz" } /* end */
}`;

describe("a member of the settings", () => {
  const source = { kind: "file", file: "onboard.json" } as const;
  const { placeOf } = readSettings(everything, source);

  it("has a place, as a whole or by a text in it; what is not there has the file's", () => {
    expect(placeOf(["defaults", "region"])).toEqual({ ...source, line: 19, column: 68 });
    expect(placeOf(["defaults", "account"])).toEqual({ ...source, line: 18, column: 5 });
    expect(placeOf(["defaults", "account"], "111122223333")).toEqual({ ...source, line: 18, column: 34 });
    expect(placeOf(["permissionSets"], "arn:aws:iam::aws:policy/ReadOnlyAccess")).toMatchObject({ line: 15 });
    expect(placeOf(["permissionSets"], "read-only")).toMatchObject({ line: 4, column: 3 });
    expect(placeOf(["teams", 1, "until"])).toMatchObject({ line: 23 });
    expect(placeOf(["accounts", "accessRole"])).toEqual(source);
    expect(readSettings("{", source).placeOf(["defaults"])).toEqual(source);
  });
});

describe("settings", () => {
  it("have every member of the format, with comments and trailing commas tolerated", () => {
    expect(readSettings(everything, { kind: "file", file: "onboard.json" })).toEqual({
      placeOf: expect.any(Function),
      problems: [],
      warnings: [],
      settings: {
        teams: [
          {
            file: "web.csv",
            account: ["Sandbox North"],
            permissionSet: "read-only",
            group: "Web",
            region: "eu-west-1",
            profile: "web",
          },
          { file: "contractors/*.csv", until: "2027-03-31" },
        ],
        permissionSets: new Map([
          [
            "amplify-policy",
            {
              managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
              customerManagedPolicies: [
                { name: "developers", path: "/" },
                { name: "readers", path: "/teams/" },
              ],
              inlinePolicy: '{"Statement":{"Action":"s3:*","Effect":"Deny","Resource":"*"},"Version":"2012-10-17"}',
              permissionsBoundary: { customerManagedPolicy: { name: "boundary", path: "/" } },
              sessionDuration: "PT8H",
              description: "Für Entwickler",
              relayState: "https://console.aws.amazon.com/amplify/",
              tags: { team: "web", empty: "" },
            },
          ],
          ["read-only", { permissionsBoundary: { managedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } }],
        ]),
        defaults: {
          account: ["Sandbox North", "111122223333"],
          permissionSet: "read-only",
          group: "Developers",
          region: "eu-west-1",
          profile: "amplify",
        },
        session: "team",
        instance: { id: "ssoins-7223a1b2c3d4e5f6", region: "us-east-1", startUrl: "https://sso.example.com/start" },
        limits: { ssoAdminPerSecond: 40, outstandingAssignments: 5 },
        safety: { maxChanges: 10 },
        accounts: { newAccountEmail: "aws+{username}@example.com", organizationalUnit: "Workloads/Sandboxes" },
        install: { command: "npm install --global https://packages.example.com/onboard.tgz" },
      },
    });
  });

  it("may be empty, and may begin with a byte order mark", () => {
    expect(readSettings("\uFEFF{}", { kind: "file", file: "onboard.json" }).problems).toEqual([]);
  });

  it("warn of more managed policies than a role usually takes", () => {
    const policies = Array.from({ length: 11 }, (_, index) => `"arn:aws:iam::aws:policy/P${index}"`);
    const text = `{ "permissionSets": {\n  "wide": { "managedPolicies": [${policies.join()}] } } }`;
    const { problems, warnings } = readSettings(text, { kind: "file", file: "onboard.json" });
    expect(problems).toEqual([]);
    expect(warnings).toMatchObject([
      { place: { line: 2, column: 3 }, message: expect.stringMatching(/^"wide" has 11 managed/) },
    ]);
  });

  it("that nest without end are refused before anything recurses into them", () => {
    const text = '{"permissionSets":'.repeat(20_000);
    expect(readSettings(text, { kind: "file", file: "onboard.json" }).problems).toMatchObject([
      { place: { line: 1, column: 1 } },
    ]);
  });

  it("of any shape are read without failing, and their problems lie in the file", () => {
    const tokens = [
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      "\n",
      '"session"',
      '"permissionSets"',
      '"tags"',
      '"inlinePolicy"',
      "1",
    ];
    const noise = fc.array(fc.constantFrom(...tokens, '"defaults"', '"account"', "null", "//", '"__proto__"', "1e999"));
    const json = fc.dictionary(
      fc.constantFrom("permissionSets", "defaults", "limits", "session", "tags", "instance"),
      fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom("amplify-policy", "account", "region"), fc.jsonValue())),
    );
    const text = fc.oneof(
      noise.map((pieces) => pieces.join("")),
      json.map((value) => JSON.stringify(value, null, 2)),
    );
    fc.assert(
      fc.property(text, (input) => {
        const lines = input.split(/\r\n|\r|\n/);
        const { problems } = readSettings(input, { kind: "file", file: "onboard.json" });
        for (const { line = 0, column = 0 } of problems.map(({ place }) => place)) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual(Array.from(lines[line - 1] ?? "").length + 1);
        }
      }),
      { numRuns: slice(2000) },
    );
  });
});
