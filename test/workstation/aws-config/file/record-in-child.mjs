// Sets up a profile as another process would, with a record of it: each time in another Region, so many times or until it is killed.
import { changeConfigFile } from "../../../../src/workstation/aws-config/file/config-file.ts";
import { planEdits } from "../../../../src/workstation/aws-config/file/plan-edits.ts";

const [file, name, times] = process.argv.slice(2);

for (let count = 0; count < Number(times); count += 1) {
  const region = `r${count}`;
  const edits = [
    { section: { type: "profile", name }, set: { region, output: "json" } },
    { section: { type: "profile", name: "default" }, set: { region } },
  ];
  await changeConfigFile(
    () => planEdits(file, () => ({ edits })),
    async () => true,
  );
}
