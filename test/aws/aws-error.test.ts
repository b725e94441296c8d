import { describe, expect, it } from "vitest";
import { classify, failureOf } from "../../src/aws/aws-error.ts";

/** An error as the SDK throws it. */
const answered = (name: string, message = "", others: object = {}, httpStatusCode = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode, requestId: "r-1" }, ...others });
const broken = (message: string, others: object = {}) =>
  Object.assign(new Error(message), { $metadata: {}, ...others });

/** What the SDK throws when an answer is not JSON. */
function unreadable(body: string, httpStatusCode: number): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    return Object.assign(error as SyntaxError, { $metadata: { httpStatusCode } });
  }
}

describe("an error of AWS", () => {
  it.each([
    ["throttled", answered("ThrottlingException", "Rate exceeded")],
    ["throttled", answered("TooManyRequestsException")],
    ["throttled", answered("Anything", "", {}, 429)],
    ["not-yet", answered("ConflictException", "A conflict with a previous successful write was detected.")],
    ["not-yet", answered("ConflictException", "", { Reason: "CONCURRENT_MODIFICATION" })],
    ["not-yet", answered("ConcurrentModificationException")],
    ["exists", answered("ConflictException", "", { Reason: "UNIQUENESS_CONSTRAINT_VIOLATION" })],
    ["exists", answered("ConflictException", "PermissionSet with name amplify-policy already exists.")],
    ["exists", answered("ConflictException", "Duplicate UserName")],
    ["exists", answered("ConflictException", "PermissionSet with name conflict-with-previous already exists.")],
    [
      "exists",
      answered(
        "ConflictException",
        "Permission set with id ps-1 already has a typed link attachment to a manged policy with arn arn:aws:iam::aws:policy/x",
      ),
    ],
    [
      "not-yet",
      answered("ConflictException", "A conflict with a write for user duplicate-already-exists was detected."),
    ],
    ["throttled", answered("ThrottlingException", "Rate exceeded for too-many-requests-processing")],
    ["no-room", answered("ThrottlingException", "There are too many requests processing. Please try again later.")],
    ["not-found", answered("ResourceNotFoundException")],
    // What cannot be decrypted may be there all the same: it must not be made a second time.
    ["refused", answered("ResourceNotFoundException", "", { Reason: "KMS_NotFoundException" })],
    ["refused", answered("ResourceNotFoundException", "", { Reason: "KMS_KEY_NOT_FOUND" })],
    ["unknown-outcome", answered("InternalServerException", "", {}, 500)],
    ["unknown-outcome", answered("Anything", "", {}, 503)],
    ["unknown-outcome", broken("read ECONNRESET", { code: "ECONNRESET" })],
    ["unknown-outcome", broken("socket hang up")],
    ["unknown-outcome", broken("", { name: "TimeoutError" })],
    ["unknown-outcome", broken("write EPROTO", { code: "EPROTO" })],
    ["untrusted", broken("self-signed certificate in certificate chain", { code: "SELF_SIGNED_CERT_IN_CHAIN" })],
    ["untrusted", broken("unable to get local issuer certificate", { code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" })],
    ["untrusted", broken("certificate has expired", { code: "CERT_HAS_EXPIRED" })],
    ["untrusted", broken("not in the cert's list", { code: "ERR_TLS_CERT_ALTNAME_INVALID" })],
    ["credentials", answered("ExpiredTokenException")],
    ["credentials", answered("ExpiredToken", "", {}, 403)],
    ["credentials", answered("UnrecognizedClientException")],
    ["credentials", Object.assign(new Error("Could not load credentials"), { name: "CredentialsProviderError" })],
    ["denied", answered("AccessDeniedException")],
    ["denied", answered("AccessDenied", "", {}, 403)],
    ["unsupported", answered("UnknownOperationException", "", {}, 404)],
    ["unsupported", unreadable("<!DOCTYPE html><p>", 404)],
    ["unsupported", unreadable("<!doctype html><title>500", 500)],
    ["unknown-outcome", unreadable("<html>Service Unavailable", 503)],
    ["unsupported", unreadable("<html>portal", 200)],
    ["unknown-outcome", unreadable('{"UserId":', 200)],
    ["refused", unreadable("plain text", 400)],
    ["refused", answered("ValidationException", "displayName is required")],
    ["refused", answered("ServiceQuotaExceededException")],
  ])("is %s", (kind, error) => {
    expect(classify(error)).toBe(kind);
  });

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'networkInterface')"),
    new RangeError("timeout must be positive"),
    new ReferenceError("network is not defined"),
    "timed out",
    undefined,
    null,
  ])("is not seen in a bug of ours: %s", (bug) => {
    expect(classify(bug)).toBe("refused");
  });

  it("is kept with name, message, request id and operation, and nothing else", () => {
    const error = answered("ValidationException", "no", { $fault: "client", secret: "key" });
    expect(failureOf(error, "CreateUser")).toEqual({
      name: "ValidationException",
      message: "no",
      status: 400,
      requestId: "r-1",
      operation: "CreateUser",
    });
  });

  it("of the network is named by its code", () => {
    expect(failureOf(broken("read ECONNRESET", { code: "ECONNRESET" }))).toEqual({
      name: "ECONNRESET",
      message: "read ECONNRESET",
    });
  });

  it("that is not AWS's own answer is told without the SDK's advice to programmers", () => {
    expect(failureOf(unreadable("<html>portal", 200)).message).toBe(
      "an answer that is not AWS's own (HTTP 200); a proxy may have sent it",
    );
  });

  it("cannot send control characters to a terminal", () => {
    expect(failureOf(answered("Bad\u001b[2J", "line\nclear\u001b[2J\u202e"))).toMatchObject({
      name: "Bad<U+001B>[2J",
      message: "line\\nclear<U+001B>[2J<U+202E>",
    });
  });
});
