import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeFileAtomically } from "../../src/files/atomic-file.ts";
import { cannotRead, explainFileError } from "../../src/files/file-error.ts";
import { readIfThere, readPlainFile } from "../../src/files/read-file.ts";

const folder = () => mkdtemp(path.join(tmpdir(), "onboard-files-"));

/** Everything that can stand in a file's place, by what it is called. */
async function inThePlaceOfFiles(): Promise<Readonly<Record<string, string>>> {
  const root = await folder();
  const at = (name: string) => path.join(root, name);
  execFileSync("mkfifo", [at("pipe")]);
  await mkdir(at("folder"));
  await symlink(at("pipe"), at("link"));
  const server = createServer().listen(at("socket"));
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  return {
    pipe: at("pipe"),
    "link to a pipe": at("link"),
    folder: at("folder"),
    socket: at("socket"),
    device: "/dev/zero",
  };
}

describe.skipIf(process.platform === "win32")("what stands in a file's place and is none", () => {
  it("is refused when it is to be read, and never waited for", async () => {
    for (const [what, file] of Object.entries(await inThePlaceOfFiles())) {
      const error = await readPlainFile(file).catch((thrown: unknown) => thrown);
      const why = what === "folder" ? "it is a folder" : "it is not a plain file";
      expect(cannotRead(error, what, "…").message).toBe(`${what} cannot be read: ${why}.`);
    }
  });

  it("is refused when it is to be written, and stays", async () => {
    const places = await inThePlaceOfFiles();
    for (const [what, file] of Object.entries(places)) {
      await expect(writeFileAtomically(file, "text"), what).rejects.toThrow("is not a plain file");
    }
    expect((await stat(places.pipe ?? "")).isFIFO()).toBe(true);
  });
});

describe("a file", () => {
  it("that is not there is no error where that is expected, and the null device is none", async () => {
    expect(await readIfThere(path.join(await folder(), "nothing"))).toBeUndefined();
    expect(await readIfThere("/dev/null")).toBeUndefined();
  });

  it("is read as far as it is wanted, with its whole size", async () => {
    const file = path.join(await folder(), "long");
    await writeFile(file, "0123456789", { mode: 0o640 });
    const { bytes, size, mode } = await readPlainFile(file, 4);
    expect([bytes.toString(), size, mode]).toEqual(["0123", 10, 0o640]);
  });

  it("is replaced as a whole, for its owner's eyes only, and nothing is left beside it", async () => {
    const root = await folder();
    const file = path.join(root, "new", "file");
    await writeFileAtomically(file, "one", { folderMode: 0o700 });
    await writeFileAtomically(file, "two", { sync: "file-and-folder" });
    expect(await readFile(file, "utf8")).toBe("two");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(root, "new"))).mode & 0o777).toBe(0o700);
    expect(await readdir(path.join(root, "new"))).toEqual(["file"]);
  });

  it("stays as it was when it is no longer what was expected", async () => {
    const file = path.join(await folder(), "file");
    await writeFile(file, "theirs");
    expect(await writeFileAtomically(file, "ours", { isCurrent: async () => false })).toBe(false);
    expect(await readFile(file, "utf8")).toBe("theirs");
  });
});

describe("a failure of the file system", () => {
  const failed = (code: string, syscall = "open") => Object.assign(new Error(code), { code, syscall });

  it.each([
    ["ENOSPC", "write", 'Could not write "f": the disk is full (ENOSPC). It was left as it was.'],
    ["EACCES", "write", 'Could not write "f": you have no right to write it (EACCES). It was left as it was.'],
    ["EACCES", "read", 'Could not read "f": you have no right to read it (EACCES).'],
    ["ENOENT", "read", 'Could not read "f": there is no such file (ENOENT).'],
    ["ENOENT", "write", 'Could not write "f": its folder is gone (ENOENT). It was left as it was.'],
    ["EBUSY", "remove", 'Could not remove "f": another program has it open (EBUSY).'],
  ] as const)("%s is told in words, with what helps: %s", (code, doing, message) => {
    expect(explainFileError(failed(code), doing, "f")).toMatchObject({ kind: "failed", message });
  });

  it("to replace a file that another program has open on Windows is no want of rights", () => {
    const platform = Object.getOwnPropertyDescriptor(process, "platform") ?? {};
    onTestFinished(() => void Object.defineProperty(process, "platform", platform));
    Object.defineProperty(process, "platform", { ...platform, value: "win32" });
    expect(explainFileError(failed("EPERM", "rename"), "write", "f")).toMatchObject({
      message: expect.stringContaining("another program has it open"),
      remedy: "Close that program and run this again.",
    });
  });

  it("that is none passes through", () => {
    const bug = new TypeError("no");
    expect(explainFileError(bug, "write", "f")).toBe(bug);
  });
});
