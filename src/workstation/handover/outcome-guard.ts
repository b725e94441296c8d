import { OnboardError } from "../../core/errors/onboard-error.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { CLIENTS, EACH_CLIENT } from "../aws-config/readings.ts";
import type { SharedFiles } from "../credentials/client-view.ts";
import { describeSource } from "../credentials/credential-source.ts";
import { credentialsIn } from "../credentials/credentials-in.ts";
import { isSignInFor } from "../credentials/identity.ts";
import type { Wish } from "../credentials/profile-claim.ts";
import { switchedCredentials } from "../credentials/switched-credentials.ts";

const LEAVE_OUT = "Leave out --default, or take out of the files what there is of that profile.";

/** Refuses what would make somebody else of anybody: with a profile that we write, or with one that hangs on it. */
export function guardOthers(before: SharedFiles, after: SharedFiles): void {
  const [switched] = switchedCredentials(before, after);
  if (switched === undefined) return;
  const { profile, client, from, to } = switched;
  throw new OnboardError({
    kind: "failed",
    message: `With the profile ${quoted(profile)} ${client} uses ${from}; afterwards it would use ${to}. Nothing was changed.`,
    remedy: profile === "default" ? LEAVE_OUT : "Choose other names: --profile NAME, --session NAME.",
  });
}

/**
 * Refuses a default profile that would not be ours: the credentials file may hold half of another sign-in for it, with which ours would
 * become a third one or none. A client that refuses the file gets nothing from any profile, which is told elsewhere.
 */
export function guardMade(wish: Pick<Wish, "accountId" | "permissionSet">, after: SharedFiles): void {
  const of = credentialsIn(after);
  const answers = of("default");
  for (const client of EACH_CLIENT) {
    const answer = answers[client];
    if (!after.credentials[client].readable) continue;
    if (isSignInFor(wish, answer, of)) continue;
    const does =
      answer.kind === "none" ? `would get nothing (${answer.reason})` : `would use ${describeSource(answer)}`;
    throw new OnboardError({
      kind: "failed",
      message: `As default profile beside what there is of one, ours would not be ours: ${CLIENTS[client].name} ${does}. Nothing was changed.`,
      remedy: LEAVE_OUT,
    });
  }
}
