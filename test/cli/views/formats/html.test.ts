import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../../../src/cli/views/formats/html.ts";
import { planView } from "../../../../src/cli/views/plan/view.ts";
import type { Section } from "../../../../src/cli/views/section.ts";
import { person, samplePlan } from "../../sample-plan.ts";
import { hostilePeople } from "../hostile-names.ts";
import { TEAM } from "../told.ts";

const TAGS =
  /<\/?(h1|p|details|summary|table|tr|th|td|ul|li|code|br|a)( class="\w+")?( open)?( href="https:\/\/[^"<>]*")?>/g;

function pageOf(plan: ReturnType<typeof samplePlan>): string {
  const view = planView(TEAM);
  return renderHtml(view.heading(plan), view.sections(plan));
}

describe("a document as HTML", () => {
  it("has the headline, what is open, and what is folded away", () => {
    const page = pageOf(samplePlan([person("ana@example.com")], { warnings: ["Look at this."] }));
    expect(page).toMatch(/^<h1>onboard: 3 to create<\/h1>\n<p>Identity Center d-9067a1b2c3 in us-east-1/);
    expect(page).toContain('<details class="neutral" open><summary>Shared</summary>');
    expect(page).toContain('<details class="warning"><summary>Warnings</summary>');
    expect(page).toContain("<tr><td><code>ana@example.com</code></td><td>+ <code>user “Person ana”</code><br>");
  });

  it("holds no tag and no attribute but its own, whatever people are called", () => {
    fc.assert(
      fc.property(hostilePeople, (people) => {
        expect(pageOf(samplePlan(people)).replace(TAGS, "")).not.toMatch(/[<>"]/);
      }),
    );
  });

  it.each([
    ["https://console.example/?a=1&b='2'", '<a href="https://console.example/?a=1&amp;b=&#39;2&#39;">Open</a>'],
    ["javascript:alert(1)", "<td>Open</td>"],
    ['https://x" onclick="y', '<a href="https://x&quot; onclick=&quot;y">Open</a>'],
  ])("makes of the address %s only what is a link", (url, html) => {
    const section: Section = {
      title: "Pages",
      tone: "neutral",
      columns: [{ title: "Page" }],
      rows: [{ cells: [], notes: [{ as: "link", text: "Open", url }] }],
    };
    expect(renderHtml("h", [section])).toContain(html);
  });
});
