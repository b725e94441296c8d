import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  completeAmpx,
  ignoresIdentifier,
  isGen1,
  profileNamedIn,
} from "../../../src/workstation/running/ampx-command.ts";

const choice = { profile: "amplify", identifier: "ana-2" };
const complete = (line: string) => completeAmpx(line.split(" "), choice).words.join(" ");
const OURS = "--identifier ana-2 --profile amplify";

describe("a command line of ampx gets what this person uses", () => {
  it.each([
    ["ampx sandbox", `ampx sandbox ${OURS}`],
    ["npx ampx sandbox", `npx ampx sandbox ${OURS}`],
    ["npx ampx sandbox --once", `npx ampx sandbox ${OURS} --once`],
    ["npx ampx sandbox secret set KEY", `npx ampx sandbox ${OURS} secret set KEY`],
    ["npx ampx --debug sandbox delete --yes", `npx ampx --debug sandbox ${OURS} delete --yes`],
    ["npx --no -- ampx sandbox", `npx --no -- ampx sandbox ${OURS}`],
    ["npx -y -p @aws-amplify/backend-cli ampx sandbox", `npx -y -p @aws-amplify/backend-cli ampx sandbox ${OURS}`],
    ["npm exec -- ampx sandbox", `npm exec -- ampx sandbox ${OURS}`],
    ["pnpm ampx sandbox", `pnpm ampx sandbox ${OURS}`],
    ["pnpm --filter web exec ampx sandbox", `pnpm --filter web exec ampx sandbox ${OURS}`],
    ["yarn ampx sandbox", `yarn ampx sandbox ${OURS}`],
    ["bunx ampx sandbox", `bunx ampx sandbox ${OURS}`],
    ["./node_modules/.bin/ampx sandbox", `./node_modules/.bin/ampx sandbox ${OURS}`],
    [
      "node --no-warnings node_modules/@aws-amplify/backend-cli/lib/ampx.js sandbox",
      `node --no-warnings node_modules/@aws-amplify/backend-cli/lib/ampx.js sandbox ${OURS}`,
    ],
    ["C:\\app\\node_modules\\.bin\\ampx.cmd sandbox", `C:\\app\\node_modules\\.bin\\ampx.cmd sandbox ${OURS}`],
    [
      "npx dotenvx run --env-file=.env.local -- ampx sandbox",
      `npx dotenvx run --env-file=.env.local -- ampx sandbox ${OURS}`,
    ],
    ["npx dotenvx run -f .env.local -- npx ampx sandbox", `npx dotenvx run -f .env.local -- npx ampx sandbox ${OURS}`],
    ["npx ampx sandbox --identifier mine", "npx ampx sandbox --profile amplify --identifier mine"],
    ["npx ampx sandbox --identifier=mine --profile=other", "npx ampx sandbox --identifier=mine --profile=other"],
    ["npx ampx generate outputs --stack x", "npx ampx generate --profile amplify outputs --stack x"],
    ["npx ampx deploy --identifier web", "npx ampx deploy --profile amplify --identifier web"],
  ])("%s", (line, completed) => {
    expect(complete(line)).toBe(completed);
  });

  it.each([
    // They refuse the flags, or write profiles themselves.
    "npx ampx secret list",
    "npx ampx config list",
    "npx ampx info",
    "npx ampx configure profile",
    "npx ampx pipeline-deploy --branch main",
    "npx ampx --version",
    "npx ampx",
    // npm would take the flags for its own.
    "npm exec ampx sandbox",
    "npm run sandbox",
    // No command line of ampx's.
    "echo ampx sandbox",
    "aws sandbox",
    "amplify push",
    "node script.js ampx sandbox",
    "npx other ampx sandbox",
    "git commit -m ampx sandbox",
  ])("but not %s", (line) => {
    expect(completeAmpx(line.split(" "), choice)).toEqual({ words: line.split(" "), added: [] });
  });

  it("keeps every word that was typed, in its order, and adds none the second time", () => {
    const word = fc.constantFrom(
      "npx",
      "ampx",
      "sandbox",
      "--once",
      "--",
      "-p",
      "npm",
      "exec",
      "generate",
      "--profile",
      "x",
      "",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const { words: completed, added } = completeAmpx(words, choice);
        const at = completed.findIndex(
          (_, index) =>
            completed
              .slice(0, index)
              .concat(completed.slice(index + added.length))
              .join("\0") === words.join("\0") &&
            completed.slice(index, index + added.length).join("\0") === added.join("\0"),
        );
        expect(at).toBeGreaterThanOrEqual(words.length === 0 ? -1 : 0);
        expect(completeAmpx(completed, choice)).toEqual({ words: completed, added: [] });
      }),
    );
  });
});

it.each([
  ["npx ampx generate outputs", true],
  ["npx ampx generate graphql-client-code --out x", true],
  ["npx ampx generate outputs --stack=x", false],
  ["npx ampx generate outputs --branch main --app-id a", false],
  ["npx ampx sandbox", false],
  ["npx ampx generate --help", false],
])("%s looks for the sandbox of this computer's user: %s", (line, ignores) => {
  expect(ignoresIdentifier(line.split(" "))).toBe(ignores);
});

it.each([
  ["npx ampx sandbox --profile a", "a"],
  ["npx ampx sandbox --profile=a --once", "a"],
  ["aws s3 ls --profile a", "a"],
  ["/usr/bin/aws --profile=a s3 ls", "a"],
  ["cdk deploy --profile a", "a"],
  ["aws s3 ls", undefined],
  ["aws s3 ls -- --profile a", undefined],
  ["aws s3 ls --profile", undefined],
  ["node script.js --profile cpu", undefined],
])("%s names the profile %s", (line, profile) => {
  expect(profileNamedIn(line.split(" "))).toBe(profile);
});

it.each([
  ["amplify push", true],
  ["npx -y amplify push", true],
  ["npx ampx sandbox", false],
  ["aws amplify list-apps", false],
])("%s is Gen 1's CLI: %s", (line, is) => {
  expect(isGen1(line.split(" "))).toBe(is);
});
