import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { editAwsConfig } from "../../../src/workstation/aws-config/edit-aws-config.ts";
import { openConfig } from "../../../src/workstation/aws-config/open-config.ts";
import { readLikeEach } from "../../../src/workstation/aws-config/readings.ts";
import type { SharedFiles } from "../../../src/workstation/credentials/client-view.ts";
import { credentialsIn } from "../../../src/workstation/credentials/credentials-in.ts";
import { lostCredentials } from "../../../src/workstation/credentials/lost-credentials.ts";
import { switchedCredentials } from "../../../src/workstation/credentials/switched-credentials.ts";
import { type ConfigTemplate, readConfigTemplate } from "../../../src/workstation/handover/config-template.ts";
import { profileBlocks, type WantedAccess } from "../../../src/workstation/handover/profile-blocks.ts";
import { slice } from "../../how-much.ts";
import { anyMachine } from "../credentials/any-machine.ts";
import type { MachineFiles } from "../credentials/asked-machine.ts";
import { KEYS, PROGRAM, ROLE, SESSION, SIGN_IN } from "../credentials/machines/parts.ts";
import { MACHINES } from "../credentials/machines.ts";

const ACCOUNT = "999900001111";

let template: ConfigTemplate;
beforeAll(async () => {
  template = await readConfigTemplate();
});

interface Names {
  readonly profile: string;
  readonly session: string;
  readonly isDefault: boolean;
  readonly gen1: boolean;
}

function wantedAs({ profile, session, isDefault, gen1 }: Names): WantedAccess {
  const access = { accountId: ACCOUNT, accountName: "New", permissionSet: "New", region: "eu-west-1", profile };
  return {
    startUrl: "https://a.awsapps.com/start",
    ssoRegion: "us-east-1",
    session,
    access: [access],
    gen1,
    ...(isDefault ? { defaultProfile: profile } : {}),
  };
}

/** The files before and after, and the names that were written; `undefined` where nothing would be. */
function handedOver({ config, credentials }: MachineFiles, names: Names) {
  const beside = readLikeEach(credentials);
  const filesOf = (text: string): SharedFiles => ({ config: readLikeEach(text), credentials: beside, env: {} });
  try {
    const open = openConfig(config);
    const blocks = profileBlocks(template, wantedAs(names), { config: open.readings, credentials: beside, env: {} });
    const after = filesOf(editAwsConfig(open, blocks.edits).text);
    return { before: filesOf(config), after, written: blocks.profiles.map(({ name }) => name) };
  } catch (error) {
    if (error instanceof OnboardError) return undefined;
    throw error;
  }
}

const names = fc.record({
  profile: fc.constantFrom("a", "b", "c", "dev", "base", "new"),
  session: fc.constantFrom("corp", "part", "acme", "new"),
  isDefault: fc.boolean(),
  gen1: fc.boolean(),
});

/** Whoever had credentials has the same as before, and what we wrote is what both clients get by it. */
function expectNothingTaken(machine: MachineFiles, wish: Names): void {
  const done = handedOver(machine, wish);
  if (done === undefined) return;
  const { before, after, written } = done;
  expect(switchedCredentials(before, after)).toEqual([]);
  expect(lostCredentials(before, after)).toEqual([]);
  const [had, has] = [credentialsIn(before), credentialsIn(after)];
  for (const name of [...written, ...(wish.isDefault ? ["default"] : [])]) {
    // Nobody who had none gets anything but ours.
    for (const client of ["awsCli", "jsSdk"] as const) {
      if (!before.credentials[client].readable) continue;
      if (had(name)[client].kind === "none")
        expect(has(name)[client]).toMatchObject({ kind: "sso", accountId: ACCOUNT });
    }
  }
}

describe("our sections take nobody's credentials over", () => {
  it.each(MACHINES)("with $title", (machine) => {
    for (const profile of ["dev", "new"]) {
      for (const isDefault of [false, true]) {
        expectNothingTaken(machine, { profile, session: "acme", isDefault, gen1: true });
      }
    }
  });

  it("on any machine, under any names", () => {
    const machines = anyMachine({ process: "/process.json", token: "/token" });
    fc.assert(fc.property(machines, names, expectNothingTaken), { numRuns: slice(2000) });
  });

  it("and are written beside a profile of the same name that has others, under a name with the account", () => {
    const ways = [
      { config: "", credentials: `[dev]\n${KEYS}` },
      { config: "[profile dev]\nregion = us-east-1\n", credentials: `[dev]\n${KEYS.toUpperCase()}` },
      { config: `[profile dev]\n${PROGRAM}`, credentials: "" },
      { config: `[profile dev]\n${ROLE}source_profile = base\n`, credentials: `[base]\n${KEYS}` },
      { config: `${SESSION}[profile dev]\n${SIGN_IN}`, credentials: "" },
      { config: SESSION, credentials: `[dev]\n${SIGN_IN}` },
    ];
    for (const machine of ways) {
      const done = handedOver(machine, { profile: "dev", session: "new", isDefault: false, gen1: false });
      expect(done?.written).toEqual([`dev-${ACCOUNT}`]);
    }
  });

  it("and make no default profile where there is one that works, however it does", () => {
    const asDefault = { profile: "new", session: "new", isDefault: true, gen1: false };
    const ways = [
      { config: "", credentials: `[default]\n${KEYS}` },
      { config: `${SESSION}[default]\n${SIGN_IN}`, credentials: "" },
      { config: `${SESSION}[profile default]\n${SIGN_IN}`, credentials: "" },
      { config: "[default]\nregion = eu-west-1\n", credentials: `[default]\n${PROGRAM}` },
    ];
    for (const machine of ways) expect(handedOver(machine, asDefault)).toBeUndefined();
    expect(
      handedOver({ config: "[default]\nregion=ap-southeast-2\noutput=text\n", credentials: "" }, asDefault),
    ).toBeDefined();
  });
});
