// Runs the built transaction as another process would: sets a profile's keys, each time to a
// value of another length, so many times or until it is killed.
import { changeConfigFile } from "../../../../src/workstation/aws-config/file/config-file.ts";
import { planUnrecorded } from "./unrecorded-edits.ts";

const [file, name, times] = process.argv.slice(2);
const section = { type: "profile", name };

process.stdout.write("started\n");
for (let count = 0; count < Number(times); count += 1) {
  const set = { region: "r".repeat(((count + process.pid) % 40) + 1), output: "json" };
  await changeConfigFile(
    () => planUnrecorded(file, [{ section, set }]),
    async () => true,
  );
  process.stdout.write("edited\n");
}
