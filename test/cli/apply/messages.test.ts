import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { writeMessages } from "../../../src/cli/apply/messages.ts";
import type { HandoverPerson } from "../../../src/core/handover/handover.ts";
import { programForReader } from "../../../src/core/text/program-for-others.ts";
import { emptyFolder } from "../../end-to-end/onboard.ts";

let folder: string;

const person = (username: string): HandoverPerson => ({ email: "x@example.com", username, access: [] });
const write = (...userNames: readonly string[]) => writeBeside([], ...userNames);
const writeBeside = (others: readonly string[], ...userNames: readonly string[]) =>
  writeMessages({
    folder,
    handover: {
      version: 1,
      startUrl: "https://d-1.awsapps.com/start",
      ssoRegion: "us-east-1",
      session: "s",
      people: [...others, ...userNames].map(person),
    },
    people: userNames.map(person),
    reader: programForReader({ kind: "repository" }),
    displayNameOf: ({ username }) => username,
    notesFor: () => [],
    resetPageOf: () => undefined,
  });
/** The messages themselves: what is for the admin alone is beside them. */
const names = async () =>
  (await readdir(folder)).filter((name) => /\.(?:md|html)$/.test(name) && name !== "index.html").sort();
const text = (name: string) => readFile(path.join(folder, name), "utf8");

beforeEach(async () => {
  folder = path.join(await emptyFolder(), "messages");
});

describe("messages to people", () => {
  it("are in a folder and files that nobody else reads", async () => {
    await write("ana");
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(folder)) expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600);
  });

  it("are replaced by the same person's next ones", async () => {
    await write("ana", "bo");
    await write("ana", "bo");
    expect(await names()).toEqual(["ana.html", "ana.md", "bo.html", "bo.md"]);
  });

  it("never take the place of a file that is not theirs: notes, another's message, a pipe, a folder", async () => {
    await mkdir(folder);
    await writeFile(path.join(folder, "notes.md"), "my notes");
    await writeFile(path.join(folder, "page.html"), "my page");
    await mkdir(path.join(folder, "dir.md"));
    execFileSync("mkfifo", [path.join(folder, "pipe.md")]);
    await write("notes", "page", "dir", "pipe");
    expect(await text("notes.md")).toBe("my notes");
    expect(await text("page.html")).toBe("my page");
    expect(await names()).toEqual(
      expect.arrayContaining(["dir-2.md", "notes-2.html", "notes-2.md", "page-2.md", "pipe-2.md"]),
    );
    expect(await names()).not.toContain("notes.html");
  });

  it("of two people never share a file, in one run and across runs", async () => {
    await write("a/b");
    await write("a-b", "a*b");
    await write("a*b", "a/b", "a-b");
    expect(await names()).toEqual(["a-b-2.html", "a-b-2.md", "a-b-3.html", "a-b-3.md", "a-b.html", "a-b.md"]);
    expect(await text("a-b.md")).toContain("a/b");
    expect(await text("a-b-2.md")).toContain("a-b");
    expect(await text("a-b-3.md")).toContain("a*b");
  });

  it("come with a list for the admin, which keeps whom earlier runs wrote to, and a table of this run's people", async () => {
    await write("ana");
    await writeBeside(["ana", "nobody-wrote-to-me"], "index", "mail-merge");
    const index = await text("index.html");
    for (const file of ["./person-index.html", "./person-mail-merge.eml", "./ana.md"]) expect(index).toContain(file);
    expect(index).not.toContain("nobody-wrote-to-me");
    expect(index.match(/earlier run/g)).toHaveLength(1);
    expect(index).toMatch(/npm run onboard -- local --handover eyZ[\w-]+ye</);
    const [header, ...rows] = (await text("mail-merge.csv")).trim().split("\n");
    expect(header).toBe("email,name,user_name,portal,accounts,before,command,page");
    expect(rows.map((row) => row.split(",").at(-1))).toEqual(["person-index.html", "person-mail-merge.html"]);
  });

  it("leave lists alone that are somebody's own", async () => {
    await mkdir(folder);
    await writeFile(path.join(folder, "index.html"), "<h1>mine</h1>");
    await writeFile(path.join(folder, "mail-merge.csv"), "my,own\n");
    await write("ana");
    await write("ana");
    expect(await text("index.html")).toBe("<h1>mine</h1>");
    expect(await text("mail-merge.csv")).toBe("my,own\n");
    expect(await text("onboard-index.html")).toContain("./ana.html");
    expect((await text("onboard-mail-merge.csv")).split("\n")).toHaveLength(3);
  });
});
