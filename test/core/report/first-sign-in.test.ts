import { describe, expect, it } from "vitest";
import { firstSignIn } from "../../../src/core/report/first-sign-in.ts";
import { instance } from "../plan/sample-onboarding.ts";

describe("what a new user needs before the first sign-in", () => {
  it("is one switch for the instance, or one page for each user, in the instance's Region", () => {
    const home = "https://eu-west-1.console.aws.amazon.com/singlesignon/home?region=eu-west-1#!";
    expect(firstSignIn(instance, [{ userName: "ana", userId: "9067-1" }])).toEqual({
      settingsPage: `${home}/instances/7223a1b2c3d4e5f6/settings`,
      usersPage: `${home}/instances/7223a1b2c3d4e5f6/users`,
      users: [{ userName: "ana", page: `${home}/instances/7223a1b2c3d4e5f6/users/user-details/9067-1` }],
    });
  });

  it("names nobody when nobody is new", () => {
    expect(firstSignIn(instance, []).users).toEqual([]);
  });
});
