import type { SignIn } from "../../core/amplify/day.ts";
import type { PersonOfDay } from "../../core/amplify/day-document.ts";
import { roleOf } from "../../core/aws/role-rules.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { sourceName } from "../../core/errors/problem.ts";
import { gen1Environment } from "../../core/handover/gen1-environment.ts";
import type { Handover, HandoverPerson } from "../../core/handover/handover.ts";
import { sandboxIdentifier } from "../../core/handover/sandbox-identifier.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { shownList } from "../../core/text/shown-list.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { homeFolder } from "../../files/home-folder.ts";
import type { SectionSettings } from "../../workstation/aws-config/reading.ts";
import { readable } from "../../workstation/aws-config/readings.ts";
import type { SharedFiles } from "../../workstation/credentials/client-view.ts";
import type { CredentialAnswer } from "../../workstation/credentials/credential-source.ts";
import { credentialsIn } from "../../workstation/credentials/credentials-in.ts";
import { restsOn } from "../../workstation/credentials/sign-ins-of.ts";
import { findHandover } from "../../workstation/handover/find-handover.ts";
import { findPrivate } from "../../workstation/project/private-place.ts";
import { readSharedFiles } from "../target/shared-files.ts";
import type { Io } from "../terminal/io.ts";
import { choosePerson } from "./choose-access.ts";

/** Who a day is for, as the flags say it. */
export interface DayPersonOptions {
  readonly handover?: string;
  readonly email?: string;
  readonly profile?: string;
  readonly identifier?: string;
  readonly environment?: string;
}

/** A profile that can be worked with, under its name on this machine. */
interface Candidate {
  readonly profile: string;
  readonly accountId?: string;
  readonly region?: string;
}

/**
 * Finds whose commands are wanted: the person of the handover with their first profile, or with the one that `--profile`, the
 * project's private file, or AWS_PROFILE names; without a handover the only profile that signs in.
 */
export async function chooseDayPerson(
  options: DayPersonOptions,
  user: string | undefined,
  io: Io,
): Promise<PersonOfDay> {
  const files = { ...(await readSharedFiles(io)), env: {} };
  const handed = await handedPerson(options, io);
  const own = await findPrivate({ cwd: io.cwd, home: homeFolder(io.env) });
  const candidates = candidatesOf(handed?.person, files);
  const chosen = chooseProfile(candidates, [options.profile ?? own?.profile, io.env.AWS_PROFILE], handed !== undefined);
  const place = { accountId: chosen.accountId ?? "", region: chosen.region ?? "" };
  const person = handed?.person ?? { email: "", username: user ?? "", access: [] };
  const people = handed?.people ?? [];
  const identifier =
    options.identifier ??
    (own?.profile === chosen.profile ? own.identifier : undefined) ??
    sandboxIdentifier({ people }, person, place);
  return {
    ...chosen,
    signIn: signInOf(chosen.profile, files),
    ...(identifier === undefined ? {} : { identifier }),
    environment: options.environment ?? gen1Environment({ people }, person, place),
    warnings: [...notThere(chosen.profile, files), ...otherProfiles(chosen, candidates)],
  };
}

interface HandedPerson {
  readonly person: HandoverPerson;
  readonly people: Handover["people"];
}

async function handedPerson(options: DayPersonOptions, io: Io): Promise<HandedPerson | undefined> {
  const home = homeFolder(io.env);
  const found = await findHandover(options.handover, { cwd: io.cwd, home });
  if (found.from === "nowhere") return undefined;
  const { handover, problems } = found.reading;
  if (handover === undefined) {
    const message = `${sourceName(found.from)} cannot be used.`;
    throw new OnboardError({ kind: "invalid-input", message, remedy: "Ask whoever sent it for a new one.", problems });
  }
  const person = await choosePerson(handover, options, home, io);
  return { person, people: handover.people };
}

