import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type AccessTemplate, accessPage } from "../../../src/core/access/page.ts";
import { accessPageFacts } from "../../../src/core/access/page-facts.ts";
import { readTemplate } from "../../../src/files/packaged.ts";
import { IDS, sampleAccess, sampleFacts } from "./sample-access.ts";

let template: AccessTemplate;

beforeAll(async () => {
  const [page = "", style = "", script = ""] = await Promise.all(
    ["access.html", "access.css", "access.js"].map(readTemplate),
  );
  template = { page, style, script };
});

describe("the facts that a page embeds", () => {
  it("name accounts, sets, people and groups once, and refer to them by number", () => {
    const { accounts, permissionSets, users, groups, assignments } = accessPageFacts(sampleFacts);
    expect(accounts.map(([id]) => id)).toEqual([IDS.management, IDS.north, IDS.south]);
    expect(permissionSets.map(([name, , , administrator]) => [name, administrator])).toEqual([
      ["Admin", "yes"],
      ["amplify-policy", "no"],
    ]);
    expect(users.map(([userName, , , status]) => [userName, status])).toContainEqual(["eve", "disabled"]);
    expect(groups).toEqual([["web-devs", [0, 1], 0, []]]);
    expect(assignments[1]).toEqual([1, 1, "user", 0, "2026-03-01", "2026-03-01T09-59-00-000Z-42.jsonl", ""]);
    expect(assignments[2]).toEqual([1, 1, "group", 0, "", "", ""]);
    expect(assignments[3]).toEqual([2, 0, "gone-user", IDS.gone, "", "", ""]);
  });

  it("hold what nobody could read by its id, and say of a group that its people are not known", () => {
    const { accounts, permissionSets, users, groups } = accessPageFacts({
      ...sampleFacts,
      accounts: [],
      permissionSets: [],
      users: [],
      groups: [],
    });
    expect(accounts.map(([, name]) => name)).toEqual([IDS.management, IDS.north, IDS.south]);
    expect(permissionSets.map(([name, , , administrator]) => [name, administrator])).toContainEqual([
      IDS.admin,
      "unknown",
    ]);
    expect(users.map(([userName]) => userName)).toEqual([IDS.eve, IDS.ana]);
    expect(groups).toEqual([[IDS.webDevs, [], 1, []]]);
  });

  it("say of each member of a group when their membership ends", () => {
    const [group] = sampleFacts.groups;
    if (group === undefined) throw new Error("the sample has a group");
    const joined = [{ userId: IDS.bo, until: "2030-01-31" }];
    const { groups } = accessPageFacts({ ...sampleFacts, groups: [{ ...group, joined }] });
    expect(groups).toEqual([["web-devs", [0, 1], 0, [[1, "2030-01-31"]]]]);
  });

  it("mark a set that AWS Control Tower keeps, and the powers of one that is no administrator's", () => {
    const [admin, amplify] = sampleFacts.permissionSets;
    if (admin === undefined || amplify === undefined) throw new Error("the sample has two sets");
    const { permissionSets } = accessPageFacts({
      ...sampleFacts,
      permissionSets: [
        { ...admin, managedBy: "control-tower" },
        { ...amplify, powers: ["can pass roles"] },
      ],
    });
    expect(permissionSets.map(([, , , , notes]) => notes)).toEqual([["AWS Control Tower"], ["can pass roles"]]);
  });
});

describe("the page", () => {
  it("allows its own style and script by their hashes, and nothing else", () => {
    const page = accessPage(template, sampleAccess());
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
    const hash = (text: string) => createHash("sha256").update(text).digest("base64");
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash(template.style)}'; script-src 'sha256-${hash(template.script)}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page).toContain(`<style>${template.style}</style>`);
    expect(page).toContain(`<script>${template.script}</script>`);
    expect(page).not.toContain("{{");
  });

  it("holds hostile names as data: no element, attribute or placeholder comes of them", () => {
    const hostile = `</script><img src=x onerror=alert(1)>{{script}}\u2028\u202e"'&`;
    const [user, ...others] = sampleFacts.users;
    if (user === undefined) throw new Error("the sample has people");
    const page = accessPage(template, sampleAccess({ users: [{ ...user, displayName: hostile }, ...others] }));
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).not.toContain("<img");
    expect(page).not.toMatch(/[\u2028\u202e]/);
    const data = /id="data">(.*)<\/script>/.exec(page)?.[1] ?? "";
    expect(JSON.parse(data).users[0][1]).toBe(`</script><img src=x onerror=alert(1)>{{script}}<U+2028><U+202E>"'&`);
  });

  it("says that it is simulated, what it was narrowed to, and when it was read", () => {
    const page = accessPage(template, { ...sampleAccess(), simulated: true, scope: { groups: ["<web>"] } });
    expect(page).toContain("Simulation, not AWS · IAM Identity Center d-1234567890 in eu-west-1");
    expect(page).toContain("only &lt;web&gt; · read 2026-11-29 20:00 UTC");
  });

  it("names a few of a whole team, which would fill the screen", () => {
    const emails = Array.from({ length: 122 }, (_, at) => `p${at}@example.com`);
    const page = accessPage(template, { ...sampleAccess(), scope: { emails } });
    expect(page).toContain("p4@example.com and 117 more · read");
    expect(page.slice(0, page.indexOf('id="data"'))).not.toContain("p5@example.com");
  });

  it("tells what changed since an earlier look", () => {
    const page = accessPage(template, sampleAccess(), ["added: ana: Admin in Sandbox North"]);
    const data = /id="data">(.*)<\/script>/.exec(page)?.[1] ?? "";
    expect(JSON.parse(data).changes).toEqual(["added: ana: Admin in Sandbox North"]);
  });

  it("has columns for the reviewer as --format csv has, written by the script of the page", async () => {
    const script = await readFile("templates/access.js", "utf8");
    expect(script).toContain("data.columns");
    expect(accessPage(template, sampleAccess())).toContain('"decision","reviewer","reviewed_on","reason"');
  });
});
