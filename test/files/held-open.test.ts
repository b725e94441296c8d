import { describe, expect, it } from "vitest";
import type { OnboardError } from "../../src/core/errors/onboard-error.ts";
import { patiently } from "../../src/files/atomic-file.ts";
import { explainFileError, heldOpenRemedy } from "../../src/files/file-error.ts";

const failure = (code: string, syscall = "rename") => Object.assign(new Error(code), { code, syscall });

/** Something that fails so many times and then does it. */
function afterFailures(count: number, code: string) {
  let tries = 0;
  const act = async () => {
    tries += 1;
    if (tries <= count) throw failure(code);
    return "done";
  };
  return { act, tries: () => tries };
}

describe("a file that somebody has open on Windows", () => {
  it.each(["EPERM", "EACCES", "EBUSY"])("is tried again after %s, and elsewhere it is not", async (code) => {
    const windows = afterFailures(2, code);
    expect(await patiently(windows.act, "win32", [0, 0, 0])).toBe("done");
    expect(windows.tries()).toBe(3);
    const linux = afterFailures(2, code);
    await expect(patiently(linux.act, "linux", [0, 0, 0])).rejects.toMatchObject({ code });
    expect(linux.tries()).toBe(1);
  });

  it("is given up in the end, and at once where waiting changes nothing", async () => {
    const held = afterFailures(9, "EPERM");
    await expect(patiently(held.act, "win32", [0, 0, 0])).rejects.toMatchObject({ code: "EPERM" });
    expect(held.tries()).toBe(4);
    const full = afterFailures(9, "ENOSPC");
    await expect(patiently(full.act, "win32", [0, 0, 0])).rejects.toMatchObject({ code: "ENOSPC" });
    expect(full.tries()).toBe(1);
  });

  it("is told as what it is, with what helps, and not as a question of rights or room", () => {
    const explained = (error: Error, platform: NodeJS.Platform) =>
      explainFileError(error, "write", "team.json", platform) as OnboardError;
    const held = explained(failure("EPERM"), "win32");
    expect(held.message).toContain("another program has it open");
    expect(held.remedy).toBe("Close that program and run this again.");
    expect(heldOpenRemedy(failure("EPERM"), "Make room.", "win32")).toBe("Close that program and run this again.");
    expect(heldOpenRemedy(failure("EPERM"), "Make room.", "linux")).toBe("Make room.");
    expect(heldOpenRemedy(failure("ENOSPC"), "Make room.", "win32")).toBe("Make room.");
  });

  it("is not mistaken for one without the right to it, whose owner is looked at with what the system has", () => {
    const remedy = (platform: NodeJS.Platform) =>
      (explainFileError(failure("EACCES", "open"), "read", "team.json", platform) as OnboardError).remedy;
    expect(remedy("win32")).toBe("Check who owns the file and its folder (icacls).");
    expect(remedy("linux")).toBe("Check who owns the file and its folder (ls -la).");
  });
});
