// node .ci/refuse-placeholder.mjs [PACKAGE.JSON]: npm runs it before it publishes. A package whose `repository` is nobody's
// could have no provenance, and its readers no place for questions.
import { readFileSync } from "node:fs";

const { repository, homepage, bugs } = JSON.parse(readFileSync(process.argv[2] ?? "package.json", "utf8"));
const placeholders = Object.entries({ repository: repository?.url, homepage, bugs }).filter(
  ([, address]) => !/^(git\+)?https:\/\/\S+$/.test(address ?? "") || /\/OWNER\//.test(address),
);
for (const [member, address] of placeholders) {
  process.stderr.write(`package.json: "${member}" is ${address ?? "missing"}. Write the address of the repository.\n`);
}
if (placeholders.length > 0) process.exitCode = 1;
