import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseFaultRules } from "../../src/simulator/faults/fault-rule.ts";
import { typicalLatency } from "../../src/simulator/latency.ts";
import { publishedLimits } from "../../src/simulator/limits.ts";
import { buildWorld } from "../../src/simulator/organization-file/build-world.ts";
import { organizationDescription } from "../../src/simulator/organization-file/description.ts";
import { parseOrganization } from "../../src/simulator/organization-file/organization-file.ts";
import bundled from "../../src/simulator/world/aws-managed-policies.json" with { type: "json" };

const page = readFileSync(new URL("../../docs/simulator.md", import.meta.url), "utf8");
const [organization = "", faults = ""] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => json);

describe("docs/simulator.md", () => {
  it("shows an organization that can be started with", () => {
    const world = buildWorld(parseOrganization(organization, "docs"), "seed", 0);
    expect([...world.assignments.values()]).toHaveLength(1);
  });

  it("shows fault rules that can be used", () => {
    expect(parseFaultRules(faults, "docs")).toHaveLength(4);
    const [, lines = ""] = /```jsonl\n(.*?)```/s.exec(page) ?? [];
    expect(parseFaultRules(lines, "docs")).toHaveLength(2);
  });

  it.each([...Object.entries(publishedLimits), ...Object.entries(typicalLatency)])(
    "tells %s and its value",
    (name, value) => {
      const line = page.split("\n").find((text) => text.includes(`\`${name}\``)) ?? "";
      expect(line.replaceAll(",", "")).toContain(`${value}`);
    },
  );

  it("tells how many AWS managed policies are known, and from when", () => {
    const count = Object.values(bundled.paths).flatMap((names) => names.split(" ")).length;
    expect(page).toContain(`a bundled list (${count.toLocaleString("en")} with their paths, as of ${bundled.asOf}`);
  });

  it.each(Object.keys(organizationDescription.shape).filter((member) => member !== "$schema"))(
    "tells what %s of an organization file means",
    (member) => {
      expect(page).toMatch(new RegExp(`\`${member}(\\[\\])?\``));
    },
  );

  it.each([
    ["limits", publishedLimits],
    ["latency", typicalLatency],
  ])("is right that all %s can be set", (member, values) => {
    const changed = Object.fromEntries(Object.keys(values).map((name) => [name, 7]));
    expect(parseOrganization(JSON.stringify({ [member]: changed }), "docs")).toEqual({ [member]: changed });
  });
});
