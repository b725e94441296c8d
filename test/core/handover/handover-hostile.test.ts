import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { parseHandover, readHandover, readHandoverBytes } from "../../../src/core/handover/handover-file.ts";
import { growth } from "../../how-much.ts";
import { brokenHandovers } from "./broken-handovers.ts";
import { type HostileHandover, hostileHandovers, soundHandover } from "./hostile-handovers.ts";

const all: readonly HostileHandover[] = [...hostileHandovers, ...brokenHandovers];

describe("a handover from a stranger", () => {
  it.each(all)("is refused with %s", (_, content, ...says) => {
    const { handover, problems, needsConsent } = readHandoverBytes(Buffer.from(content as string), {
      kind: "file",
      file: "team.json",
    });
    expect(handover).toBeUndefined();
    expect(needsConsent).toBeUndefined();
    expect(problems.map(({ message }) => message)).toEqual(says);
    expect(problems.every(({ remedy }) => /^[^\p{Cc}\p{Cf}\p{Cs}]+\.$|\?$/u.test(remedy))).toBe(true);
  });

  it("is refused with work that grows as its size does", async () => {
    const flood = (members: number) => {
      const text = `{${'"a":1,'.repeat(members)}"b":1}`;
      expect(readHandover(text, { kind: "file", file: "team.json" }).problems).toHaveLength(51);
    };
    expect(await growth(flood, 16_000)).toBeLessThan(10);
  });

  it("is shown where it is wrong, all at once, with what to do", () => {
    const broken = {
      ...soundHandover,
      startUrl: "ftp://x.example",
      session: "a b",
      people: [{ email: "ana", username: "ana", access: [{ ...soundHandover.people[0]?.access[0], region: 7 }] }],
      extra: 1,
    };
    expect(
      readHandover(JSON.stringify(broken, undefined, 2), { kind: "file", file: "team.json" }).problems.map(
        renderProblem,
      ),
    ).toEqual([
      'team.json:3:15: "ftp://x.example" is not an https URL. Write it like "https://d-1234567890.awsapps.com/start".',
      'team.json:5:14: "a b" is not a name that all AWS clients can read. Use letters, digits, _ and - only.',
      'team.json:8:16: "ana" is not an e-mail address: it has no "@". Write one address like "ana.silva@example.com".',
      'team.json:15:21: "region" must be text, not a number. Write it in double quotes.',
      'team.json:21:3: There is no member "extra". Remove it. The members are version, startUrl, ssoRegion, session, people, simulated.',
    ]);
  });

  it("of a later version names the program that reads it, and nothing else", () => {
    const later = JSON.stringify({ version: 3, portals: [] });
    expect(readHandover(later, { kind: "file", file: "team.json" }).problems.map(renderProblem)).toEqual([
      "team.json:1:12: This handover is of version 3, and this program reads version 1. A newer onboard wrote it and reads it: ask whoever sent it for that version.",
    ]);
  });

  it("cannot put anything into messages through the name of its file", () => {
    const [problem] = readHandover("{", { kind: "file", file: "\u001b[31mteam\n.json" }).problems;
    expect(problem?.place).toMatchObject({ file: "<U+001B>[31mteam\\n.json" });
  });
});

describe("a handover whose start URL is the company's own", () => {
  const text = JSON.stringify({ ...soundHandover, startUrl: "https://aws.acme.example/start" });

  it("is read, and waits for the developer's explicit yes to that URL", () => {
    const { handover, problems, needsConsent } = readHandover(text, { kind: "file", file: "team.json" });
    expect(problems).toEqual([]);
    expect(handover?.startUrl).toBe("https://aws.acme.example/start");
    expect(needsConsent).toEqual({ startUrl: "https://aws.acme.example/start" });
  });

  it("is different from one on AWS's hosts, which waits for nothing", () => {
    expect(readHandover(JSON.stringify(soundHandover), { kind: "file", file: "team.json" })).toEqual({
      handover: soundHandover,
      problems: [],
    });
  });
});

describe("the admin's own earlier handover", () => {
  it("is read whatever its size, so that a very large team can be added to", () => {
    const [ana] = soundHandover.people;
    const people = Array.from({ length: 5000 }, (_, index) => ({ ...ana, email: `p${index}@example.com` }));
    const text = JSON.stringify({ ...soundHandover, people });
    expect(text.length).toBeGreaterThan(1_000_000);
    expect(parseHandover(text)?.people).toHaveLength(5000);
    expect(readHandover(text, { kind: "file", file: "team.json" }).problems).toHaveLength(1);
  });
});
