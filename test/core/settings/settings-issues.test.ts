import { describe } from "vitest";
import { itExplainsSettings, set } from "./settings-problems.ts";

describe("settings of the wrong shape", () => {
  itExplainsSettings([
    {
      what: "an empty file",
      file: "",
      says: ["onboard.json:1:1: The file is empty. Write {} for the defaults, or remove the file."],
    },
    {
      what: "a file with comments only",
      file: "// nothing\n",
      says: ["onboard.json:1:1: The file is empty. Write {} for the defaults, or remove the file."],
    },
    {
      what: "a missing brace",
      file: '{\n  "session": "amplify"\n',
      says: [
        "onboard.json:3:1: This is not JSON: close brace expected. Correct it, or compare with templates/onboard.json.",
      ],
    },
    {
      what: "single quotes",
      file: "{ 'session': 'amplify' }",
      says: [
        "onboard.json:1:3: This is not JSON: invalid symbol. Correct it, or compare with templates/onboard.json.",
        "onboard.json:1:12: This is not JSON: property name expected. Correct it, or compare with templates/onboard.json.",
        "onboard.json:1:14: This is not JSON: invalid symbol. Correct it, or compare with templates/onboard.json.",
        "onboard.json:1:24: This is not JSON: value expected. Correct it, or compare with templates/onboard.json.",
      ],
    },
    {
      what: "two documents",
      file: "{}\n{}",
      says: [
        "onboard.json:2:1: This is not JSON: end of file expected. Correct it, or compare with templates/onboard.json.",
      ],
    },
    {
      what: "a list",
      file: "[]",
      says: ["onboard.json:1:1: The file must be an object, not a list. Write members in { }."],
    },
    {
      what: "a misspelt member",
      file: '{ "permisionSets": {} }',
      says: ['onboard.json:1:3: There is no member "permisionSets". Did you mean "permissionSets"?'],
    },
    {
      what: "a member that does not exist",
      file: '{ "retries": 3 }',
      says: [
        'onboard.json:1:3: There is no member "retries". Remove it. The members are permissionSets, defaults, teams, gen1Migration, session, instance, limits, safety, accounts, install.',
      ],
    },
    {
      what: "a line for developers that is several, or hides something",
      file: '{ "install": { "command": "npm i -g x\\nrm -rf y" } }',
      says: ['onboard.json:1:27: "npm i -g x\\nrm -rf y" holds the invisible character "\\n". Delete it.'],
    },
    {
      what: "a line for developers with nothing in it",
      file: '{ "install": { "command": "" } }',
      says: [
        'onboard.json:1:27: The command is empty, or has blanks at an end. Write what people type, such as "npm install --global https://packages.example.com/onboard.tgz".',
      ],
    },
    {
      what: "a misspelt member of a permission set",
      file: set('"sesionDuration": "PT1H"'),
      says: [
        'onboard.json:1:43: There is no member "sesionDuration" in "amplify-policy". Did you mean "sessionDuration"?',
      ],
    },
    {
      what: "one policy name under two paths",
      file: set('"customerManagedPolicies": [{ "name": "A" }, { "name": "a", "path": "/b/" }]'),
      says: [
        'onboard.json:1:88: A second policy is named "a" here, and in an account a name is unique whatever the path and the case. Remove one of the two.',
      ],
    },
    {
      what: "a boundary whose name is an attached policy's under another path",
      file: set(
        '"customerManagedPolicies": [{ "name": "A" }], "permissionsBoundary": { "customerManagedPolicy": { "name": "A", "path": "/b/" } }',
      ),
      says: [
        'onboard.json:1:114: A second policy is named "A" here, and in an account a name is unique whatever the path and the case. Remove one of the two.',
      ],
    },
    {
      what: "more tags than a permission set has in AWS",
      file: set(`"tags": { ${Array.from({ length: 51 }, (_, index) => `"k${index}": ""`).join(", ")} }`),
      says: ["onboard.json:1:43: Here are 51 tags; AWS takes 50. Remove some."],
    },
    {
      what: "a member given twice",
      file: '{\n  "session": "a",\n  "session": "b"\n}',
      says: ['onboard.json:3:3: "session" is here twice. Keep one of the two.'],
    },
    {
      what: "a permission set given twice",
      file: '{ "permissionSets": { "a": {}, "a": {} } }',
      says: ['onboard.json:1:32: "a" is here twice. Keep one of the two.'],
    },
    {
      what: "__proto__",
      file: '{ "permissionSets": { "__proto__": {} } }',
      says: ['onboard.json:1:23: There is no member "__proto__". Remove it.'],
    },
    {
      what: "null",
      file: '{ "session": null }',
      says: ['onboard.json:1:14: "session" must be text, not null. Write it in double quotes.'],
    },
    {
      what: "a number for text",
      file: '{ "session": 1 }',
      says: ['onboard.json:1:14: "session" must be text, not a number. Write it in double quotes.'],
    },
    {
      what: "text for a list",
      file: '{ "defaults": { "account": "Sandbox North" } }',
      says: ['onboard.json:1:28: "account" must be a list, not text. Write it in [ ], even if it is one.'],
    },
    {
      what: "text for a number",
      file: '{ "limits": { "ssoAdminPerSecond": "20" } }',
      says: ['onboard.json:1:36: "ssoAdminPerSecond" must be a number, not text. Write it in digits, without quotes.'],
    },
    {
      what: "a list for an object",
      file: '{ "permissionSets": [] }',
      says: ['onboard.json:1:3: "permissionSets" must be an object, not a list. Write members in { }.'],
    },
    {
      what: "a number in a list of text",
      file: '{ "defaults": { "account": ["Staging", 111122223333] } }',
      says: ['onboard.json:1:40: "account" must be text in each place, not a number. Write it in double quotes.'],
    },
    {
      what: "a limit of zero",
      file: '{ "limits": { "outstandingAssignments": 0 } }',
      says: ['onboard.json:1:41: "outstandingAssignments" is too small. Write a number of more than 0.'],
    },
    {
      what: "a limit that is no whole number",
      file: '{ "limits": { "outstandingAssignments": 1.5 } }',
      says: [
        'onboard.json:1:41: "outstandingAssignments" must be a whole number. Write it in digits, without quotes or fractions.',
      ],
    },
    {
      what: "a limit beyond reason",
      file: '{ "limits": { "ssoAdminPerSecond": 100000 } }',
      says: ['onboard.json:1:36: "ssoAdminPerSecond" is too large. Write a number of at most 1000.'],
    },
    {
      what: "a negative number of changes",
      file: '{ "safety": { "maxChanges": -1 } }',
      says: ['onboard.json:1:29: "maxChanges" is too small. Write a number of at least 0.'],
    },
    {
      what: "a customer managed policy without a name",
      file: set('"customerManagedPolicies": [{ "path": "/" }]'),
      says: ['onboard.json:1:71: "name" is missing. Add it.'],
    },
    {
      what: "an inline policy as text",
      file: set('"inlinePolicy": "{}"'),
      says: ['onboard.json:1:59: "inlinePolicy" must be an object, not text. Write members in { }.'],
    },
    {
      what: "a tag's value that is no text",
      file: set('"tags": { "team": 1 }'),
      says: ['onboard.json:1:61: "team" must be text, not a number. Write it in double quotes.'],
    },
    {
      what: "several things at once, in reading order",
      file: '{\n  "sesion": "amplify",\n  "defaults": { "region": "eu-wset-1" },\n  "limits": {\n    "ssoAdminPerSecond": -1\n  }\n}',
      says: [
        'onboard.json:2:3: There is no member "sesion". Did you mean "session"?',
        'onboard.json:3:27: There is no Region "eu-wset-1". Did you mean "eu-west-1"?',
        'onboard.json:5:26: "ssoAdminPerSecond" is too small. Write a number of more than 0.',
      ],
    },
  ]);
});
