import { it } from "vitest";
import { playShare } from "./share.ts";

it("every schedule of the second half ends with exactly what is wanted, and no run told an untruth", () =>
  playShare(1));
