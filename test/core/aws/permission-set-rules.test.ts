import { describe } from "vitest";
import { itExplainsSettings, set } from "../settings/settings-problems.ts";

describe("values that AWS or its clients would refuse", () => {
  itExplainsSettings([
    {
      what: "an account id without its leading zero",
      file: '{ "defaults": { "account": ["12345678901"] } }',
      says: [
        'onboard.json:1:29: "12345678901" has 11 digits; account ids have 12. Spreadsheets drop leading zeros: perhaps it is 012345678901.',
      ],
    },
    {
      what: "a percentage beyond 100",
      file: '{ "safety": { "maxChangePercent": 130 } }',
      says: ['onboard.json:1:35: "maxChangePercent" is too large. Write a number of at most 100.'],
    },
    {
      what: "a permission set's name with a space",
      file: '{ "permissionSets": { "amplify policy": {} } }',
      says: [
        'onboard.json:1:23: "amplify policy" is not a permission set name: U+0020 (character 8). It has letters, digits and + = , . @ _ - only, and no spaces.',
      ],
    },
    {
      what: "a permission set's name that is too long",
      file: `{ "permissionSets": { "${"p".repeat(33)}": {} } }`,
      says: [
        'onboard.json:1:23: "ppppppppppppppppppppppppppppp…" has 33 characters; a permission set name has at most 32. Shorten it.',
      ],
    },
    {
      what: "a session duration that is none",
      file: set('"sessionDuration": "12h"'),
      says: [
        'onboard.json:1:62: "12h" is not a duration. Write hours and minutes in ISO 8601, such as "PT12H" or "PT1H30M".',
      ],
    },
    {
      what: "a session shorter than an hour",
      file: set('"sessionDuration": "PT30M"'),
      says: ['onboard.json:1:62: A session of "PT30M" is shorter than an hour. AWS allows PT1H to PT12H.'],
    },
    {
      what: "a session longer than twelve hours",
      file: set('"sessionDuration": "PT13H"'),
      says: ['onboard.json:1:62: A session of "PT13H" is longer than twelve hours. AWS allows PT1H to PT12H.'],
    },
    {
      what: "a session of months",
      file: set('"sessionDuration": "P1M"'),
      says: [
        'onboard.json:1:62: "P1M" is not a duration. Write hours and minutes in ISO 8601, such as "PT12H" or "PT1H30M".',
      ],
    },
    {
      what: "a description beyond 700 characters",
      file: set(`"description": "${"d".repeat(701)}"`),
      says: [
        'onboard.json:1:58: "ddddddddddddddddddddddddddddd…" has 701 characters; a description has at most 700. Shorten it.',
      ],
    },
    {
      what: "an empty description",
      file: set('"description": ""'),
      says: ["onboard.json:1:58: Here a description is empty. Write it or remove it."],
    },
    {
      what: "a description beyond Latin-1",
      file: set('"description": "Für 林"'),
      says: [
        'onboard.json:1:58: AWS does not take this in a description: "林" U+6797 (character 5). Use plain Latin letters.',
      ],
    },
    {
      what: "a relay state with a bracket AWS refuses",
      file: set('"relayState": "https://<console>"'),
      says: [
        'onboard.json:1:57: "https://<console>" has what a relay state cannot have: "<" U+003C (character 9) and ">" U+003E (character 17). Write a console URL such as "https://console.aws.amazon.com/amplify/".',
      ],
    },
    {
      what: "a tag that AWS keeps",
      file: set('"tags": { "aws:team": "web" }'),
      says: ['onboard.json:1:65: The tag "aws:team" begins with "aws:", which AWS keeps for itself. Rename it.'],
    },
    {
      what: "a tag's value with a sign AWS refuses",
      file: set('"tags": { "team": "web!" }'),
      says: [
        'onboard.json:1:61: "web!" has what a tag cannot have: "!" U+0021 (character 4). Tags have letters, digits, spaces and _ . : / = + - @ only.',
      ],
    },
    {
      what: "more tags than AWS takes",
      file: set(`"tags": { ${Array.from({ length: 51 }, (_, i) => `"t${i}": ""`).join()} }`),
      says: ["onboard.json:1:43: Here are 51 tags; AWS takes 50. Remove some."],
    },
    {
      what: "a session name with a space",
      file: '{ "session": "my team" }',
      says: [
        'onboard.json:1:14: "my team" is not a name that all AWS clients can read. Use letters, digits, _ and - only.',
      ],
    },
    {
      what: "a profile with a dot",
      file: '{ "defaults": { "profile": "amplify.dev" } }',
      says: [
        'onboard.json:1:28: "amplify.dev" is not a name that all AWS clients can read. Use letters, digits, _ and - only.',
      ],
    },
    {
      what: "a misspelt Region",
      file: '{ "instance": { "region": "us-esat-1" } }',
      says: ['onboard.json:1:27: There is no Region "us-esat-1". Did you mean "us-east-1"?'],
    },
    {
      what: "an http portal",
      file: '{ "instance": { "startUrl": "http://d-1234567890.awsapps.com/start" } }',
      says: [
        'onboard.json:1:29: "http://d-1234567890.awsapps.com/start" is not an https URL. Write it like "https://d-1234567890.awsapps.com/start".',
      ],
    },
    {
      what: "a portal that is no URL",
      file: '{ "instance": { "startUrl": "d-1234567890" } }',
      says: ['onboard.json:1:29: "d-1234567890" is not a URL. Write it like "https://d-1234567890.awsapps.com/start".'],
    },
    {
      what: "a portal with a user name",
      file: '{ "instance": { "startUrl": "https://x@evil.example/start" } }',
      says: [
        'onboard.json:1:29: "https://x@evil.example/start" holds a user name. Write it like "https://d-1234567890.awsapps.com/start".',
      ],
    },
    {
      what: "an invisible character",
      file: '{ "defaults": { "account": ["Sand\\u200Bbox"] } }',
      says: ['onboard.json:1:29: "Sand<U+200B>box" holds the invisible character "<U+200B>". Delete it.'],
    },
    {
      what: "a new account's address without {username}",
      file: '{ "accounts": { "newAccountEmail": "aws@example.com" } }',
      says: [
        'onboard.json:1:36: "aws@example.com" would be the same address for every account. Write it like "aws+{username}@example.com".',
      ],
    },
    {
      what: "a new account's address with something else to fill in",
      file: '{ "accounts": { "newAccountEmail": "aws+{username}-{team}@example.com" } }',
      says: [
        'onboard.json:1:36: In "aws+{username}-{team}@example.com", only {username} can be filled in. Write it like "aws+{username}@example.com".',
      ],
    },
    {
      what: "a new account's name without {username}",
      file: '{ "accounts": { "newAccountName": "sandbox" } }',
      says: [
        'onboard.json:1:35: "sandbox" would be the same name for every account. Write it like "sandbox-{username}".',
      ],
    },
    {
      what: "a new account's name in letters that AWS does not take",
      file: '{ "accounts": { "newAccountName": "sándbox-{username}" } }',
      says: [
        'onboard.json:1:35: "sándbox-x" has what a new account\'s name cannot have: "á" U+00E1 (character 2). Use plain letters without accents, digits and signs.',
      ],
    },
    {
      what: "more tags for new accounts than AWS takes beside ours",
      file: `{ "accounts": { "newAccountTags": ${JSON.stringify(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, "v"])))} } }`,
      says: ["onboard.json:1:17: Here are 50 tags; AWS takes 49. Remove some."],
    },
    {
      what: "a unit's path with a slash too many",
      file: '{ "accounts": { "organizationalUnit": "/Workloads/" } }',
      says: [
        'onboard.json:1:39: "/Workloads/" is not the path of an organizational unit. Write the names from the root down, such as "Workloads/Sandboxes".',
      ],
    },
  ]);
});
