import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, onboard } from "../end-to-end/onboard.ts";
import { openChromium } from "./chromium.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PICTURES = path.join(ROOT, "docs", "pictures");
const SCHEMES = ["light", "dark"] as const;
type Scheme = (typeof SCHEMES)[number];

interface Screenshot {
  /** In the folder of the run. */
  readonly file: string;
  /** What is unfolded first. */
  readonly entry?: string;
  /** Pixels; twice as many are drawn. */
  readonly size: { readonly width: number; readonly height: number };
}

/** Pages of a run with the sample team. */
const SCREENSHOTS: Readonly<Record<string, Screenshot>> = {
  welcome: { file: "messages/ana.silva@example.com.html", size: { width: 800, height: 900 } },
  access: { file: "access.html", entry: "Emi Tanaka", size: { width: 980, height: 780 } },
};

/** Of WebP: at 80 letters are sharp. */
const QUALITY = 80;

/** What differs from run to run, and what is shown in its place. */
const RUN: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "2026-11-02 09:00 UTC"],
  [/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-\d+/g, "2026-11-02T08-55-00-000Z-100"],
  [/"20\d\d-\d\d-\d\d"/g, '"2026-11-02"'],
  [/with \d+ calls/g, "with 28 calls"],
  [/sha256 [0-9a-f]{64}/g, `sha256 ${"0".repeat(64)}`],
];

/** What is packed and signed differs from release to release, at places that nobody reads. */
const UNREAD = /eyZ[\w-]+ye|<!-- amplify-onboard .* -->/g;

let folder: string;

beforeAll(async () => {
  folder = await emptyFolder();
  await cp(path.join(ROOT, "templates"), path.join(folder, "templates"), { recursive: true });
  const team = ["--emails", "templates/team.csv", "--simulate", "--yes", "--messages", "messages"];
  for (const args of [team, ["access", "--simulate", "--out", "access.html"]]) {
    const { code, stderr } = await onboard(args, { cwd: folder });
    expect(code, stderr).toBe(0);
  }
  for (const { file } of Object.values(SCREENSHOTS)) {
    const html = await readFile(path.join(folder, file), "utf8");
    await writeFile(path.join(folder, file), withoutRun(html));
  }
});

function withoutRun(html: string): string {
  return RUN.reduce((text, [found, put]) => text.replace(found, put), html);
}

describe("the pictures of pages", () => {
  it("are of the pages as they are (npm run update:pictures takes them anew)", async () => {
    const digests = await Promise.all(
      Object.entries(SCREENSHOTS).map(async ([name, one]) => [name, await digest(one)]),
    );
    const found: unknown = Object.fromEntries(digests);
    const file = path.join(PICTURES, "pages.json");
    const recorded: unknown = existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : undefined;
    if (!isDeepStrictEqual(recorded, found) && process.env.npm_lifecycle_event === "update:pictures") {
      await takeAll();
      await writeFile(file, `${JSON.stringify(found, undefined, 2)}\n`);
    } else expect(recorded).toEqual(found);
    for (const name of Object.keys(SCREENSHOTS)) {
      for (const scheme of SCHEMES) expect(existsSync(pictureOf(name, scheme)), name).toBe(true);
    }
  });
});

/** Of all that makes the picture: the page, and how much of it is shown. */
async function digest({ file, ...shown }: Screenshot): Promise<string> {
  const html = (await readFile(path.join(folder, file), "utf8")).replace(UNREAD, "");
  return createHash("sha256")
    .update(JSON.stringify([html, shown, QUALITY]))
    .digest("hex");
}

async function takeAll(): Promise<void> {
  const browser = await openChromium();
  for (const [name, { file, entry, size }] of Object.entries(SCREENSHOTS)) {
    for (const colorScheme of SCHEMES) {
      const tab = await browser.newPage({ viewport: size, colorScheme, deviceScaleFactor: 2 });
      await tab.goto(pathToFileURL(path.join(folder, file)).href);
      if (entry !== undefined) await tab.locator("summary", { hasText: entry }).first().click();
      await writeFile(pictureOf(name, colorScheme), await webpOf(tab));
      await tab.close();
    }
  }
  await browser.close();
}

/** https://chromedevtools.github.io/devtools-protocol/tot/Page/#method-captureScreenshot */
async function webpOf(tab: Page): Promise<Buffer> {
  const session = await tab.context().newCDPSession(tab);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  return Buffer.from(data, "base64");
}

function pictureOf(name: string, scheme: Scheme): string {
  return path.join(PICTURES, `${name}-${scheme}.webp`);
}
