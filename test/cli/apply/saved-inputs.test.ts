import { expect, it } from "vitest";
import { withSlashes } from "../../../src/cli/apply/saved-plan-file.ts";

it("a saved plan names its files so that every system finds them", () => {
  expect(withSlashes("my team\\sub\\team.csv", "win32")).toBe("my team/sub/team.csv");
  expect(withSlashes("odd\\name.csv", "linux")).toBe("odd\\name.csv");
});
