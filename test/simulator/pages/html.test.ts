import { expect, it } from "vitest";
import { html } from "../../../src/simulator/pages/html.ts";

it("text is escaped, in content and in attributes", () => {
  expect(html`<p title="${`"'`}">${"<b>&"}</p>`.text).toBe('<p title="&quot;&#39;">&lt;b&gt;&amp;</p>');
});

it("markup stays markup, lists are joined, what is undefined is left out", () => {
  expect(html`<ul>${["a", "<"].map((text) => html`<li>${text}</li>`)}</ul>${undefined}${1}`.text).toBe(
    "<ul><li>a</li><li>&lt;</li></ul>1",
  );
});
