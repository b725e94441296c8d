import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { authorizeUrl, callback, simulateDeveloper } from "../developer.ts";
import { PageVisitor } from "./visitor-of-pages.ts";

/** A person in front of the sign-in page of a client. */
async function atSignIn(clientName = "amplify-onboard-test") {
  const developer = await simulateDeveloper();
  const { clientId } = await developer.register({
    clientName,
    grantTypes: ["authorization_code", "refresh_token"],
    redirectUris: ["http://127.0.0.1/oauth/callback"],
    issuerUrl: "https://d-9067a1b2c3.awsapps.com/start",
  });
  const { address } = authorizeUrl(developer.url, clientId);
  const person = new PageVisitor();
  await person.open(address);
  return { ...developer, person, address };
}

async function atConsent(clientName?: string) {
  const there = await atSignIn(clientName);
  await there.person.send({ user_name: "ada" });
  await there.person.send({ choice: "set" });
  return there;
}

/** A form with exactly these fields and headers, as a program that is no browser sends it. */
function post(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
}

describe("the sign-in page", () => {
  it("says who asks, and where", async () => {
    const { person } = await atSignIn();
    expect(person.page.text).toContain("to continue to amplify-onboard-test");
    expect(person.page.text).toContain("d-9067a1b2c3.awsapps.com/start");
    expect(person.page.text).toContain("<li>ada</li>");
  });

  it.each([
    ["that there is not", "zoe", "This directory has no such user name."],
    ["that is disabled", "cyd", "This user is disabled."],
  ])("stays, with the reason, for a user name %s", async (_, userName, problem) => {
    const { person } = await atSignIn();
    const page = await person.send({ user_name: userName });
    expect(page.status).toBe(400);
    expect(page.text).toContain(problem);
    expect(page.text).toContain('aria-invalid="true"');
    expect(page.text).toContain(`value="${userName}"`);
  });

  it("tells the person without an e-mail what the administrator has to do", async () => {
    const { person } = await atSignIn();
    await person.send({ user_name: "ada" });
    const page = await person.send({ choice: "stuck" });
    expect(page.title).toBe("Ask your administrator");
    expect(page.text).toContain("Send email OTP");
  });

  it("asks about the password once, then never again", async () => {
    const { person, address } = await atConsent();
    const another = new PageVisitor();
    await another.open(address);
    expect((await another.send({ user_name: "ada" })).title).toContain("Allow");
    expect((await person.open(address)).title).toContain("Allow");
  });

  it("lets somebody else sign in instead", async () => {
    const { person, url } = await atConsent();
    const [, link = ""] = /href="(\/sign-in[^"]+)"/.exec(person.page.text) ?? [];
    expect((await person.open(url + link.replaceAll("&amp;", "&"))).title).toBe("Sign in");
  });
});

describe("every page", () => {
  it("loads nothing, runs nothing, is framed by nothing and is not kept", async () => {
    const { person } = await atConsent();
    const { headers, text } = person.page;
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' /);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(text).not.toMatch(/<script|<link|<img|style="|https?:/);
  });

  it("lets a form lead to the client, and nowhere else", async () => {
    const { person } = await atConsent();
    const policy = person.page.headers.get("content-security-policy");
    expect(policy).toContain(`form-action 'self' ${new URL(callback).origin};`);
  });

  it("escapes the name of the client", async () => {
    const { person } = await atConsent('<script>alert("x")</script>');
    expect(person.page.text).not.toContain("<script>");
    expect(person.page.title).toContain("&lt;script&gt;");
  });

  it("escapes what was typed", async () => {
    const { person } = await atSignIn();
    const page = await person.send({ user_name: '"><b>' });
    expect(page.text).toContain('value="&quot;&gt;&lt;b&gt;"');
  });
});

describe("a form", () => {
  it("is refused without its token, and with another browser's", async () => {
    const { url, person } = await atConsent();
    const [, requestId = ""] = /name="request" value="([^"]+)"/.exec(person.page.text) ?? [];
    const [, token = ""] = /name="form_token" value="([^"]+)"/.exec(person.page.text) ?? [];
    const answer = { request: requestId, answer: "allow" };
    expect((await post(`${url}/consent`, answer)).status).toBe(403);
    expect((await post(`${url}/consent`, { ...answer, form_token: token })).status).toBe(403);
    const mallory = new PageVisitor();
    await mallory.open(`${url}/device`);
    expect((await mallory.send({ request: requestId, form_token: token })).status).toBe(403);
    expect((await person.send({ answer: "allow" })).status).not.toBe(403);
    expect(person.leftFor).toContain(callback);
  });

  it.each([
    ["Origin", "https://evil.example"],
    ["Origin", "null"],
    ["Sec-Fetch-Site", "cross-site"],
    ["Sec-Fetch-Site", "same-site"],
  ])("is refused when the browser says that it comes from elsewhere: %s: %s", async (name, value) => {
    const { url } = await simulateDeveloper();
    const response = await post(`${url}/device`, { user_code: "BBBB-BBBB" }, { [name]: value });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("another site");
  });

  it("that was answered cannot be answered again", async () => {
    const { person, url } = await atConsent();
    const [, requestId = ""] = /name="request" value="([^"]+)"/.exec(person.page.text) ?? [];
    await person.send({ answer: "deny" });
    expect((await person.open(`${url}/consent?request=${requestId}`)).title).toBe("Nothing to answer here");
  });

  it("that is too old is not taken", async () => {
    const { person, pass } = await atConsent();
    pass(600_000);
    expect((await person.send({ answer: "allow" })).title).toBe("Nothing to answer here");
  });
});

describe("the pages", () => {
  it("are not shown under the name of another host", async () => {
    const { simulator } = await simulateDeveloper();
    const status = await new Promise((resolve, reject) => {
      const options = { host: "127.0.0.1", port: simulator.port, path: "/device", headers: { Host: "evil.example" } };
      request(options, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it.each([
    ["PUT", "/device", 405],
    ["GET", "/consent", 400],
    ["GET", "/done", 400],
    ["GET", "/first-sign-in", 400],
    ["GET", "/favicon.ico", 204],
  ])("answer %s %s with %i", async (method, path, status) => {
    const { url } = await simulateDeveloper();
    expect((await fetch(url + path, { method })).status).toBe(status);
  });

  it("are in the log by method and path, without what was typed", async () => {
    const records: object[] = [];
    const { url } = await simulateDeveloper({ onRequest: (record) => records.push(record) });
    await fetch(`${url}/device?user_code=BCDF-GHJK`);
    expect(records).toMatchObject([{ service: "sign-in", operation: "GET /device", status: 200 }]);
    expect(JSON.stringify(records)).not.toContain("BCDF");
  });
});
