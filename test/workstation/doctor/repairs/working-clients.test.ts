import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLikeEach } from "../../../../src/workstation/aws-config/readings.ts";
import { lostCredentials } from "../../../../src/workstation/credentials/lost-credentials.ts";
import { repairConfig, repairCredentials } from "../../../../src/workstation/doctor/repairs/repair-text.ts";
import { slice } from "../../../how-much.ts";
import { anyMachine } from "../../credentials/any-machine.ts";
import type { MachineFiles } from "../../credentials/asked-machine.ts";
import { MACHINES } from "../../credentials/machines.ts";

const all = () => true;

function filesOf({ config, credentials }: MachineFiles) {
  return { config: readLikeEach(config), credentials: readLikeEach(credentials), env: {} };
}

/** Both files after `--fix`; a repair that is refused changes nothing. */
function repaired({ config, credentials }: MachineFiles): MachineFiles {
  const mended = repairConfig(config, all, credentials).text;
  return { config: mended, credentials: repairCredentials(credentials, all, mended).text };
}

const lost = (machine: MachineFiles) => lostCredentials(filesOf(machine), filesOf(repaired(machine)));

describe("a repair leaves every client the credentials it got, from every profile", () => {
  it.each(MACHINES)("with $title", (machine) => {
    expect(lost(machine)).toEqual([]);
  });

  it("on every machine whatever", () => {
    const machines = anyMachine({ process: "/process.json", token: "/token" });
    fc.assert(
      fc.property(machines, (machine) => {
        expect(lost(machine)).toEqual([]);
      }),
      { numRuns: slice(2000) },
    );
  });

  it("and keys that only the AWS SDK needs stay where a name is one that it does not see", () => {
    const session = "[sso-session s]\nsso_start_url = https://a.awsapps.com/start\nsso_region = us-east-1\n";
    const config = `${session}[profile  dev]\nsso_session = s\nsso_account_id = 111111111111\nsso_role_name = Dev\n`;
    const machine = { config, credentials: "[dev]\naws_access_key_id = AKIA\naws_secret_access_key = s\n" };
    expect(repaired(machine)).toEqual({ ...machine, config: expect.any(String) });
  });
});
