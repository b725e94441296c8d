import { describe, expect, it } from "vitest";
import { closest, didYouMean } from "../../../src/core/text/did-you-mean.ts";

describe("did you mean", () => {
  it.each([
    ["emial", "email"],
    ["EMAIL", "email"],
    ["usrename", "username"],
    ["acount", "account"],
    ["permision_set", "permission_set"],
    ["department", undefined],
    ["x", undefined],
    ["", undefined],
  ])("%j: %s", (wrong, meant) => {
    expect(closest(wrong, ["email", "username", "account", "permission_set", "name"])).toBe(meant);
  });

  it("takes two letters that have changed places for one slip, beside another one", () => {
    expect(closest("--emial", ["--emails", "--email"])).toBe("--email");
    expect(closest("--emial", ["--emails"])).toBe("--emails");
    expect(closest("--mial", ["--emails"])).toBe(undefined);
  });

  it("reads as the end of a sentence, or as nothing", () => {
    expect(didYouMean("acount", ["account"])).toBe(' Did you mean "account"?');
    expect(didYouMean("department", ["account"])).toBe("");
  });
});
