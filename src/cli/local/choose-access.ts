import { isSamePortal } from "../../core/aws/start-url.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { sourceName } from "../../core/errors/problem.ts";
import type { ChosenAccess } from "../../core/handover/chosen-access.ts";
import type { Handover, HandoverPerson } from "../../core/handover/handover.ts";
import { pickPerson } from "../../core/handover/handover-person.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { findHandover } from "../../workstation/handover/find-handover.ts";
import { readGitEmail } from "../../workstation/handover/git-email.ts";
import { askOne } from "../terminal/ask.ts";
import { confirm } from "../terminal/confirm.ts";
import { type Io, isInteractive } from "../terminal/io.ts";
import type { LocalOptions } from "./local-flags.ts";

/**
 * Finds the handover and the person in it; asks where that is not plain. Flags count above what the handover says.
 * `undefined` when there is none: the access portal can be asked instead.
 */
export async function chooseAccess(options: LocalOptions, home: string, io: Io): Promise<ChosenAccess | undefined> {
  const found = await findHandover(options.handover, { cwd: io.cwd, home });
  if (found.from === "nowhere") {
    for (const file of found.passedOver) {
      io.stderr.write(`Passed over, since somebody else owns it: ${visibleText(file)}\n`);
    }
    return undefined;
  }
  const { handover, problems, needsConsent } = found.reading;
  if (handover === undefined) {
    throw new OnboardError({
      kind: "invalid-input",
      message: `${sourceName(found.from)} cannot be used. Nothing was changed.`,
      remedy: "Ask whoever sent it for a new one.",
      problems,
    });
  }
  if (needsConsent !== undefined) await consent(needsConsent.startUrl, options, io);
  const person = await choosePerson(handover, options, home, io);
  const session = options.session ?? handover.session;
  return {
    handover: { ...handover, session },
    person: renamed(person, options.profile),
    people: handover.people,
  };
}

/** A portal under a company's own name could be anybody's: `--yes` alone does not vouch for it. */
async function consent(startUrl: string, options: LocalOptions, io: Io): Promise<void> {
  if (options.startUrl !== undefined && isSamePortal(options.startUrl, startUrl)) return;
  const shown = visibleText(startUrl);
  if (isInteractive(io) && (await confirm(io, `Sign in at ${shown}? It is not one of AWS's own addresses.`))) return;
  throw new OnboardError({
    kind: "invalid-input",
    message: `The handover sends you to ${shown}, which is not one of AWS's own addresses. Nothing was changed.`,
    remedy: `If you know it to be your company's access portal, add --start-url ${shown}.`,
  });
}

/** Who sits here: by `--email`, by what git knows, or asked. */
export async function choosePerson(
  handover: Handover,
  { email }: Pick<LocalOptions, "email">,
  home: string,
  io: Io,
): Promise<HandoverPerson> {
  const gitEmail = email === undefined ? await readGitEmail({ cwd: io.cwd, home, env: io.env }) : undefined;
  const pick = pickPerson(handover, { email, gitEmail });
  switch (pick.kind) {
    case "found":
      return pick.person;
    case "not-in-it":
      throw new OnboardError({ kind: "invalid-input", ...pick.fault });
    case "ask":
      return askWho(pick.people, io);
    default:
      return pick satisfies never;
  }
}

async function askWho(people: readonly HandoverPerson[], io: Io): Promise<HandoverPerson> {
  if (!isInteractive(io)) {
    throw new OnboardError({
      kind: "invalid-input",
      message: `The handover is for ${people.length} people, and there is nobody to ask which one you are.`,
      remedy: "Say so with --email.",
    });
  }
  const choices = people.map((one) => ({ title: visibleText(one.email), value: one }));
  return askOne(io, "Who are you?", choices, "autocomplete");
}

/** `--profile` names the first profile; further ones keep theirs. */
function renamed(person: HandoverPerson, profile: string | undefined): HandoverPerson {
  if (profile === undefined) return person;
  const before = person.access[0]?.profile;
  const roles = person.roles?.map((role) =>
    role.sourceProfile === before ? { ...role, sourceProfile: profile } : role,
  );
  return {
    ...person,
    access: person.access.map((access, index) => (index === 0 ? { ...access, profile } : access)),
    ...(roles === undefined ? {} : { roles }),
  };
}
