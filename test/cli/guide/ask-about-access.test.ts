import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { commandLineOf } from "../../../src/cli/guide/answers.ts";
import { askAboutAccess } from "../../../src/cli/guide/ask-about-access.ts";
import { completeFile, tablesIn } from "../../../src/cli/guide/complete-file.ts";
import { keepAnswers, placesToKeep } from "../../../src/cli/guide/keep-answers.ts";
import type { FoundSet, Organization } from "../../../src/cli/guide/look-at-aws.ts";
import { readPeople } from "../../../src/cli/guide/read-people.ts";
import { type Script, scriptedAsker } from "./scripted-asker.ts";

const account = (id: string, name: string, others: object = {}) => ({
  id,
  name,
  state: "ACTIVE",
  isManagement: false,
  ...others,
});

const ORGANIZATION: Organization = {
  instance: {
    instanceArn: "arn:aws:sso:::instance/ssoins-1234567890abcdef",
    identityStoreId: "d-1234567890",
    region: "eu-central-1",
    partition: "aws",
    managementAccountId: "111122223333",
    callerAccountId: "111122223333",
  },
  directory: {
    known: true,
    accounts: [
      account("111122223333", "Root", { isManagement: true }),
      account("210987654321", "Sandbox North"),
      account("345678901234", "R&D; Labs"),
      account("456789012345", "new"),
      account("567890123456", "Gone", { state: "SUSPENDED" }),
    ],
  },
  units: ["Workloads", "Workloads/Sandboxes"],
  ambientRegion: "eu-west-1",
  callerArn: "arn:aws:sts::111122223333:assumed-role/Admin/me",
};

const SETS: readonly FoundSet[] = [{ name: "amplify-policy" }, { name: "ReadOnly", description: "Looks." }];

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "onboard-guide-"));
});

/** What the answers come to: the command line, what was told, and the files that are kept. */
async function answered(script: Script, organization = ORGANIZATION, profile?: string) {
  const { asker, said, isOver } = scriptedAsker(script);
  // biome-ignore lint/suspicious/noExplicitAny: nothing but the folder is looked at
  const io = { cwd, env: {} } as any;
  const { answers, kept } = await askAboutAccess(asker, {
    organization,
    ...(profile === undefined ? {} : { profile }),
    people: {
      read: (text) => readPeople(text, io),
      files: tablesIn(cwd),
      complete: (typed) => completeFile(typed, cwd),
    },
    findSets: async () => SETS,
    placesToKeep: (read) => placesToKeep(read, io),
  });
  const takeAway = await keepAnswers(answers, kept, io);
  expect(isOver()).toBe(true);
  return { argv: commandLineOf(answers, kept), said: said.join("\n"), takeAway };
}

const file = (name: string) => readFile(path.join(cwd, name), "utf8");
const write = (name: string, text: string) => writeFile(path.join(cwd, name), text);

const YES = ["Is that everybody?", "Yes"] as const;
const USUAL = ["What may they do?", "amplify-policy"] as const;
const REGION = ["In which Region do they work?", "eu-west-1"] as const;
const NO_BOOTSTRAP = ["Bootstrap where that is missing?", "No"] as const;
const KEEP = ["Keep your answers?", "Yes"] as const;
const DROP = ["Keep your answers?", "No"] as const;

