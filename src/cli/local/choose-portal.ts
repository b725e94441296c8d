import { regionsOf } from "../../core/aws/partitions.ts";
import { regionFault } from "../../core/aws/regions.ts";
import {
  isAccessPortal,
  isSamePortal,
  partitionsOfStartUrl,
  portalRegionFault,
  regionInStartUrl,
  startUrlFault,
} from "../../core/aws/start-url.ts";
import { typedStartUrl } from "../../core/aws/typed-start-url.ts";
import { checkFlag, type Fault, flagProblem, type Rule } from "../../core/errors/fault.ts";
import { refuse } from "../../core/errors/invalid-input.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { freeName } from "../../core/text/free-name.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { type KnownSession, knownSessions } from "../../workstation/aws-config/known-sessions.ts";
import type { BothReadings } from "../../workstation/aws-config/readings.ts";
import { askOne, askText } from "../terminal/ask.ts";
import { confirm } from "../terminal/confirm.ts";
import { type Io, isInteractive } from "../terminal/io.ts";
import type { LocalOptions } from "./local-flags.ts";

/** The access portal to sign in at, and the name that its session has or gets in the config file. */
export interface ChosenPortal {
  readonly session: string;
  readonly startUrl: string;
  readonly ssoRegion: string;
  /** The Region that profiles of this session work in already. */
  readonly workingRegion?: string;
}

/**
 * Where to sign in: what flags say, else a session of the config file, else what is typed. Throws where the Region is not one that the
 * portal can be in.
 */
export async function choosePortal(
  options: LocalOptions,
  known: readonly KnownSession[],
  io: Io,
): Promise<ChosenPortal> {
  // A directory's id leads to a portal in some partitions only.
  refuse(checkFlag("--start-url", options.startUrl, startUrlFault));
  const chosen = await choose(options, known, io);
  refuse(checkFlag("--sso-region", chosen.ssoRegion, (region) => portalRegionFault(chosen.startUrl, region)));
  return chosen;
}

async function choose(options: LocalOptions, known: readonly KnownSession[], io: Io): Promise<ChosenPortal> {
  const named = known.find(({ name, startUrl }) =>
    options.startUrl === undefined ? name === options.session : isSamePortal(startUrl, options.startUrl),
  );
  if (named !== undefined) return ofSession(named, options);
  if (!isInteractive(io)) return fromFlags(options, known);
  if (options.startUrl !== undefined) return typed(options.startUrl, options, known, io);
  const session = known.length === 0 ? undefined : await askWhich(known, io);
  if (session !== undefined) return ofSession(session, options);
  const answer = await askText(
    io,
    "Start URL of your AWS access portal",
    undefined,
    faultText(
      (text) => startUrlFault(typedStartUrl(text)),
      "Your admin knows it; it looks like https://d-1234567890.awsapps.com/start",
    ),
  );
  const startUrl = typedStartUrl(answer);
  const custom = !isAccessPortal(startUrl);
  if (custom && !(await confirm(io, `Sign in at ${visibleText(startUrl)}? It is not one of AWS's own addresses.`))) {
    throw new OnboardError({
      kind: "failed",
      message: "Nothing was changed.",
      remedy: "Ask your administrator for the start URL.",
    });
  }
  return typed(startUrl, options, known, io);
}

function askWhich(known: readonly KnownSession[], io: Io): Promise<KnownSession | undefined> {
  return askOne(io, "Which access portal?", [
    ...known.map((session) => ({
      title: visibleText(session.name),
      description: visibleText(session.startUrl),
      value: session,
    })),
    { title: "Another one", description: "type its start URL", value: undefined },
  ]);
}

function ofSession({ name, startUrl, ssoRegion, workingRegions }: KnownSession, options: LocalOptions): ChosenPortal {
  const [workingRegion] = workingRegions;
  return {
    session: options.session ?? name,
    startUrl,
    ssoRegion: options.ssoRegion ?? ssoRegion,
    ...(workingRegion === undefined ? {} : { workingRegion }),
  };
}

async function typed(
  startUrl: string,
  options: LocalOptions,
  known: readonly KnownSession[],
  io: Io,
): Promise<ChosenPortal> {
  const suggested = [known[0]?.ssoRegion, ...partitionsOfStartUrl(startUrl).map((its) => regionsOf(its)[0])];
  const fits = (region: string) => regionFault(region) ?? portalRegionFault(startUrl, region);
  const ssoRegion =
    options.ssoRegion ??
    regionInStartUrl(startUrl) ??
    (await askText(
      io,
      "SSO Region (where your company's Identity Center is)",
      suggested.find((region) => region !== undefined && fits(region) === undefined) ?? "us-east-1",
      faultText(fits, "Your admin knows it"),
    ));
  return { session: options.session ?? sessionNameFor(startUrl, known), startUrl, ssoRegion };
}

/** Everything that is missing, at once. */
function fromFlags(options: LocalOptions, known: readonly KnownSession[]): ChosenPortal {
  const { startUrl } = options;
  const ssoRegion = options.ssoRegion ?? (startUrl === undefined ? undefined : regionInStartUrl(startUrl));
  const missing = (flag: string, what: string) =>
    flagProblem(flag, {
      message: `${what} is not known, and there is nobody to ask.`,
      remedy: `Give it with ${flag}.`,
    });
  if (startUrl !== undefined && ssoRegion !== undefined) {
    return { session: options.session ?? sessionNameFor(startUrl, known), startUrl, ssoRegion };
  }
  throw new OnboardError({
    kind: "invalid-input",
    message: "There is no onboard.handover.json here or in a folder above. Nothing was changed.",
    remedy:
      "Get it from your administrator and name it with --handover FILE (an https address or the pasted text will do), or say all of it with flags.",
    problems: [
      ...(startUrl === undefined ? [missing("--start-url", "The access portal's start URL")] : []),
      ...(ssoRegion === undefined ? [missing("--sso-region", "Identity Center's Region")] : []),
    ],
  });
}

/**
 * The name of a handed over session in a config file: its own, unless another portal has that there. Whoever works for two companies
 * has a session for each; one that is there for this portal is taken.
 */
export function sessionAmong(
  { session, startUrl }: Pick<ChosenPortal, "session" | "startUrl">,
  readings: BothReadings,
): string {
  const both = [readings.awsCli.ssoSessions, readings.jsSdk.ssoSessions];
  const urls = both
    .map((sessions) => sessions.get(session)?.get("sso_start_url"))
    .filter((url) => typeof url === "string");
  if (urls.length === 0 || urls.some((url) => isSamePortal(url, startUrl))) return session;
  const known = knownSessions(readings);
  const own = known.find((one) => isSamePortal(one.startUrl, startUrl));
  return (
    own?.name ??
    sessionNameFor(
      startUrl,
      both.flatMap((sessions) => [...sessions.keys()].map((name) => ({ name }))),
    )
  );
}

/** A stable name of letters that every client reads: the portal's own subdomain, numbered if another portal has it. */
function sessionNameFor(startUrl: string, known: readonly Pick<KnownSession, "name">[]): string {
  const own = new URL(startUrl).host.split(".")[0]?.replace(/[^a-z0-9-]/g, "") || "amplify";
  return freeName(own, new Set(known.map(({ name }) => name)));
}

function faultText(rule: Rule, whenEmpty: string): (text: string) => string | undefined {
  return (text) => {
    if (text === "") return whenEmpty;
    const fault: Fault | undefined = rule(text);
    return fault === undefined ? undefined : visibleText(`${fault.message} ${fault.remedy}`);
  };
}
