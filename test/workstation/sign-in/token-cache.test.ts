import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { cacheFolder, tokenFile } from "../../../src/workstation/sign-in/cache-files.ts";
import {
  type IssuedToken,
  isRefreshable,
  isUsable,
  readToken,
  refuseForeignToken,
  writeToken,
} from "../../../src/workstation/sign-in/token-cache.ts";
import { session, temporaryHome } from "./temporary-home.ts";

const now = Date.UTC(2026, 10, 21, 12, 0, 0, 999);
const minutes = (count: number) => now + count * 60_000;

function token(different: Partial<IssuedToken> = {}): IssuedToken {
  return {
    startUrl: session.startUrl,
    region: session.region,
    accessToken: "access",
    expiresAt: minutes(60),
    registration: { clientId: "client", clientSecret: "secret", expiresAt: minutes(90 * 24 * 60) },
    refreshToken: "refresh",
    ...different,
  };
}

describe("a token file", () => {
  it("has the members, order, spacing and times that the AWS CLI writes", async () => {
    const home = await temporaryHome();
    await writeToken(home, session.name, token());
    expect(await readFile(tokenFile(home, session.name), "utf8")).toBe(
      '{"startUrl": "https://d-1234567890.awsapps.com/start", "region": "eu-west-1", "accessToken": "access", ' +
        '"expiresAt": "2026-11-21T13:00:00Z", "clientId": "client", "clientSecret": "secret", ' +
        '"registrationExpiresAt": "2027-02-19T12:00:00Z", "refreshToken": "refresh"}',
    );
  });

  it("is its owner's alone, and so are the folders made for it", async () => {
    const home = await temporaryHome();
    await writeToken(home, session.name, token());
    const mode = async (file: string) => (await stat(file)).mode & 0o777;
    expect(await mode(tokenFile(home, session.name))).toBe(0o600);
    expect(await mode(cacheFolder(home))).toBe(0o700);
    expect(await mode(path.join(home, ".aws"))).toBe(0o700);
  });

  it("leaves the mode of folders that were there, and narrows that of a file that others could read", async () => {
    const home = await temporaryHome();
    await mkdir(cacheFolder(home), { recursive: true, mode: 0o755 });
    await chmod(cacheFolder(home), 0o755);
    await writeFile(tokenFile(home, session.name), "{}", { mode: 0o644 });
    await writeToken(home, session.name, token());
    expect((await stat(cacheFolder(home))).mode & 0o777).toBe(0o755);
    expect((await stat(tokenFile(home, session.name))).mode & 0o777).toBe(0o600);
    expect(await readdir(cacheFolder(home))).toHaveLength(1);
  });

  it("reads back, also as the SDK for JavaScript and old AWS CLIs spell the time", async () => {
    const home = await temporaryHome();
    await writeToken(home, session.name, token());
    const file = tokenFile(home, session.name);
    const written = await readFile(file, "utf8");
    for (const time of ["2026-11-21T13:00:00Z", "2026-11-21T13:00:00.000Z", "2026-11-21T13:00:00UTC"]) {
      await writeFile(file, written.replace("2026-11-21T13:00:00Z", time));
      expect((await readToken(home, session.name))?.expiresAt).toBe(Date.UTC(2026, 10, 21, 13));
    }
  });

  it.each([
    ["nothing", ""],
    ["half of itself", '{"startUrl": "https://d-12345'],
    ["a list", "[]"],
    ["no start URL", '{"region": "eu-west-1", "accessToken": "a", "expiresAt": "2026-11-21T13:00:00Z"}'],
    ["no time", '{"startUrl": "https://x", "region": "eu-west-1", "accessToken": "a", "expiresAt": "soon"}'],
    ["a number for a token", '{"startUrl": "https://x", "region": "r", "accessToken": 1, "expiresAt": "2026-11-21"}'],
  ])("counts as missing when it holds %s", async (_, content) => {
    const home = await temporaryHome();
    await mkdir(cacheFolder(home), { recursive: true });
    await writeFile(tokenFile(home, session.name), content);
    expect(await readToken(home, session.name)).toBeUndefined();
  });

  it("that cannot be written is explained, and leaves no temporary file", async () => {
    const home = await temporaryHome();
    await mkdir(path.join(tokenFile(home, session.name), "in-the-way"), { recursive: true });
    await expect(writeToken(home, session.name, token())).rejects.toMatchObject({
      name: "OnboardError",
      kind: "failed",
      message: expect.stringContaining("it is a folder"),
    });
    expect(await readdir(cacheFolder(home))).toHaveLength(1);
  });

  it("whose folder is a dangling link or under a file is explained", async () => {
    const home = await temporaryHome();
    await writeFile(path.join(home, "file"), "");
    await expect(writeToken(path.join(home, "file"), session.name, token())).rejects.toMatchObject({ kind: "failed" });
    await symlink(path.join(home, "gone"), path.join(home, ".aws"));
    await expect(writeToken(home, session.name, token())).rejects.toMatchObject({ name: "OnboardError" });
  });
});

describe("a cached token", () => {
  it("is worth using until a quarter of an hour before its end", () => {
    expect(isUsable(token({ expiresAt: minutes(15) }), session, now)).toBe(true);
    expect(isUsable(token({ expiresAt: minutes(15) - 1 }), session, now)).toBe(false);
  });

  it("serves its own access portal, however the start URL ends, and its own Region", () => {
    expect(isUsable(token({ startUrl: `${session.startUrl}/#/` }), session, now)).toBe(true);
    expect(isUsable(token({ startUrl: "https://other.awsapps.com/start" }), session, now)).toBe(false);
    expect(isUsable(token({ region: "us-east-1" }), session, now)).toBe(false);
  });

  it("can be refreshed as long as the registration it was issued to lasts", () => {
    expect(isRefreshable(token({ expiresAt: minutes(-600) }), session, now)).toBe(true);
    expect(isRefreshable(token({ refreshToken: undefined }), session, now)).toBe(false);
    const registration = { clientId: "client", clientSecret: "secret", expiresAt: minutes(-1) };
    expect(isRefreshable(token({ registration }), session, now)).toBe(false);
  });
});

describe("a token of another access portal under the same session name", () => {
  const foreign = (different: Partial<IssuedToken> = {}) =>
    token({ startUrl: "https://elsewhere.awsapps.com/start", ...different });

  it("is not overwritten while it is of use, and the remedy names the way out", () => {
    const refused = () => refuseForeignToken(foreign(), session, "/home/ann", now);
    expect(refused).toThrow(/"amplify" is taken.*elsewhere/);
    expect(refused).toThrow(expect.objectContaining({ remedy: expect.stringContaining("--session") }));
    expect(() => refuseForeignToken(foreign({ expiresAt: minutes(-1) }), session, "/h", now)).toThrow();
  });

  it("may be replaced once nothing can be done with it", () => {
    const spent = foreign({ expiresAt: minutes(-1), refreshToken: undefined });
    expect(() => refuseForeignToken(spent, session, "/home/ann", now)).not.toThrow();
    expect(() => refuseForeignToken(token(), session, "/home/ann", now)).not.toThrow();
  });
});
