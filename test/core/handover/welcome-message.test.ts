import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Handover, type HandoverPerson, handoverOf } from "../../../src/core/handover/handover.ts";
import { welcomeMessage, welcomePage, welcomeText } from "../../../src/core/handover/welcome-message.ts";
import { markdownCode } from "../../../src/core/text/markdown-escape.ts";
import { programForReader } from "../../../src/core/text/program-for-others.ts";
import { access, instance, person, south } from "../plan/sample-onboarding.ts";

const template = readFileSync(new URL("../../../templates/welcome.md", import.meta.url), "utf8");
const two = [access(), access({ accountId: south, accountName: "Sandbox South", profile: "amplify-south" })];
const handover = handoverOf(instance, "amplify", [person("ana", ...two)]) ?? { startUrl: "", people: [] };
const [ana] = handover.people;
const reader = programForReader({ kind: "repository" });
const team = () => handover as Handover;
const someone = () => team().people[0] as HandoverPerson;
const fill = (text: string, displayName = "Ana Silva") => {
  if (!("version" in handover) || ana === undefined) throw new Error("no handover");
  return welcomeMessage(text, { handover, person: ana, displayName, notes: [], reader });
};

describe("a welcome message", () => {
  it("leaves no placeholder of its template unfilled", () => {
    const message = fill(template);
    expect(message).not.toContain("{{");
    expect(message).toContain("Ana Silva");
    expect(message).toContain("https://d-9067a1b2c3.awsapps.com/start");
  });

  it("lists every account with its profile", () => {
    expect(fill("{{access}}")).toBe(
      [
        "- amplify-policy in Sandbox North (210987654321), Region eu-west-1: profile `amplify`",
        "- amplify-policy in Sandbox South (345678901234), Region eu-west-1: profile `amplify-south`",
      ].join("\n"),
    );
  });

  it("carries blocks for ~/.aws/config that every client reads alike", () => {
    expect(fill("{{config}}")).toBe(
      `[sso-session amplify]
sso_start_url = https://d-9067a1b2c3.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access

[profile amplify]
sso_session = amplify
sso_account_id = 210987654321
sso_role_name = amplify-policy
region = eu-west-1

[profile amplify-south]
sso_session = amplify
sso_account_id = 345678901234
sso_role_name = amplify-policy
region = eu-west-1`,
    );
  });

  it("cannot be given another line or markup by anybody's name", () => {
    expect(fill("Hello {{displayName}}!", "Ana\n[profile evil]\u001b")).toBe(
      "Hello Ana\\\\n\\[profile evil\\]\\<U+001B\\>!",
    );
    expect(fill("{{displayName}}", "[pay](https://evil.example) <img src=x> `a` *b* | www.evil.example")).toBe(
      "\\[pay\\](https\\://evil.example) \\<img src=x\\> \\`a\\` \\*b\\* \\| www\\.evil.example",
    );
    expect(markdownCode("a``b`c")).toBe("``` a``b`c ```");
  });

  it("names the AWS CLI as needed where it is, the portal as the way to the console, and tomorrow's command", () => {
    const message = fill(template);
    expect(message.match(/AWS CLI/g)).toHaveLength(2);
    expect(message.indexOf("aws sso login")).toBeGreaterThan(message.indexOf("you need the AWS CLI, version 2"));
    expect(message.replace(/\s+/g, " ")).toContain("The portal is your way to the AWS console, too");
    expect(message).toContain("npm run onboard -- run --profile amplify -- npx ampx sandbox\n");
    expect(message).toMatch(/\nnpm ci\nnpm run onboard -- local --handover eyZ[\w-]+ye\n/);
  });

  it("is the same without markup as the text of a mail", () => {
    const text = welcomeText(template, { handover: team(), person: someone(), displayName: "A*na", notes: [], reader });
    expect(text).toContain("Welcome, A*na");
    expect(text).not.toMatch(/^(?:#|```)|`/m);
    expect(text).toContain("User name: ana");
  });

  it("leaves what it does not know as it stands, names of JavaScript's own included", () => {
    expect(fill("{{unknown}} {{constructor}} {{toString}}")).toBe("{{unknown}} {{constructor}} {{toString}}");
  });

  it("does not fill in what a value only looks like, nor read $ as anything", () => {
    expect(fill("{{displayName}}", "{{startUrl}} $& $1")).toBe("{{startUrl}} \\$\\& \\$1");
  });
});

describe("a welcome page", () => {
  const page = readFileSync(new URL("../../../templates/welcome.html", import.meta.url), "utf8");
  const fillPage = (text: string, displayName = "Ana Silva", others: readonly ReturnType<typeof person>[] = []) => {
    const team = handoverOf(instance, "amplify", [person("ana", ...two), ...others]);
    const [first] = team?.people ?? [];
    if (team === undefined || first === undefined) throw new Error("no handover");
    return welcomePage(text, { handover: team, person: first, displayName, notes: [], reader });
  };

  it("leaves no placeholder of its template unfilled, and loads nothing from anywhere", () => {
    const filled = fillPage(page);
    expect(filled).not.toContain("{{");
    expect(filled).not.toMatch(/<script|<link|<img|@import|url\(/i);
    expect(filled).toContain('<a href="https://d-9067a1b2c3.awsapps.com/start">');
  });

  it("takes what a name holds for text", () => {
    const filled = fillPage(page, `<script>alert("1")</script>&'`);
    expect(filled).toContain("Welcome, &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;");
    expect(filled).not.toContain("<script");
  });

  it("keeps two people in one account apart", () => {
    expect(fillPage("{{sandbox}}")).toBe("npx ampx sandbox --profile amplify");
    expect(fillPage("{{sandbox}}|{{secret}}", "Ana", [person("bo", access())])).toBe(
      "npx ampx sandbox --identifier ana --profile amplify|npx ampx sandbox secret set NAME --identifier ana --profile amplify",
    );
  });
});
