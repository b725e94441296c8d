import { expect, it } from "vitest";
import { sandboxStack, sandboxStackStart } from "../../../src/core/amplify/sandbox-stack.ts";

/** As ampx 1.10.0 names them: its own module is asked in test/interop/ampx-day.test.ts. */
it.each([
  ["@acme/shop-web", "ana", "amplify-acmeshopweb-ana-sandbox-37484d7d0b"],
  ["app", "ana-2", "amplify-app-ana2-sandbox-1e36f0f86c"],
  ["app", "ana2", "amplify-app-ana2-sandbox-a488625ed5"],
])("the sandbox of %s that is called %s has the stack %s", (packageName, identifier, stack) => {
  expect(sandboxStack({ packageName, identifier })).toBe(stack);
});

it("two names that look alike in it differ in the digits", () => {
  const [one, other] = ["ana-2", "ana2"].map((identifier) => sandboxStack({ packageName: "app", identifier }));
  expect(one?.slice(0, -10)).toBe(other?.slice(0, -10));
  expect(one).not.toBe(other);
});

it("is never longer than CloudFormation takes, and begins as all of the package's do", () => {
  const packageName = `@acme/${"very-long-".repeat(20)}`;
  const stack = sandboxStack({ packageName, identifier: "x".repeat(80) });
  expect(stack.length).toBeLessThanOrEqual(128);
  expect(stack.startsWith(sandboxStackStart(packageName).slice(0, 40))).toBe(true);
  expect(sandboxStack({ packageName: "app", identifier: "李" })).toMatch(/^amplify-app--sandbox-[0-9a-f]{10}$/);
});
