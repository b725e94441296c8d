import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { FILES_SET_ASIDE } from "./windows/set-aside.ts";

/** No test asks the instance metadata service, and the SDK's notice about Node is told once, in the docs. */
const env = { AWS_EC2_METADATA_DISABLED: "true", AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };

/** Most tests wait for timers as much as they compute. What is measured by the clock is measured alone, in `bench`. */
const ALL_CORES = "100%";

/** Bootstrapping with the CDK's own toolkit: how it words its failures, and that the small one of `npm test` does the same. */
const OWN_TOOLKIT = "test/identity-center/cdk/bootstrap-environment.test.ts";
const ANY_TOOLKIT = [
  "test/identity-center/kinds/bootstrap/bootstraps.test.ts",
  "test/identity-center/least-privilege-bootstrap.test.ts",
  "test/end-to-end/bootstrap.test.ts",
  "test/end-to-end/whole-road.test.ts",
];

/** Milliseconds after which a test counts as hanging: a limit for faults, not for slow or busy computers. */
const PATIENCE = 180_000;

/** More than there are cores: many tests wait for timers and for the processes that they start. */
const WORKERS = 5;

/** Terminals and other people's programs are waited for most of the time: what they take is hardly computing. */
const WAITING_WORKERS = 4;

/** Where terminals, browsers and other people's programs are waited for, a failure counts when it comes twice. */
const RETRIES = 1;

/** Tests that put something else in the place of a module. */
const ALONE = ["test/identity-center/kinds/account/explain-account.test.ts"];

/** What the two projects of `npm test` have in common, so that they run beside each other. */
const OF_NPM_TEST = {
  testTimeout: PATIENCE,
  hookTimeout: PATIENCE,
  maxWorkers: WORKERS,
  sequence: { groupOrder: 0 },
  setupFiles: ["test/only-loopback.ts", "test/reproducible.ts", "test/windows/skip-set-aside.ts"],
  env,
};

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/interop/**", "test/browser/**", "node_modules/**", OWN_TOOLKIT, ...ALONE, ...FILES_SET_ASIDE],
          ...OF_NPM_TEST,
          // A fresh world of modules for each file costs a third of all the time; what needs one is in `alone`.
          isolate: false,
        },
      },
      {
        test: {
          name: "alone",
          include: ALONE,
          ...OF_NPM_TEST,
        },
      },
      {
        test: {
          name: "interop",
          include: ["test/interop/**/*.test.ts"],
          retry: RETRIES,
          maxWorkers: WAITING_WORKERS,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          setupFiles: ["test/only-loopback.ts"],
          env,
        },
      },
      {
        test: {
          name: "toolkit",
          include: [OWN_TOOLKIT, ...ANY_TOOLKIT],
          maxWorkers: ALL_CORES,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          setupFiles: ["test/only-loopback.ts"],
          env: { ...env, ONBOARD_TEST_TOOLKIT: "real" },
        },
      },
      {
        test: {
          name: "chaos",
          include: ["test/chaos/**/*.chaos.ts"],
          testTimeout: 3_600_000,
          setupFiles: ["test/only-loopback.ts"],
          env,
        },
      },
      {
        test: {
          name: "bench",
          include: ["test/bench/**/*.bench.ts"],
          maxWorkers: 1,
          testTimeout: 900_000,
          hookTimeout: 900_000,
          env,
        },
      },
      {
        test: {
          name: "browser",
          // So that it can be run with `interop`, for the pictures.
          sequence: { groupOrder: 1 },
          include: ["test/browser/**/*.test.ts"],
          retry: RETRIES,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          setupFiles: ["test/only-loopback.ts"],
          env,
        },
      },
    ],
  },
});
