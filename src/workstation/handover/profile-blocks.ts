import { profileNameFault } from "../../core/aws/name-rules.ts";
import { isSamePortal } from "../../core/aws/start-url.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { HandoverAccess, HandoverRole } from "../../core/handover/handover.ts";
import { quoted } from "../../core/text/visible-text.ts";
import type { BothReadings } from "../aws-config/readings.ts";
import type { SectionEdit } from "../aws-config/section-edit.ts";
import type { ClientVariables, SharedFiles } from "../credentials/client-view.ts";
import { claimOn, type Wish } from "../credentials/profile-claim.ts";
import { type ConfigTemplate, fillTemplate } from "./config-template.ts";
import { guardDefault } from "./default-guard.ts";
import { guardMade, guardOthers } from "./outcome-guard.ts";
import { readingsWithEdits } from "./readings-with-edits.ts";
import { gen1Edit, roleBehind, roleEdit } from "./role-profiles.ts";

/** What a machine shall be able to sign in to. */
export interface WantedAccess {
  readonly startUrl: string;
  readonly ssoRegion: string;
  readonly session: string;
  readonly access: readonly HandoverAccess[];
  /** The profile among `access` that clients shall use when they are told none. */
  readonly defaultProfile?: string;
  /** The variables of the shell, which may lead clients to credentials where no profile is named. */
  readonly shell?: ClientVariables;
  readonly roles?: readonly HandoverRole[];
  /** With a second profile for the CLI of Amplify Gen 1 beside each. */
  readonly gen1?: boolean;
}

/** The shared files, of which both kinds of client can read the config file: without that it is not edited. */
export interface OpenFiles extends SharedFiles {
  readonly config: BothReadings;
}

/** The edits that bring it about, and the name that each access got. */
export interface ProfileBlocks {
  readonly edits: readonly SectionEdit[];
  readonly profiles: readonly { readonly name: string; readonly access: HandoverAccess }[];
  /** Roles behind them, with the names that their source profiles got. */
  readonly roles: readonly HandoverRole[];
}

/**
 * Our sections for a config file, as both files are now: one session, and a profile for each access. A profile of that name which is somebody
 * else's is left alone, and ours gets the account in its name; the same names come out every time. Throws an
 * `OnboardError` when the session's name or `[default]` is in other use.
 */
export function profileBlocks(template: ConfigTemplate, wanted: WantedAccess, files: OpenFiles): ProfileBlocks {
  const { config: readings } = files;
  const named = [...wanted.access, ...(wanted.roles ?? [])];
  checkNames([wanted.session, ...named.map(({ profile }) => profile)]);
  const edits = [sessionEdit(template, wanted, readings)];
  const profiles: { readonly name: string; readonly access: HandoverAccess }[] = [];
  for (const access of wanted.access) {
    const wish = { ...wanted, ...access };
    const taken = new Set(profiles.map(({ name }) => name));
    const name = nameFor(wish, files, taken);
    profiles.push({ name, access });
    edits.push(profileEdit(template, wish, name, readings));
    if (wanted.gen1) edits.push(gen1Edit(template, wish, name, files));
    if (access.profile !== wanted.defaultProfile) continue;
    guardDefault({ ...wish, profile: name }, files, wanted.shell ?? {});
    edits.push(profileEdit(template, wish, "default", readings));
  }
  const roles = (wanted.roles ?? []).map((role) => roleBehind(role, profiles));
  for (const role of roles) {
    edits.push(roleEdit(template, role, profiles, files));
    if (wanted.gen1) edits.push(gen1Edit(template, role, role.profile, files));
  }
  const after = { ...files, config: readingsWithEdits(files.config, edits) };
  guardOthers(files, after);
  const asDefault = wanted.access.find(({ profile }) => profile === wanted.defaultProfile);
  if (asDefault !== undefined) guardMade(asDefault, after);
  return { edits, profiles, roles };
}

/** A handover is somebody else's input: no name in it may break out of its brackets, or stand for the default profile. */
function checkNames(names: readonly string[]): void {
  const fault = names.map(profileNameFault).find((found) => found !== undefined);
  if (fault !== undefined) throw new OnboardError({ kind: "invalid-input", ...fault });
}

function sessionEdit(template: ConfigTemplate, wanted: WantedAccess, { awsCli, jsSdk }: BothReadings): SectionEdit {
  const { session, startUrl, ssoRegion } = wanted;
  const present = [awsCli, jsSdk].map(({ ssoSessions }) => ssoSessions.get(session));
  const urls = present.map((settings) => settings?.get("sso_start_url")).filter((url) => typeof url === "string");
  if (urls.length > 0 && !urls.some((url) => isSamePortal(url, startUrl))) {
    throw new OnboardError({
      kind: "failed",
      message: `The SSO session ${quoted(session)} belongs to another access portal, ${quoted(urls[0] ?? "")}.`,
      remedy: "Choose another name for this one: --session NAME.",
    });
  }
  const set = fillTemplate(template.session, { session, startUrl, ssoRegion });
  // The same portal in another spelling, and more scopes than ours, are left as they are.
  if (urls.length === 2 && urls[0] === urls[1] && urls[0] !== undefined) set.sso_start_url = urls[0];
  const scopes = present[0]?.get("sso_registration_scopes");
  if (typeof scopes === "string" && scopes === present[1]?.get("sso_registration_scopes") && hasAccountScope(scopes)) {
    set.sso_registration_scopes = scopes;
  }
  return { section: { type: "sso-session", name: session }, set };
}

function profileEdit(
  template: ConfigTemplate,
  wish: Wish & HandoverAccess,
  name: string,
  { awsCli, jsSdk }: BothReadings,
): SectionEdit {
  const set = fillTemplate(template.profile, { ...wish });
  const present = [awsCli.profiles.get(name), jsSdk.profiles.get(name)];
  const output = present[0]?.get("output");
  if (typeof output === "string" && output === present[1]?.get("output")) set.output = output;
  const legacy = ["sso_start_url", "sso_region"].filter((key) => present.some((settings) => settings?.has(key)));
  return { section: { type: "profile", name }, set, unset: legacy };
}

/** The first name that is ours already, or else the first that is free. */
function nameFor(wish: Wish & HandoverAccess, files: OpenFiles, taken: ReadonlySet<string>): string {
  const { profile, accountId, permissionSet } = wish;
  const long = `${profile}-${accountId}`;
  const names = [profile, long, `${long}-${permissionSet.replace(/[^A-Za-z0-9_-]+/g, "-")}`];
  const claims = names.filter((name) => !taken.has(name)).map((name) => ({ name, claim: claimOn(name, wish, files) }));
  const best = claims.find(({ claim }) => claim === "ours") ?? claims.find(({ claim }) => claim === "free");
  if (best !== undefined) return best.name;
  throw new OnboardError({
    kind: "failed",
    message: `The profiles ${names.map((name) => quoted(name)).join(", ")} are in use for something else.`,
    remedy: "Choose another name: --profile NAME.",
  });
}

function hasAccountScope(scopes: string): boolean {
  return scopes.split(",").some((scope) => scope.trim() === "sso:account:access");
}