describe("the questions about giving access", () => {
  it("come to flags for pasted people, whose names are read back as they were", async () => {
    const { argv, said } = await answered([
      ["Addresses, or a file", "", "nobody", 'Ana Silva <ana@example.com>;\n"Li, Bo" <bo@example.com>\ncy@example.com'],
      YES,
      ["In which accounts?", "Sandbox North", "R&D", "new", "ou:Workloads/Sandboxes"],
      USUAL,
      REGION,
      ["Bootstrap where that is missing?", "Yes"],
      DROP,
    ]);
    expect(argv).toEqual([
      "--emails",
      '"Ana Silva" <ana@example.com>, "Li, Bo" <bo@example.com>, cy@example.com',
      ...["--account", "Sandbox North", "--account", '"R&D; Labs"', "--account", "456789012345"],
      ...["--account", "ou:Workloads/Sandboxes", "--region", "eu-west-1", "--bootstrap"],
    ]);
    expect(said).toContain("Paste at least one address, or name a file.");
    expect(said).toMatch(/"?nobody"?.*[\s\S]*3 people: Ana Silva\* <ana@example\.com>, Bo Li\* <bo@example\.com>/);
  });

  it("come to files that hold all of it, and to the one flag that they cannot hold", async () => {
    const { argv, takeAway } = await answered(
      [
        ["Addresses, or a file", "ana@example.com bo@example.com"],
        ["Is that everybody?", "No, there are more"],
        ["Further addresses", "ana@example.com", "cy@example.com"],
        YES,
        ["In which accounts?", "Sandbox North", "R&D"],
        ["What may they do?", "One that is there already"],
        ["Which permission set?", "ReadOnly"],
        ["In which Region do they work?", "another one"],
        NO_BOOTSTRAP,
        KEEP,
      ].flatMap((step) =>
        step[1] === "another one" ? [step, ["Region", "us east", "eu-south-9"]] : [step],
      ) as unknown as Script,
      ORGANIZATION,
      "admin",
    );
    expect(argv).toEqual(["--emails", "team.csv", "--profile", "admin"]);
    expect(await file("team.csv")).toBe(
      `email,account\n${["ana", "bo", "cy"].map((name) => `${name}@example.com,"Sandbox North;""R&D; Labs"""\n`).join("")}`,
    );
    expect(JSON.parse(await file("onboard.json"))).toMatchObject({
      permissionSets: { ReadOnly: null },
      defaults: { permissionSet: "ReadOnly", account: ["Sandbox North", '"R&D; Labs"'], region: "eu-south-9" },
      instance: { region: "eu-central-1" },
    });
    await write("onboard.json", "{}");
    await takeAway();
    await expect(file("team.csv")).rejects.toThrow("ENOENT");
    expect(await file("onboard.json")).toBe("{}");
  });

  it("are not asked where rows and settings answer them, and nothing is written over", async () => {
    await write("people.csv", "email,account,region\nana@example.com,Sandbox North,eu-west-1\n");
    await write("onboard.json", '{ "defaults": { "permissionSet": "amplify-policy" } }');
    await write("team.csv", "mine\n");
    const { argv, said } = await answered([["Addresses, or a file", "peeple.csv", "people.csv"], YES, NO_BOOTSTRAP]);
    expect(argv).toEqual(["--emails", "people.csv"]);
    expect(said).toContain("Here: people.csv, team.csv.");
    expect(said).toContain(
      "Each row says its own account. The permission set is amplify-policy, as onboard.json says. Each row says its own Region.",
    );
    expect(said).toContain("team.csv is here already and is left as it is");
    expect(await file("team.csv")).toBe("mine\n");
  });

  it("put what settings that are there do not say into the rows", async () => {
    await write("onboard.json", '{ "defaults": { "account": ["Sandbox North"] } }');
    const sets = [
      ["What may they do?", "One that is there already"],
      ["Which permission set?", "ReadOnly"],
    ] as const;
    const { argv } = await answered([
      ["Addresses, or a file", "ana@example.com"],
      YES,
      ...sets,
      REGION,
      NO_BOOTSTRAP,
      KEEP,
    ]);
    expect(argv).toEqual(["--emails", "team.csv"]);
    expect(await file("team.csv")).toBe("email,permission_set,region\nana@example.com,ReadOnly,eu-west-1\n");
  });

  it("take a team.csv for what it is, and write the settings beside it", async () => {
    await write("team.csv", "email\nana@example.com\n");
    const { argv } = await answered([
      ["Addresses, or a file", "./team.csv"],
      YES,
      ["In which accounts?", "ou:Workloads "],
      USUAL,
      REGION,
      NO_BOOTSTRAP,
      KEEP,
    ]);
    expect(argv).toEqual(["--emails", "./team.csv"]);
    expect(JSON.parse(await file("onboard.json")).defaults.account).toEqual(["ou:Workloads"]);
  });

  it("keep a pasted table in a file, since no command line holds it", async () => {
    const table = "E-Mail\tAccount\tuntil\nana@example.com\tSandbox North\t2031-01-31";
    const { argv, said } = await answered([["Addresses, or a file", table], YES, USUAL, REGION, NO_BOOTSTRAP, KEEP]);
    expect(argv).toEqual(["--emails", "team.csv"]);
    expect(said).toContain("more than a command line can");
    expect(await file("team.csv")).toBe("email,account,until\nana@example.com,Sandbox North,2031-01-31\n");
  });

  it("take ids where AWS lists no accounts, and offer the management account last", async () => {
    const unknown = { ...ORGANIZATION, directory: { known: false, accounts: [] }, units: [] };
    const { argv } = await answered(
      [
        ["Addresses, or a file", "ana@example.com"],
        YES,
        ["In which accounts?", "Sandbox", "1234", "2109-8765-4321, 345678901234"],
        USUAL,
        REGION,
        NO_BOOTSTRAP,
        DROP,
      ],
      unknown,
    );
    expect(argv.filter((word) => /^\d{12}$/.test(word))).toEqual(["210987654321", "345678901234"]);
  });
});
