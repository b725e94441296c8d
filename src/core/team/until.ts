import type { Fault } from "../errors/fault.ts";
import { quoted } from "../text/visible-text.ts";
import type { Team } from "./team.ts";

/** So many days before a row ends it is told of. */
const SOON_DAYS = 14;

/** Whether a row has ended: it holds to the end of its last day, UTC. Without a day it never ends. */
export function hasEnded(until: string | undefined, today: string): boolean {
  return until !== undefined && until < today;
}

/** Whether a row ends within 14 days, and has not ended. */
export function endsSoon(until: string | undefined, today: string): boolean {
  return until !== undefined && !hasEnded(until, today) && dayNumber(until) - dayNumber(today) <= SOON_DAYS;
}

/** The team with those rows only that have not ended. */
export function withoutEndedRows(team: Team, today: string): Team {
  const members = team.members.map((member) => ({
    ...member,
    grants: member.grants.filter(({ until }) => !hasEnded(until?.text, today)),
  }));
  return { ...team, members };
}

/** What is wrong with the last day of a row: there is one way of writing a day that means the same to everybody. */
export function untilFault(text: string): Fault | undefined {
  const written = /^(\d{4})-(\d{2})-(\d{2})$/.test(text);
  if (!written) {
    const day = intendedDay(text);
    const how = day === undefined ? "Write year, month and day, such as 2027-03-31." : `Write ${day}.`;
    return {
      message: `${quoted(text)} is no day as this column has it.`,
      remedy: `${how} In a spreadsheet, format the column as text.`,
    };
  }
  if (isDay(text)) return undefined;
  return { message: `There is no day ${text}.`, remedy: "Correct it: year, month and day, such as 2027-03-31." };
}

/** Days that can be read in one way only; `03/04/2027` is a day in March to some and in April to others. */
function intendedDay(text: string): string | undefined {
  const [, year, month, day] =
    /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(text) ?? /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/.exec(text) ?? [];
  const [, first, second, last] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? [];
  const isGerman = /^\d{1,2}\.\d{1,2}\.\d{4}$/.test(text);
  const candidates = [
    ...(year === undefined ? [] : [joined(year, month, day)]),
    ...(last === undefined ? [] : [joined(last, second, first), ...(isGerman ? [] : [joined(last, first, second)])]),
  ].filter(isDay);
  const [one, ...others] = new Set(candidates);
  return others.length === 0 ? one : undefined;
}

function joined(year: string, month = "", day = ""): string {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isDay(text: string): boolean {
  const { year, month, day } = partsOf(text);
  const longest = month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
  return year >= 1 && day >= 1 && day <= longest;
}

/** Days since some day long ago. */
function dayNumber(text: string): number {
  const { year, month, day } = partsOf(text);
  const before = MONTH_LENGTHS.slice(0, month - 1).reduce<number>((sum, length) => sum + length, 0);
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return past * 365 + leapDays + before + (month > 2 && isLeapYear(year) ? 1 : 0) + day;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function partsOf(text: string): { readonly year: number; readonly month: number; readonly day: number } {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return { year, month, day };
}
