import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, onboard } from "../end-to-end/onboard.ts";
import { openChromium } from "./chromium.ts";

let browser: Browser;
let page: string;

beforeAll(async () => {
  browser = await openChromium();
  const cwd = await emptyFolder();
  await writeFile(
    path.join(cwd, "team.csv"),
    "email,account\nemi.tanaka@example.com,Sandbox North;Sandbox South;Staging\nana@example.com,Sandbox North\n",
  );
  const run = await onboard(["--emails", "team.csv", "--simulate", "--yes", "--messages", "mail"], { cwd });
  expect(run.code, run.stderr).toBe(0);
  page = path.join(cwd, "mail", "emi.tanaka@example.com.html");
});

afterAll(() => browser?.close());

const SCREENSHOTS = path.join("node_modules", ".cache", "screenshots");

describe("the admin's list of messages", () => {
  it.each([
    ["a desktop", 1280, 900, "light"],
    ["a desktop at night", 1280, 900, "dark"],
    ["a phone", 360, 740, "light"],
  ] as const)(
    "on %s leads to each one's files, and one click selects a line",
    async (name, width, height, colorScheme) => {
      const tab = await browser.newPage({ viewport: { width, height }, colorScheme });
      await tab.goto(pathToFileURL(path.join(path.dirname(page), "index.html")).href);
      const wide = await tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      expect(wide).toBe(0);
      expect(await tab.locator("tbody tr").count()).toBe(2);
      await tab.locator(".line").first().click();
      const selected = await tab.evaluate("getSelection().toString()");
      expect(selected).toBe(await tab.locator(".line").first().textContent());
      await mkdir(SCREENSHOTS, { recursive: true });
      const file = `messages-${name.replaceAll(" ", "-")}.png`;
      await tab.screenshot({ path: path.join(SCREENSHOTS, file), fullPage: true });
      await tab.getByText("Page", { exact: true }).first().click();
      expect(await tab.title()).toContain("Emi Tanaka");
      await tab.close();
    },
  );
});

describe("the welcome page", () => {
  it.each([
    ["a desktop", 1280, 900, "light"],
    ["a desktop at night", 1280, 900, "dark"],
    ["a phone", 360, 740, "light"],
  ] as const)(
    "reads well on %s: nothing is cut off, nothing scrolls sideways",
    async (name, width, height, colorScheme) => {
      const tab = await browser.newPage({ viewport: { width, height }, colorScheme });
      const asked: string[] = [];
      tab.on("request", (request) => void asked.push(request.url()));
      await tab.goto(pathToFileURL(page).href);
      expect(asked).toHaveLength(1);
      expect(await tab.title()).toContain("Emi Tanaka");
      const wide = await tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      expect(wide).toBe(0);
      // Here nothing has the program: it lies beside the message.
      const line = /^npx \.\/amplify-onboard-[\d.]+\.tgz local --handover eyZ[\w-]+ye$/;
      expect(await tab.locator("pre").first().textContent()).toMatch(line);
      expect(await tab.locator("tbody tr").count()).toBe(3);
      await mkdir(SCREENSHOTS, { recursive: true });
      await tab.screenshot({
        path: path.join(SCREENSHOTS, `welcome-${name.replaceAll(" ", "-")}.png`),
        fullPage: true,
      });
      await tab.close();
    },
  );

  it("prints on one page", async () => {
    const tab = await browser.newPage();
    await tab.goto(pathToFileURL(page).href);
    const pdf = await tab.pdf({ format: "A4" });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await tab.close();
  });

  it("has one language, one main heading and links with words", async () => {
    const html = await readFile(page, "utf8");
    expect(html).toMatch(/<html lang="en">/);
    expect(html.match(/<h1>/g)).toHaveLength(1);
  });
});
