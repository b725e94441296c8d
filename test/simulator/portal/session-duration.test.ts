import { expect, it } from "vitest";
import { durationOf } from "../../../src/simulator/portal/session-duration.ts";

it.each([
  ["PT1H", 3_600],
  ["PT12H", 43_200],
  ["PT60M", 3_600],
  ["PT1H30M", 5_400],
  ["PT90S", 90],
  ["P1D", 86_400],
  ["P1DT1H", 90_000],
  ["soon", 3_600],
  ["PT", 3_600],
])("%s lasts %i seconds", (text, seconds) => {
  expect(durationOf(text)).toBe(seconds * 1000);
});
