import type { OpenConfig } from "./open-config.ts";
import { headerOf, type SectionName, type SectionSettings, sectionKey } from "./reading.ts";
import { readable } from "./readings.ts";
import { giveBack } from "./record/give-back.ts";
import type { WrittenSection } from "./record/written-record.ts";

/** A section of which something stays in the file, and why, for the middle of a sentence. */
export interface StayingSection {
  readonly section: SectionName;
  readonly why: string;
}

/** A config file without what was written. */
export interface Removal {
  readonly text: string;
  readonly stays: readonly StayingSection[];
  /** What is still ours: it was asked to stay. */
  readonly left: readonly WrittenSection[];
}

/**
 * Takes out of a config file what a record says that we wrote, and gives back what stood there before. A section that somebody
 * has put to a use of their own stays, and so does one that a profile of theirs needs. Without edits in between it undoes
 * `editAwsConfig` byte for byte.
 */
export function removeWritten(config: OpenConfig, written: readonly WrittenSection[]): Removal {
  const needed = new Map<string, string>();
  for (;;) {
    const removal = removeAllBut(needed, config, written);
    const missed = written.flatMap((one) => {
      const user = removal.isRemoved(one) ? userOf(one.section, removal.config) : undefined;
      return user === undefined ? [] : [[sectionKey(one.section), user] as const];
    });
    if (missed.length === 0) {
      const { stays, left } = removal;
      return { text: removal.config.text, stays, left };
    }
    for (const [key, user] of missed) needed.set(key, `${headerOf({ type: "profile", name: user })} needs it`);
  }
}

/** Those that were written last go first: each finds the file as it was when it came. */
function removeAllBut(needed: ReadonlyMap<string, string>, config: OpenConfig, written: readonly WrittenSection[]) {
  const stays: StayingSection[] = [];
  const left: WrittenSection[] = [];
  const removed = new Set<WrittenSection>();
  let now = config;
  for (const one of written.toReversed()) {
    const { section } = one;
    const why = needed.get(sectionKey(section));
    const given = why === undefined ? giveBack(now, one) : ({ kind: "kept", why } as const);
    if (given.kind === "kept") {
      stays.unshift({ section, why: given.why });
      left.unshift(one);
    }
    if (given.kind !== "given") continue;
    now = given.config;
    if (one.before === undefined && given.leftKeys.length === 0) removed.add(one);
    else if (given.leftKeys.length > 0) stays.unshift({ section, why: whoseKeys(given.leftKeys) });
  }
  return { config: now, stays, left, isRemoved: (one: WrittenSection) => removed.has(one) };
}

function whoseKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, 5).join(", ");
  return `${shown}${keys.length > 5 ? " and others" : ""} ${keys.length === 1 ? "was" : "were"} put there or changed since`;
}

/** A profile that works only with this section. */
function userOf({ type, name }: SectionName, { readings }: OpenConfig): string | undefined {
  const profiles = readable(readings).flatMap(({ profiles: all }) => [...all]);
  const uses = type === "profile" ? usesProfile : usesSession;
  return profiles.find(([, settings]) => uses(settings, name))?.[0];
}

function usesSession(settings: SectionSettings, session: string): boolean {
  return settings.get("sso_session") === session;
}

function usesProfile(settings: SectionSettings, profile: string): boolean {
  if (settings.get("source_profile") === profile) return true;
  const command = settings.get("credential_process");
  const words =
    typeof command === "string" ? command.split(/[\s=]+/).map((word) => word.replace(/^["']|["']$/g, "")) : [];
  return words.some((word, index) => word === "--profile" && words[index + 1] === profile);
}
