import { writeFile } from "node:fs/promises";
import path from "node:path";
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { readKnownTeams } from "../../../src/cli/input/company.ts";
import { readInputs } from "../../../src/cli/input/inputs.ts";
import { inFolder } from "../command-line.ts";

it("a file of the settings' teams has what they say of it, however else it is named", async () => {
  await inFolder(async (cwd) => {
    const settings = {
      teams: [{ file: "web.csv" }, { file: "data.csv", until: "2027-03-31" }],
      safety: { knownFiles: ["data.csv"] },
    };
    await writeFile(path.join(cwd, "onboard.json"), JSON.stringify(settings));
    await writeFile(path.join(cwd, "web.csv"), "email\nana@example.com\n");
    await writeFile(path.join(cwd, "data.csv"), "email,account\ncy@example.com,Sandbox\n");
    const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
    const io = { ...streams, env: {}, cwd };
    const inputs = await readInputs(["web.csv"], undefined, io);
    expect(inputs.problems).toEqual([]);
    for (const known of [[], ["data.csv"]]) {
      const teams = await readKnownTeams(inputs, known, io);
      const ends = teams.flatMap(({ members }) => members.flatMap(({ grants }) => grants.map(({ until }) => until)));
      expect(ends).toEqual([expect.objectContaining({ text: "2027-03-31" })]);
    }
  });
});