/** The person's profiles, or where nobody handed any over, those on this machine that sign in. */
function candidatesOf(person: HandoverPerson | undefined, files: SharedFiles): readonly Candidate[] {
  const profiles = profilesIn(files);
  if (person === undefined) {
    const answerOf = answersIn(files);
    return profiles.flatMap(([profile, settings]) => {
      const answer = answerOf(profile);
      return answer.kind === "sso" || answer.kind === "login" ? [{ profile, ...placeOf(answer, settings) }] : [];
    });
  }
  const access = person.access.map(({ profile, accountId, permissionSet, region }) => ({
    profile: nameHere(profile, { sso_account_id: accountId, sso_role_name: permissionSet }, profiles),
    accountId,
    region,
  }));
  const roles = (person.roles ?? []).map(({ profile, roleArn, region }) => ({
    profile: nameHere(profile, { role_arn: roleArn }, profiles),
    accountId: roleOf(roleArn).accountId,
    region,
  }));
  return [...access, ...roles];
}

type ProfileHere = readonly [name: string, settings: SectionSettings];

function profilesIn({ config }: SharedFiles): readonly ProfileHere[] {
  const [reading] = readable(config);
  return [...(reading?.profiles ?? [])];
}

/** The name that a profile got on this machine, where another one had the handed name already. */
function nameHere(name: string, keys: Readonly<Record<string, string>>, profiles: readonly ProfileHere[]): string {
  const same = profiles.filter(([, settings]) =>
    Object.entries(keys).every(([key, value]) => settings.get(key) === value),
  );
  const names = same.map(([one]) => one);
  if (names.includes(name)) return name;
  return names.find((one) => one.startsWith(`${name}-`)) ?? name;
}

function chooseProfile(
  candidates: readonly Candidate[],
  [wanted, ambient]: readonly (string | undefined)[],
  isHanded: boolean,
): Candidate {
  const named = (profile: string | undefined) => candidates.find((one) => one.profile === profile);
  if (wanted !== undefined) return named(wanted) ?? { profile: wanted };
  const inShell = named(ambient);
  if (inShell !== undefined) return inShell;
  const [first, ...others] = candidates;
  if (first !== undefined && (isHanded || others.length === 0)) return first;
  const names = candidates.map(({ profile }) => quoted(profile));
  throw new OnboardError({
    kind: "invalid-input",
    message:
      first === undefined
        ? "There is no handover here, and no profile on this machine signs in: it is not known whose day this is."
        : `Several profiles on this machine sign in: ${shownList(names)}.`,
    remedy:
      first === undefined
        ? `Set this machine up first (${commandForCaller("local")}), or name a profile with --profile.`
        : "Name yours with --profile.",
  });
}

/** What a profile gets by the files alone, from whichever client it gets something. */
function answersIn(files: SharedFiles): (profile: string) => CredentialAnswer {
  const of = credentialsIn(files);
  return (profile) => {
    const { awsCli, jsSdk } = of(profile);
    return awsCli.kind === "none" ? jsSdk : awsCli;
  };
}

/** How somebody signs in for a profile: a role's source is what signs in. */
function signInOf(profile: string, files: SharedFiles): SignIn {
  const { answer } = restsOn(profile, answersIn(files)(profile));
  if (answer.kind === "login") return { profile, isConsoleLogin: true };
  return { profile, ...(answer.kind === "sso" && answer.session !== undefined ? { session: answer.session } : {}) };
}

function placeOf(answer: CredentialAnswer, settings: SectionSettings): Omit<Candidate, "profile"> {
  const region = settings.get("region");
  return {
    ...(answer.kind === "sso" ? { accountId: answer.accountId } : {}),
    ...(typeof region === "string" ? { region } : {}),
  };
}

function notThere(profile: string, files: SharedFiles): readonly string[] {
  if (profilesIn(files).some(([name]) => name === profile)) return [];
  return [`The profile ${quoted(profile)} is not on this machine yet: run ${commandForCaller("local")} first.`];
}

function otherProfiles({ profile }: Candidate, candidates: readonly Candidate[]): readonly string[] {
  const others = candidates.map((one) => one.profile).filter((one) => one !== profile);
  if (others.length === 0) return [];
  return [
    `You have other profiles, too: ${shownList(others)}. ${commandForCaller("day", "--profile", others[0] ?? "")}`,
  ];
}
