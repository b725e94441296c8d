import { exportedProfile } from "../exported-profile.ts";
import { optionValue } from "../parse-like-aws-cli.ts";
import { openBlock } from "./section-block.ts";
import type { WrittenSection } from "./written-record.ts";

/**
 * Of what we wrote, the part that is to go: all of it, or one profile with what stands on it (Gen 1's profile beside it, roles
 * behind it), or one session with its profiles. A session stays as long as a profile needs it.
 */
export function wantedToGo({ profile, session }: { readonly profile?: string; readonly session?: string }) {
  return (written: readonly WrittenSection[]): readonly WrittenSection[] => {
    if (profile === undefined && session === undefined) return written;
    const named = written.filter(
      (one) =>
        one.section.type === "profile" &&
        (profile === undefined || one.section.name === profile) &&
        (session === undefined || valueIn(one, "sso_session") === session),
    );
    const names = new Set(named.map(({ section }) => section.name));
    const sessions = new Set([session, ...named.map((one) => valueIn(one, "sso_session"))]);
    return written.filter(
      (one) =>
        named.includes(one) ||
        (one.section.type === "sso-session" ? sessions.has(one.section.name) : standsOn(one, names)),
    );
  };
}

function standsOn(one: WrittenSection, names: ReadonlySet<string>): boolean {
  const source = valueIn(one, "source_profile") ?? exportedProfile(valueIn(one, "credential_process") ?? "");
  return source !== undefined && names.has(source);
}

function valueIn({ after }: WrittenSection, key: string): string | undefined {
  const option = openBlock(after).options.find((one) => one.key === key);
  return option && optionValue(option);
}
