import { afterEach } from "vitest";
import { refused } from "./loopback-guard.mjs";

/** A test that tried to leave the machine fails, even if the code it ran swallowed the error. */
afterEach(() => {
  const hosts = refused.splice(0);
  if (hosts.length > 0) throw new Error(`this test tried to leave the machine: ${hosts.join(", ")}`);
});
