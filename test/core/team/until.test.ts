import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { endsSoon, hasEnded, untilFault } from "../../../src/core/team/until.ts";

const DAY = 24 * 60 * 60 * 1000;
const dayAt = (number: number) => new Date(number * DAY).toISOString().slice(0, 10);

describe("the last day of a row", () => {
  it("counts to its end: the row has ended on the day after", () => {
    expect(hasEnded("2027-03-31", "2027-03-31")).toBe(false);
    expect(hasEnded("2027-03-31", "2027-04-01")).toBe(true);
    expect(hasEnded(undefined, "2999-01-01")).toBe(false);
  });

  it("is soon from 14 days before", () => {
    expect(endsSoon("2027-03-14", "2027-02-27")).toBe(false);
    expect(endsSoon("2027-03-14", "2027-02-28")).toBe(true);
    expect(endsSoon("2027-03-14", "2027-03-14")).toBe(true);
    expect(endsSoon("2027-03-14", "2027-03-15")).toBe(false);
  });

  it("is counted as the calendar counts, over months, years and leap days", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: -3, max: 30 }), (number, ahead) => {
        const [today, until] = [dayAt(number), dayAt(number + ahead)];
        expect(untilFault(today)).toBeUndefined();
        expect(hasEnded(until, today)).toBe(ahead < 0);
        expect(endsSoon(until, today)).toBe(ahead >= 0 && ahead <= 14);
      }),
    );
  });

  it.each(["2027-02-29", "2027-04-31", "2027-13-01", "2027-00-10", "2027-01-00", "1900-02-29", "0000-01-01"])(
    "is none that the calendar does not have: %s",
    (text) => {
      expect(untilFault(text)?.message).toBe(`There is no day ${text}.`);
    },
  );

  it("may be a leap day", () => {
    expect([untilFault("2028-02-29"), untilFault("2000-02-29")]).toEqual([undefined, undefined]);
  });

  it.each([
    ["31.03.2027", "Write 2027-03-31."],
    ["01.02.2027", "Write 2027-02-01."],
    ["3/31/2027", "Write 2027-03-31."],
    ["31/03/2027", "Write 2027-03-31."],
    ["2027/3/1", "Write 2027-03-01."],
    ["2027-03-31T00:00:00Z", "Write 2027-03-31."],
    ["03/04/2027", "Write year, month and day, such as 2027-03-31."],
    ["tomorrow", "Write year, month and day, such as 2027-03-31."],
    ["46112", "Write year, month and day, such as 2027-03-31."],
  ])("is asked for again where it is written otherwise, and read for nobody in two ways: %s", (text, remedy) => {
    expect(untilFault(text)?.remedy).toContain(remedy);
  });

  it("is a problem of its row where it is wrong, beside all others", () => {
    const { problems } = readTeam(Buffer.from("email,until\nana@example.com,2027-02-30\nbo@,31.03.2027\n"), {
      kind: "file",
      file: "team.csv",
    });
    expect(problems.map(({ place, message }) => [place.line, message])).toEqual([
      [2, "There is no day 2027-02-30."],
      [3, expect.stringContaining("bo@")],
      [3, '"31.03.2027" is no day as this column has it.'],
    ]);
  });

  it.each(["until", "Valid until", "End date", "ends_on", "Expires", "last day"])(
    "stands in a column called %s",
    (title) => {
      const { team } = readTeam(Buffer.from(`email,${title}\nana@example.com,2027-03-31\n`), { kind: "stdin" });
      expect(team.members[0]?.grants[0]?.until?.text).toBe("2027-03-31");
    },
  );
});
