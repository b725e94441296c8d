import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const EXECUTABLE = "/usr/bin/chromium";

/** Starts Debian's Chromium, kept from calling anything but the pages under test. Fails where it is not installed. */
export async function openChromium(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) throw new Error("Chromium is needed for the browser tests: apt-get install chromium");
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
