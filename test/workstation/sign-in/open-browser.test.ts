import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { browserCommands, isOpenable, openBrowser } from "../../../src/workstation/sign-in/open-browser.ts";
import { surroundings, temporaryHome } from "./temporary-home.ts";

const url = "https://oidc.eu-west-1.amazonaws.com/authorize?a=1&b=$(touch%20x)";

describe("a page for the browser", () => {
  it.each([
    ["https://d-1234567890.awsapps.com/start", true],
    ["http://127.0.0.1:4000/authorize", true],
    ["http://localhost:4000/", true],
    ["http://[::1]:4000/", true],
    ["http://example.com/", false],
    ["http://127.0.0.1.example.com/", false],
    ["https://d-1234567890.awsapps.com@example.com/", false],
    ["javascript:alert(1)", false],
    ["file:///etc/passwd", false],
    ["--version", false],
    ["", false],
  ])("%s is opened: %s", (address, openable) => {
    expect(isOpenable(address)).toBe(openable);
  });
});

describe("the commands that open a page", () => {
  it.each([
    ["darwin", "open"],
    ["win32", "C:\\Windows\\System32\\rundll32.exe"],
    ["linux", "xdg-open"],
  ] as const)("fit %s", (platform, program) => {
    const [first] = browserCommands(url, surroundings({ platform, env: {} }));
    expect(first?.program).toBe(program);
    expect(first?.args.at(-1)).toBe(url);
  });

  it("use Windows' own browser from WSL", () => {
    const commands = browserCommands(url, surroundings({ env: { WSL_DISTRO_NAME: "Ubuntu" } }));
    expect(commands.map(({ program }) => program)).toEqual(["wslview", "rundll32.exe"]);
  });

  it("begin with $BROWSER, its words as arguments of their own", () => {
    const env = { BROWSER: "firefox -P work %s:lynx" };
    expect(browserCommands(url, surroundings({ env })).slice(0, 2)).toEqual([
      { program: "firefox", args: ["-P", "work", url] },
      { program: "lynx", args: [url] },
    ]);
  });

  it("are none where $BROWSER says so", () => {
    expect(browserCommands(url, surroundings({ env: { BROWSER: "none" } }))).toEqual([]);
  });
});

describe("opening a page", () => {
  it("gives the program the address as one argument, untouched by any shell", async () => {
    const folder = await temporaryHome();
    const program = path.join(folder, "browser");
    await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$#" "$1" > ${folder}/opened\n`);
    await chmod(program, 0o755);
    const env = { BROWSER: program, PATH: process.env.PATH };
    expect(await openBrowser(url, surroundings({ env }))).toBe(true);
    expect(await readFile(path.join(folder, "opened"), "utf8")).toBe(`1\n${url}\n`);
  });

  it("tries the next program when one is missing or fails, and says when none is left", async () => {
    const folder = await temporaryHome();
    const env = { BROWSER: `${folder}/missing:/bin/false`, PATH: folder };
    expect(await openBrowser(url, surroundings({ env }))).toBe(false);
  });

  it("starts nothing for an address that is no web page", async () => {
    const folder = await temporaryHome();
    const env = { BROWSER: "/bin/true", PATH: folder };
    expect(await openBrowser("file:///etc/passwd", surroundings({ env }))).toBe(false);
    expect(await openBrowser(url, surroundings({ env }))).toBe(true);
  });
});
