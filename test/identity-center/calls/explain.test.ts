import { describe, expect, it } from "vitest";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { explain } from "../../../src/identity-center/calls/explain.ts";

const answered = (name: string, message: string, httpStatusCode = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode, requestId: "r-1" } });

describe("an error explained", () => {
  it.each([
    [
      "signed-out",
      answered("ExpiredTokenException", "expired"),
      "The AWS credentials expired while creating user ana.",
    ],
    [
      "signed-out",
      answered("InvalidClientTokenId", "invalid"),
      "AWS does not accept these credentials (InvalidClientTokenId) for creating user ana.",
    ],
    [
      "signed-out",
      Object.assign(new Error("none"), { name: "CredentialsProviderError" }),
      "No AWS credentials were found.",
    ],
    ["cannot-tell", answered("AccessDeniedException", "not you"), "AWS refused creating user ana: not you."],
    [
      "cannot-tell",
      answered("InternalServerException", "oops", 500),
      "AWS could not be reached, or failed, while creating user ana: oops.",
    ],
    [
      "failed",
      answered("ThrottlingException", "Rate exceeded"),
      "AWS kept throttling creating user ana: Rate exceeded.",
    ],
    [
      "cannot-tell",
      Object.assign(new Error("self-signed certificate"), { code: "SELF_SIGNED_CERT_IN_CHAIN" }),
      "The certificate that answered creating user ana is not one that this computer trusts: self-signed certificate.",
    ],
    ["failed", answered("ValidationException", "too long."), "AWS refused creating user ana: too long."],
  ])("is %s, with AWS's words and what to do next", (kind, error, message) => {
    const explained = explain(error, "creating user ana");
    expect(explained).toBeInstanceOf(OnboardError);
    expect(explained).toMatchObject({ kind, message, cause: error });
    expect((explained as OnboardError).remedy).not.toBe("");
  });

  it("is passed through when we explained it before", () => {
    const ours = new OnboardError({ kind: "invalid-input", message: "a", remedy: "b" });
    expect(explain(ours, "creating user ana")).toBe(ours);
  });

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'timeout')"),
    new Error("no identifier is known for User|ana"),
    new Error("a duplicate network"),
  ])("is passed through when it is a bug of ours: %s", (bug) => {
    expect(explain(bug, "creating user ana")).toBe(bug);
  });

  it("makes an Error of anything else that is thrown", () => {
    expect(explain("text", "creating user ana")).toBeInstanceOf(Error);
    expect(explain(undefined, "creating user ana")).toBeInstanceOf(Error);
  });
});
