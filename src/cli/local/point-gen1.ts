import { stat } from "node:fs/promises";
import path from "node:path";
import type { ProjectOfDay } from "../../core/amplify/day-document.ts";
import { gen1Profile } from "../../core/amplify/gen1-profile.ts";
import {
  type EnvironmentToPoint,
  environmentsToPoint,
  LOCAL_AWS_INFO,
  pointEnvironments,
} from "../../core/amplify/local-aws-info.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { renderConfigDiff } from "../../core/text/line-diff.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { liesInside } from "../../files/inside.ts";
import { readIfThere } from "../../files/read-file.ts";
import { confirm, declined, nobodyToAsk } from "../terminal/confirm.ts";
import { type Io, isInteractive, show } from "../terminal/io.ts";

/** A Gen 1 project, and the profile that its environments shall be deployed with. */
export interface Gen1ToPoint {
  readonly facts: Pick<ProjectOfDay, "root" | "environments">;
  /** The profile that signs in; Gen 1's CLI gets the one that carries it. */
  readonly profile: string;
  /** The profile's account, if it is known. */
  readonly accountId?: string;
  /** The developer's own environment. */
  readonly own: string;
  readonly only?: string;
  readonly yes: boolean;
  readonly io: Io;
}

/** What there is to change, if anything. */
interface Change {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly found: readonly EnvironmentToPoint[];
}

/** Shows what would change, asks, keeps a backup and writes. False when it was declined. */
export async function pointGen1(wanted: Gen1ToPoint): Promise<boolean> {
  const { io, yes } = wanted;
  const change = await planChange(wanted);
  show(io.stdout, change.found.filter(({ verdict }) => verdict !== "point").map(leftAlone));
  if (change.after === change.before) {
    show(io.stdout, [`${LOCAL_AWS_INFO} is left as it is.`]);
    return true;
  }
  show(io.stdout, [renderConfigDiff(LOCAL_AWS_INFO, change.before, change.after).trimEnd()]);
  if (!yes && !isInteractive(io)) throw nobodyToAsk("Add --yes to write it without a question.");
  if (!yes && !(await confirm(io, `Write this to ${LOCAL_AWS_INFO}?`))) {
    declined(io);
    return false;
  }
  show(io.stdout, [`Written. As it was: ${path.basename(await write(change))} beside it.`]);
  return true;
}

/** Says in `onboard local` that there is something to point, and offers it where somebody can answer. */
export async function offerToPointGen1(wanted: Gen1ToPoint): Promise<void> {
  const { io, yes } = wanted;
  const change = await planChange(wanted).catch(() => undefined);
  if (change === undefined || change.after === change.before) return;
  const names = change.found.filter(({ verdict }) => verdict === "point").map(({ name }) => name);
  show(io.stdout, [`Amplify deploys ${names.join(", ")} with another profile, which stands in ${LOCAL_AWS_INFO}.`]);
  if (!yes && !isInteractive(io)) {
    return show(io.stdout, [`To have it use ${gen1Profile(wanted.profile)}: ${commandForCaller("day", "--point")}`]);
  }
  await pointGen1(wanted);
}

async function planChange({ facts, profile, accountId = "", own, only }: Gen1ToPoint): Promise<Change> {
  const file = path.join(facts.root, LOCAL_AWS_INFO);
  const before = (await liesInside(facts.root, file)) ? await readIfThere(file) : undefined;
  if (before === undefined) throw notThere();
  const wanted = gen1Profile(profile);
  const { environments } = facts;
  const found = environmentsToPoint(before, {
    profile: wanted,
    accountId,
    environments,
    own,
    ...(only === undefined ? {} : { only }),
  });
  const names = found.filter(({ verdict }) => verdict === "point").map(({ name }) => name);
  const pointed = pointEnvironments(before, wanted, names);
  if ("refused" in pointed) {
    const message = `${LOCAL_AWS_INFO} is left as it is. ${pointed.refused}`;
    throw new OnboardError({ kind: "failed", message, remedy: "Correct it, or have `amplify init` write it anew." });
  }
  return { file, before, after: pointed.text, found };
}

function leftAlone({ name, verdict, profile }: EnvironmentToPoint): string {
  const now = profile === undefined ? "" : `, now with ${quoted(profile)}`;
  if (verdict === "already") return `${name}: is deployed with it already.`;
  if (verdict === "other-account") return `${name}: left alone${now}, since it is in another account.`;
  return `${name}: left alone${now}, since its account is not known. If it is yours: ${commandForCaller("day", "--point", "--environment", name)}`;
}

function notThere(): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `There is no ${LOCAL_AWS_INFO} in this project yet.`,
    remedy: `The first \`amplify init\` writes it, with the profile that ${commandForCaller("day")} prints.`,
  });
}

/** The backup's name begins as the file's does: Amplify's own lines in .gitignore leave both out. */
async function write({ file, before, after }: Change): Promise<string> {
  const mode = (await stat(file)).mode & 0o777;
  const backup = `${file}.onboard-${new Date().toISOString().replace(/[:.]/g, "-")}.backup`;
  await writeFileAtomically(backup, before, { mode });
  const isWritten = await writeFileAtomically(file, after, {
    mode,
    isCurrent: async () => (await readIfThere(file)) === before,
  });
  if (isWritten) return backup;
  const message = `${LOCAL_AWS_INFO} has changed in the meantime. Nothing was written.`;
  throw new OnboardError({ kind: "failed", message, remedy: "Run this again." });
}
