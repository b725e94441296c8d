import { describe, expect, it } from "vitest";
import { emailFault } from "../../../src/core/aws/email-address.ts";

describe("an e-mail address", () => {
  it.each([
    "ana@example.com",
    "ana.silva+sandbox@sub.example.co.uk",
    "o'brien@example.com",
    "a@b.io",
    "ana_silva-2@exa-mple.com",
    "1234@example.com",
    "ana@xn--mller-kva.example",
    "Ana@Example.COM",
  ])("may be %s", (address) => {
    expect(emailFault(address)).toBeUndefined();
  });

  it.each([
    ".ana@example.com",
    "ana.@example.com",
    "ana@-example.com",
    "ana@example-.com",
    "ana@example..com",
    "ana@example.c",
    "ana@example.123",
    "ana@[127.0.0.1]",
    '"ana silva"@example.com',
    "ana@müller.example",
    "-ana@example.com",
    "+ana@example.com",
    `${"a".repeat(65)}@example.com`,
    `ana@${"b".repeat(64)}.com`,
    `ana@${"b.".repeat(130)}com`,
    "<ana@example.com>",
    "ana@example.com;",
  ])("may not be %s", (address) => {
    expect(emailFault(address)).toMatchObject({ message: expect.stringMatching(/\.$/), remedy: expect.any(String) });
  });
});
