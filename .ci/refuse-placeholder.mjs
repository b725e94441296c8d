// node .ci/refuse-placeholder.mjs [PACKAGE.JSON]: npm runs it before it publishes. A package whose `repository` is nobody's
// could have no provenance, and its readers no place for questions.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Which addresses of a package.json are missing or still made up. */
export function placeholderProblems({ repository, homepage, bugs }) {
  const addresses = { repository: repository?.url, homepage, bugs: bugs?.url ?? bugs };
  return Object.entries(addresses)
    .filter(([, address]) => !/^(git\+)?https:\/\/\S+$/.test(address ?? "") || /\/OWNER\//.test(address))
    .map(
      ([member, address]) =>
        `package.json: "${member}" is ${address ?? "missing"}. Write the address of the repository.`,
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = placeholderProblems(JSON.parse(readFileSync(process.argv[2] ?? "package.json", "utf8")));
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
}
