import { describe, expect, it } from "vitest";
import { ourAnswers } from "./asked-machine.ts";
import { MACHINES } from "./machines.ts";

describe("who gets which credentials from a profile", () => {
  it.each(MACHINES)("is told for $title", ({ who, ...machine }) => {
    const ours = Object.keys(who).map((profile) => [profile, ourAnswers(machine, profile)]);
    expect(Object.fromEntries(ours)).toEqual(who);
  });
});
