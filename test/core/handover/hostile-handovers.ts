import type { Handover } from "../../../src/core/handover/handover.ts";
import { quoted } from "../../../src/core/text/visible-text.ts";
import { hostileStartUrls } from "../aws/hostile-start-urls.ts";

/** What a handover is made into, its text or bytes, and everything that must be said about it. */
export type HostileHandover = readonly [what: string, content: string | Uint8Array, ...says: readonly string[]];

const access = {
  accountId: "210987654321",
  accountName: "Sandbox North",
  permissionSet: "amplify-policy",
  region: "eu-west-1",
  profile: "amplify",
};
const person = { email: "ana@example.com", username: "ana@example.com", access: [access] };

/** A handover with nothing wrong in it. */
export const soundHandover: Handover = {
  version: 1,
  startUrl: "https://d-9067a1b2c3.awsapps.com/start",
  ssoRegion: "eu-west-1",
  session: "amplify",
  people: [person],
};

const json = (members: object) => JSON.stringify({ ...soundHandover, ...members });
const ofPerson = (members: object) => json({ people: [{ ...person, ...members }] });
const ofAccess = (members: object) => ofPerson({ access: [{ ...access, ...members }] });

const values: readonly HostileHandover[] = [
  [
    "a line break in a profile's name",
    ofAccess({ profile: "amplify]\n[profile evil" }),
    '"profile" is "amplify]\\n[profile evil", which holds the invisible character "\\n".',
  ],
  [
    "a line break and credential_process in a session's name",
    json({ session: "amplify\ncredential_process = /tmp/evil" }),
    '"session" is "amplify\\ncredential_process = /tmp/evil", which holds the invisible character "\\n".',
  ],
  [
    "a member credential_process",
    ofAccess({ credential_process: "/tmp/evil" }),
    'There is no member "credential_process".',
  ],
  [
    "credential_process beside the people",
    json({ credential_process: "/tmp/evil" }),
    'There is no member "credential_process".',
  ],
  ["a bracket in a session's name", json({ session: "a]b" }), '"a]b" is not a name that all AWS clients can read.'],
  [
    "a profile that would be the default",
    ofAccess({ profile: "default" }),
    'The profile is named "default", and which profile is the default is for each developer to say.',
  ],
  [
    "a profile with a path in it",
    ofAccess({ profile: "../../evil" }),
    '"../../evil" is not a name that all AWS clients can read.',
  ],
  [
    "a profile of shell words behind safe ones",
    ofAccess({ profile: `${"a".repeat(200)};$(id)` }),
    '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" is not a name that all AWS clients can read.',
  ],
  [
    "a profile's name without end",
    ofAccess({ profile: "a".repeat(300) }),
    '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" has 300 characters; a profile name has at most 256.',
  ],
  ["an empty session's name", json({ session: "" }), "Here a profile or session name is empty."],
  [
    "an account id with a line break",
    ofAccess({ accountId: "210987654321\n" }),
    '"accountId" is "210987654321\\n", which holds the invisible character "\\n".',
  ],
  ["an account id in other digits", ofAccess({ accountId: "٢١٠٩٨٧٦٥٤٣٢١" }), '"٢١٠٩٨٧٦٥٤٣٢١" is not an account id.'],
  ["an account id as a number", ofAccess({ accountId: 210987654321 }), '"accountId" must be text, not a number.'],
  [
    "an account name that is an escape sequence",
    ofAccess({ accountName: "\u001b]0;owned\u0007" }),
    '"accountName" is "<U+001B>]0;owned<U+0007>", which holds the invisible character "<U+001B>".',
  ],
  [
    "an account name that reads backwards",
    ofAccess({ accountName: "Sandbox \u202ehtroN" }),
    '"accountName" is "Sandbox <U+202E>htroN", which holds the invisible character "<U+202E>".',
  ],
  [
    "an address with a zero-width space",
    ofPerson({ email: "ana\u200b@example.com" }),
    '"email" is "ana<U+200B>@example.com", which holds the invisible character "<U+200B>".',
  ],
  [
    "an address with an escape sequence",
    ofPerson({ email: "ana@example.com\u001b[2J" }),
    '"email" is "ana@example.com<U+001B>[2J", which holds the invisible character "<U+001B>".',
  ],
  [
    "an address with a Cyrillic letter",
    ofPerson({ email: "аna@example.com" }),
    '"аna@example.com" is not an e-mail address: "а" is not an ASCII letter, perhaps one that looks like it.',
  ],
  ["a user name with a space", ofPerson({ username: "ana silva" }), 'The user name "ana silva" has a space.'],
  [
    "a zero byte in a name",
    ofAccess({ accountName: "a\u0000b" }),
    '"accountName" is "a<U+0000>b", which holds the invisible character "<U+0000>".',
  ],
  [
    "a permission set's name with a space",
    ofAccess({ permissionSet: "amplify policy" }),
    '"amplify policy" is not a permission set name: U+0020 (character 8).',
  ],
  [
    "a permission set's name with a slash",
    ofAccess({ permissionSet: "x/../y" }),
    '"x/../y" is not a permission set name: "/" U+002F (character 2) and "/" U+002F (character 5).',
  ],
  [
    "a Region that is another host",
    json({ ssoRegion: "eu-west-1.evil.example/" }),
    '"eu-west-1.evil.example/" is not a Region\'s code.',
  ],
  [
    "a Region with a line break",
    ofAccess({ region: "eu-west-1\n" }),
    '"region" is "eu-west-1\\n", which holds the invisible character "\\n".',
  ],
  ["a Region that there is not", json({ ssoRegion: "eu-wset-1" }), 'There is no Region "eu-wset-1".'],
  ["a start URL that is an object", json({ startUrl: { toString: "x" } }), '"startUrl" must be text, not an object.'],
  ["people as an object", json({ people: { length: 1 } }), '"people" must be a list, not an object.'],
  ["people as text", json({ people: "ana@example.com" }), '"people" must be a list, not text.'],
  ["null in place of a person", json({ people: [null] }), 'Each entry of "people" must be an object, not null.'],
  [
    "the same person twice",
    json({ people: [person, { ...person, email: "ANA@example.com" }] }),
    'The email "ANA@example.com" is here twice.',
  ],
  [
    "one profile for two accounts",
    ofPerson({ access: [access, { ...access, accountId: "345678901234" }] }),
    'The profile "amplify" is here twice.',
  ],
  [
    "a later version, other members and all",
    json({ version: 2, portal: {} }),
    "This handover is of version 2, and this program reads version 1.",
  ],
  [
    "a version between two",
    json({ version: 1.5 }),
    "This handover is of version 1.5, and this program reads version 1.",
  ],
  ["a version as text", json({ version: "1" }), '"version" must be 1.'],
  [
    "more accounts than there can be",
    ofPerson({ access: new Array(1001).fill(0) }),
    '"access" has 1001 entries; more than 1000 cannot be meant.',
  ],
  [
    "a start URL with a line break",
    json({ startUrl: "https://d-9067a1b2c3.awsapps.com/start\nx = y" }),
    '"startUrl" is "https://d-9067a1b2c3.awsapps.com/start\\nx = y", which holds the invisible character "\\n".',
  ],
];

const startUrls = hostileStartUrls.map(
  ([what, url, says]): HostileHandover => [`${what} as start URL`, json({ startUrl: url }), `${quoted(url)} ${says}.`],
);

/** What strangers write into handovers. Each is refused, whole, with these words. */
export const hostileHandovers: readonly HostileHandover[] = [...values, ...startUrls];
