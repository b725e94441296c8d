import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../src/cli/command-table.ts";
import { complete } from "../../../src/cli/completion/complete.ts";

/** What can stand at the end of a line: the values that begin so, whose names, and what the shell adds. */
function at(line: string) {
  const words = line.split(" ");
  const current = words.pop() ?? "";
  const { entries, besides, names } = complete({ words, current }, COMMANDS);
  return { values: entries.map(({ value }) => value).filter((value) => value.startsWith(current)), besides, names };
}

describe("what can stand where the cursor is", () => {
  it.each([
    ["st", ["status"]],
    ["help d", ["day", "doctor"]],
    ["completion z", ["zsh"]],
    ["export ", ["terraform", "cloudformation"]],
    ["policy --for l", ["leave", "local-admin-check"]],
    ["policy --for=l", ["--for=leave", "--for=local-admin-check"]],
    ["local --no-b", ["--no-browser"]],
    ["--dry", ["--dry-run"]],
    ["--yes --dry-run stat", ["status"]],
    ["--emails team.csv --format j", ["json"]],
    ["--allow new-accounts,rem", ["new-accounts,removals"]],
    ["status --region eu-central-", ["eu-central-1", "eu-central-2"]],
    ["status --dry-ru", []],
    ["local --yes --y", []],
    ["status --account A --acc", ["--account"]],
    ["--emails web.csv --em", ["--emails"]],
  ])("%j", (line, values) => {
    expect(at(line).values).toEqual(values);
  });

  it.each([
    ["status --account ", { of: "accounts", before: "" }],
    ["status --account=", { of: "accounts", before: "--account=" }],
    ["status --account A;", { of: "accounts", before: "A;" }],
    ["run --profile ", { of: "profiles", before: "" }],
    ["local --email ", { of: "people", before: "" }],
    ["leave --emails a", { of: "people", before: "" }],
    ["leave --emails a@example.com,b", { of: "people", before: "a@example.com," }],
    ["leave --emails ", undefined],
    ["local --profile ", undefined],
  ])("names after %j", (line, names) => {
    expect(at(line).names).toEqual(names);
  });

  it.each([
    ["--emails ", "files"],
    ["apply ", "files"],
    ["--messages ", "folders"],
    ["init ", "folders"],
    ["run npx ", "files"],
    ["run -- aws --", "files"],
    ["--simulate ", "files"],
    ["frobnicate ", "nothing"],
    ["local --session ", "nothing"],
  ])("after %j the shell adds %s", (line, besides) => {
    expect(at(line)).toMatchObject({ besides, values: [] });
  });
});
