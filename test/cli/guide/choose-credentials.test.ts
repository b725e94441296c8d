import { expect, it } from "vitest";
import { withCredentials } from "../../../src/cli/guide/choose-credentials.ts";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { scriptedAsker } from "./scripted-asker.ts";

const PROFILES = [
  { name: "sandbox", how: "it would use the sign-in for amplify-policy in account 210987654321" },
  { name: "admin", how: "it would use access keys of the credentials file" },
];

it("looks with one profile after the other, tells why one did not do, and says which did", async () => {
  const { asker, said } = scriptedAsker([
    ["As whom do you look?", "The same again"],
    ["As whom do you look?", "Profile sandbox"],
    ["As whom do you look?", "Profile admin"],
  ]);
  const tried: (string | undefined)[] = [];
  const looked = await withCredentials(asker, PROFILES, async (profile) => {
    tried.push(profile);
    if (profile === "admin") return "found";
    const message = `Nothing for ${profile}.`;
    throw new OnboardError({ kind: "signed-out", message, remedy: `Sign in as ${profile}.` });
  });
  expect(looked).toEqual({ found: "found", profile: "admin" });
  expect(tried).toEqual([undefined, undefined, "sandbox", "admin"]);
  expect(said.slice(-2)).toEqual(["Nothing for sandbox.", "Sign in as sandbox."]);
});

it("is left by an interruption, and by what is no expected trouble", async () => {
  const { asker } = scriptedAsker([]);
  const stop = new OnboardError({ kind: "interrupted", message: "Interrupted.", remedy: "" });
  for (const error of [stop, new TypeError("a bug")]) {
    await expect(withCredentials(asker, PROFILES, () => Promise.reject(error))).rejects.toBe(error);
  }
});
