import { expect, it } from "vitest";
import { withoutAmplifyWarnings } from "../../../src/core/plan/without-amplify.ts";
import { access, person } from "./sample-onboarding.ts";

const working = (...regions: readonly string[]) => [person("ana", ...regions.map((region) => access({ region })))];

it("people who work where AWS lists Amplify are told nothing", () => {
  expect(withoutAmplifyWarnings(working("eu-west-1", "us-east-1"), "aws")).toEqual([]);
});

it("Regions without Amplify are told in one sentence", () => {
  const [warning, ...others] = withoutAmplifyWarnings(working("eu-central-2", "eu-west-1", "af-south-1"), "aws");
  expect(warning).toMatch(/^AWS lists no Amplify in eu-central-2 or af-south-1, as of 2026: /);
  expect(others).toEqual([]);
});

it("a partition without Amplify is told by its name", () => {
  const [warning] = withoutAmplifyWarnings(working("cn-north-1"), "aws-cn");
  expect(warning).toMatch(/^AWS lists no Amplify in any Region of AWS in China \(partition aws-cn\), as of 2026: /);
});

it("nothing is said of a Region that is younger than what is known", () => {
  expect(withoutAmplifyWarnings(working("eu-west-9"), "aws")).toEqual([]);
});
