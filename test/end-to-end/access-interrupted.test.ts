import { afterEach, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "./onboard.ts";

let simulator: RunningSimulator;
afterEach(() => simulator.close());

it("onboard access stops in the middle of reading on a signal, says so, prints nothing half and ends with 130", async () => {
  let stop: () => void = () => undefined;
  simulator = await startSimulator({
    organization: {
      accounts: Array.from({ length: 30 }, (_, index) => ({
        id: `${333_333_333_330 + index}`,
        name: `Sandbox ${index}`,
      })),
      instances: [
        {
          users: [{ userName: "ana", givenName: "Ana", familyName: "Silva", email: "ana@example.com" }],
          permissionSets: [
            {
              name: "dev",
              assignments: Array.from({ length: 30 }, (_, index) => ({ account: `Sandbox ${index}`, user: "ana" })),
            },
          ],
        },
      ],
    },
    onRequest: ({ operation }) => {
      if (operation === "ListAccountAssignments") stop();
    },
  });
  const cwd = await emptyFolder();
  const { code, stdout, stderr } = await onboard(["access", "--format", "csv"], {
    cwd,
    endpoint: simulator.url,
    onStart: (kill) => {
      stop = () => {
        stop = () => undefined;
        kill("SIGINT");
      };
    },
  });
  expect(code, stderr).toBe(130);
  expect(stdout).toBe("");
  expect(stderr).toContain("Stopping: nothing new is read.");
  expect(stderr).not.toMatch(/\n +at /);
});
