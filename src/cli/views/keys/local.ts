import type { KeysOnMachine } from "../../../core/keys/keys-document.ts";
import { commandForCaller, commandForOthers } from "../../../core/text/command-line.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { LocalKey } from "../../../workstation/credentials/local-keys.ts";
import type { Colors } from "../../terminal/io.ts";
import { counted, wrap } from "../../terminal/layout.ts";

export interface KeysHereRendering {
  readonly width: number;
  readonly colors: Colors;
  /** Shown as `~`. */
  readonly home: string;
  /** The files that were looked at. */
  readonly looked: readonly string[];
  /** AWS was asked whose the keys are. */
  readonly asked: boolean;
}

/** A file that could not be looked at. */
export interface UnreadableFile {
  readonly file: string;
  readonly reason: string;
}

/** The long-lived keys of this machine, what replaces each, and in which order to leave them. */
export function renderLocalKeys(
  keys: readonly LocalKey[],
  unreadable: readonly UnreadableFile[],
  rendering: KeysHereRendering,
): readonly string[] {
  const { width, colors, home, looked } = rendering;
  const notRead = unreadable.flatMap(({ file, reason }) =>
    wrap(`Not looked at: ${shortFile(file, home)} (${visibleText(reason)}).`, width).map(colors.yellow),
  );
  if (keys.length === 0) {
    const files = looked.map((file) => shortFile(file, home)).join(", ");
    const none = unreadable.length === 0 ? "No long-lived access keys here." : "None found in what could be read.";
    return [...notRead, none, ...wrap(`Looked at: ${files}, and this shell's environment.`, width, "  ")];
  }
  return [
    ...notRead,
    colors.bold(`${counted(keys.length, "long-lived access key")} on this machine`),
    "",
    ...keys.flatMap((key) => [...keyLines(key, rendering), ""]),
    ...orderLines(keys, rendering),
  ];
}

/** What `--format json` prints. */
export function localKeysDocument(keys: readonly LocalKey[], unreadable: readonly UnreadableFile[]): KeysOnMachine {
  return {
    version: 1,
    kind: "keys-on-machine",
    keys: keys.map(({ place, profile, end, dependents, owner, replacement }) => ({
      place: place.kind === "file" ? { file: place.file, line: place.line } : { environment: "AWS_ACCESS_KEY_ID" },
      ...(profile === undefined ? {} : { profile }),
      keyEndsIn: end,
      dependents,
      ...(owner === undefined ? {} : { owner }),
      replacement: replacement ?? null,
    })),
    unreadable,
    summary: { keys: keys.length, replaced: keys.filter(({ replacement }) => replacement !== undefined).length },
  };
}

function keyLines(key: LocalKey, { width, colors, home, asked }: KeysHereRendering): readonly string[] {
  const { place, profile, end, dependents } = key;
  const where = place.kind === "file" ? `${shortFile(place.file, home)}:${place.line}` : "the environment";
  const name = profile === undefined ? "AWS_ACCESS_KEY_ID" : visibleText(profile);
  const needed = dependents.map(visibleText).join(", ");
  return [
    `  ${colors.yellow("!")} ${colors.bold(name)}  …${visibleText(end)}  ${where}`,
    ...ownerLines(key, width),
    ...(dependents.length === 0 ? [] : wrap(`Needed by (source_profile): ${needed}.`, width, "    ")),
    ...wrap(`→ ${replacementText(key, asked)}`, width, "    ").map(colors.cyan),
  ];
}

function ownerLines({ owner }: LocalKey, width: number): readonly string[] {
  if (owner === undefined) return [];
  if (owner.kind === "known") {
    return wrap(`AWS: account ${visibleText(owner.accountId)}, ${visibleText(owner.arn)}.`, width, "    ");
  }
  if (owner.kind === "refused") return wrap("AWS no longer takes it: inactive or deleted.", width, "    ");
  return wrap(`AWS could not be asked: ${visibleText(owner.reason)}`, width, "    ");
}

function replacementText({ replacement, owner }: LocalKey, asked: boolean): string {
  if (replacement !== undefined) {
    const names = replacement.profiles.map(visibleText).join(", ");
    const which =
      replacement.profiles.length === 1 ? `the profile ${names} replaces it` : `one of ${names} replaces it`;
    const certain = replacement.by === "same account" || owner?.kind === "known";
    return certain ? `${which} (${replacement.by}).` : `${which}, by its name (${replacement.by}).`;
  }
  if (owner?.kind === "known")
    return `no SSO profile here is for account ${visibleText(owner.accountId)}: run ${commandForCaller("local")}.`;
  if (asked) return `no SSO profile here replaces it by name: run ${commandForCaller("local")}.`;
  return `no SSO profile here replaces it by name: run ${commandForCaller("local")}, or ${commandForCaller("keys", "--ask-aws")} to go by account.`;
}

function orderLines(keys: readonly LocalKey[], { width, colors }: KeysHereRendering): readonly string[] {
  const first = keys.flatMap(({ replacement }) => replacement?.profiles ?? [])[0];
  const shadowed = keys.some(({ replacement }) => replacement?.by === "same name");
  const steps = [
    `Set up the SSO profile: ${commandForCaller("local")}.`,
    ...(shadowed
      ? [`Keys under the SSO profile's own name win in ampx: ${commandForCaller("doctor", "--fix")} sets them aside.`]
      : []),
    `Prove it: aws sts get-caller-identity --profile ${first === undefined ? "NAME" : visibleText(first)}; then work with it for some days.`,
    `Ask your administrator to deactivate the key (${commandForOthers(["keys", "--emails", "FILE"])}), and wait some weeks.`,
    "Once it is deleted in IAM, delete its lines here.",
  ];
  return [
    colors.bold("In this order:"),
    ...steps.flatMap((step, index) => {
      const [head = "", ...rest] = wrap(step, width - 5);
      return [`  ${index + 1}. ${head}`, ...rest.map((line) => `     ${line}`)];
    }),
    "Nothing was changed.",
  ];
}

function shortFile(file: string, home: string): string {
  return visibleText(file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file);
}
