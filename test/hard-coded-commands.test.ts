import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const src = fileURLToPath(new URL("../src", import.meta.url));

/** A command of ours, written by hand: a way of calling the program before a command or a flag. */
const COMMAND =
  /\bonboard (?:--[a-z]|(?:apply|day|doctor|init|keys|local|policy|simulator|status)\b)|\b(?:npx|npm exec|npm run) (?:--yes |-y )?(?:amplify-)?onboard\b/;

/** Text without comments, and without what is a name there: descriptions in schemas, links of the reference, and titles of pages. */
function spoken(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "")
    .replace(/\.describe\(\s*"[^"]*"/g, "")
    .replace(/\bheading: .*|\bdetails:\s*"[^"]*"/g, "");
}

it("commands are worded in one place: what is written by hand cannot be typed by everybody", () => {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => file !== path.join("core", "text", "program-for-others.ts"));
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) =>
    spoken(readFileSync(path.join(src, file), "utf8"))
      .split("\n")
      .filter((line) => COMMAND.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

it.each([
  ['remedy: "Run onboard local again."', true],
  ["`onboard --emails $" + "{file}`", true],
  ['"npx amplify-onboard local"', true],
  ['"What onboard did not write stays."', false],
  ["/** `onboard local`. */", false],
])("%s is found by it: %s", (line, isFound) => {
  expect(COMMAND.test(spoken(line))).toBe(isFound);
});

it("no page, template or workflow has anybody fetch a package of a name that nobody holds", () => {
  const root = path.join(src, "..");
  const below = (folder: string) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file));
  const files = ["docs", "templates", ".github"]
    .flatMap(below)
    .filter((file) => /\.(?:md|yml|json|html|sh)$/.test(file));
  expect(files.length).toBeGreaterThan(50);
  const fetched =
    /\b(?:npx|npm exec|pnpm dlx|yarn dlx|bunx)(?: -\S+)* amplify-onboard|npm i(?:nstall)?(?: -\S+)* amplify-onboard(?![\w./-]*\.tgz)|unpkg\.com|npmjs\.com\/package\/amplify/;
  const found = ["README.md", ...files].filter((file) => fetched.test(readFileSync(path.join(root, file), "utf8")));
  expect(found).toEqual([]);
});
