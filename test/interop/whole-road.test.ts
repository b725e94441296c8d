import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PEOPLE, type Road, shellIn, walkTheRoad } from "../end-to-end/the-road.ts";
import { requireTool, run } from "./child.ts";

let road: Road;

beforeAll(async () => {
  await requireTool("aws", ["--version"], { PATH: process.env.PATH });
  road = await walkTheRoad();
}, 240_000);
afterAll(() => road?.simulator.close());

describe("at the end of the whole road", () => {
  it.each(PEOPLE)("the AWS CLI acts as %s in their own account too", async (person) => {
    const home = road.homes.find(({ email }) => email === person);
    const { stdout, stderr } = await run("aws", ["sts", "get-caller-identity", "--query", "Arn", "--output", "text"], {
      env: shellIn(home, road),
    });
    expect(stdout.trim(), stderr).toMatch(
      new RegExp(`^arn:aws:sts::${home?.accountId}:assumed-role/AWSReservedSSO_amplify-policy_[0-9a-f]{16}/${person}$`),
    );
  });
});
