import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Io } from "../../../src/cli/terminal/io.ts";
import { showsPeople, withoutPeople } from "../../../src/cli/terminal/redacted-io.ts";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { createRedactor } from "../../../src/core/redaction/redactor.ts";

const people = createRedactor(
  [
    { email: "ana@example.com", userName: "ana.silva", displayName: "Ana Silva", label: "line 2" },
    { email: "o'brien@example.com", userName: "path", displayName: "Bo", label: "line 3" },
  ],
  { names: [{ text: "broken@example", label: "line 4" }] },
);

function io(): Io & { readonly stdout: PassThrough; readonly stderr: PassThrough } {
  const stream = () => Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true, columns: 90 });
  return { stdin: stream(), stdout: stream(), stderr: stream(), env: {}, cwd: "/" };
}

async function printed(text: string, format = "text"): Promise<string> {
  const here = io();
  await withoutPeople(people, here, format, async ({ stdout }) => stdout.write(text));
  return String(here.stdout.read());
}

describe("the names of accounts in what is printed", () => {
  it.each([
    [
      "There are: sandbox-ana.silva (210987654321), Staging (345678901234).",
      "There are: sandbox-line 2 (210987654321), Staging (345678901234).",
    ],
    ['There is no "x". Did you mean "dev-ana.silva"?', 'There is no "x".'],
    ["creating account sandbox-ana: no.", "creating account sandbox-line 2: no."],
    ["root address aws+ana.silva@example.com", "root address (an address)"],
    ["npm run path", "npm run path"],
  ])("%j becomes %j", async (text, told) => {
    const here = io();
    await withoutPeople(people, here, "text", async ({ stdout }) => stdout.write(text));
    expect(String(here.stdout.read())).toBe(told);
  });
});

describe("what is printed where strangers may read it", () => {
  it.each([
    ["user ana@example.com is there.", "user line 2 is there."],
    ["ANA@Example.com", "line 2"],
    ['"ana.silva" is twice, and ana.silva too', '"line 2" is twice, and line 2 too'],
    ["user “Ana Silva”*", "user “line 2”*"],
    ["'o'brien@example.com'", "'line 3'"],
    ['"broken@example" is not an address', '"line 4" is not an address'],
    ["arn:aws:sts::111122223333:assumed-role/Admin/eve@example.org is not allowed", /Admin\/\(an address\) is not/],
    ["| ana@example.com | bo@example.com |", "| line 2 | (an address) |"],
    ["ana.silvana, juliana.silva and ana.silva@", /^ana\.silvana, juliana\.silva and/],
  ])("%j has no person in it", async (text, told) => {
    expect(await printed(text)).toEqual(typeof told === "string" ? told : expect.stringMatching(told));
  });

  it.each([
    'the member "path" of a document, though a user is called so',
    "npx amplify-onboard@latest, zod@4.6.7, @aws-sdk/client-sso",
    "Mail comes from no-reply@signin.aws or no-reply@login.awsapps.com.",
    'Write one address like "ana.silva@example.com".',
    "Sandbox North (210987654321): + 3 @ 12/s",
  ])("%j is nobody's name and stays", async (text) => {
    expect(await printed(text)).toBe(text);
  });

  it("is what it is in JSON that was asked for, and on stderr beside it nobody is named", async () => {
    expect(await printed('{"email":"ana@example.com"}', "json")).toBe('{"email":"ana@example.com"}');
    const here = io();
    await withoutPeople(people, here, "json", async ({ stderr }) => stderr.write("ana@example.com\n"));
    expect(here.stderr.read()).toBe("line 2\n");
  });

  it("names nobody in errors either, and keeps what else they say", async () => {
    const error = new OnboardError({
      kind: "cannot-tell",
      message: "ana@example.com may not.",
      remedy: "Ask ana.silva.",
      aws: { name: "AccessDenied", message: "for ana@example.com", requestId: "1" },
      problems: [
        {
          place: { kind: "file", file: "team.csv", line: 2 },
          message: "ana@example.com is twice.",
          remedy: "Remove one.",
        },
      ],
    });
    const told = await withoutPeople(people, io(), "text", () => Promise.reject(error)).catch((caught) => caught);
    expect(told).toBeInstanceOf(OnboardError);
    expect(told).toMatchObject({
      kind: "cannot-tell",
      message: "line 2 may not.",
      remedy: "Ask line 2.",
      aws: { name: "AccessDenied", message: "for line 2", requestId: "1" },
      problems: [
        { place: { kind: "file", file: "team.csv", line: 2 }, message: "line 2 is twice.", remedy: "Remove one." },
      ],
    });
  });

  it("keeps the stack of a bug, without the people in it", async () => {
    const bug = new TypeError("cannot read ana@example.com");
    const told = await withoutPeople(people, io(), "text", () => Promise.reject(bug)).catch((caught) => caught);
    expect(told.stack).toContain("redacted-io.test.ts");
    expect(told.stack).not.toContain("ana@");
  });

  it("leaves the streams what they are", async () => {
    const here = io();
    await withoutPeople(people, here, "text", async ({ stdout }) => {
      expect([stdout.isTTY, stdout.columns]).toEqual([true, 90]);
      await new Promise<void>((resolve) => stdout.write("done\n", () => resolve()));
    });
    expect(here.stdout.read()).toBe("done\n");
  });
});

describe("people are named", () => {
  it.each([
    ["on somebody's own machine", undefined, {}, true],
    ["not in CI", undefined, { CI: "true" }, false],
    ["in CI when asked for", true, { CI: "true" }, true],
  ])("%s", (_, asked, env, named) => {
    expect(showsPeople(asked, env)).toBe(named);
  });
});
