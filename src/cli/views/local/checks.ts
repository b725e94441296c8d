import { visibleText } from "../../../core/text/visible-text.ts";
import type { ProfileCheck } from "../../../workstation/verify/profile-check.ts";
import { wrap } from "../../terminal/layout.ts";
import type { RenderOptions } from "../../terminal/render-options.ts";

/** A profile and what was found about it, a line each; what to do stands below what failed. */
export function renderChecks(
  profile: string,
  checks: readonly ProfileCheck[],
  { width, colors }: RenderOptions,
): readonly string[] {
  const paint = { ok: colors.green, failed: colors.red, unknown: colors.yellow };
  const symbol = { ok: "✓", failed: "✗", unknown: "?" };
  const lines = checks.flatMap(({ state, message, remedy }) => {
    const [first = "", ...rest] = wrap(visibleText(message), width, "    ");
    const help = remedy === undefined ? [] : wrap(visibleText(remedy), width, "    ");
    return [`  ${paint[state](symbol[state])} ${first.trimStart()}`, ...rest, ...help];
  });
  return [colors.bold(`Profile ${visibleText(profile)}`), ...lines];
}
