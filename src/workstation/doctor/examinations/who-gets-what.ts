import { quoted } from "../../../core/text/visible-text.ts";
import { readLikeEach } from "../../aws-config/readings.ts";
import { describeSource } from "../../credentials/credential-source.ts";
import { credentialsIn } from "../../credentials/credentials-in.ts";
import { identityOf } from "../../credentials/identity.ts";
import type { OpenedInspection } from "../../inspection/opened-inspection.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";
import { mergedProfiles } from "./merged-profiles.ts";

const kinds = {
  "clients-differ": {
    severity: "error",
    effect: "Commands of the AWS CLI and of npx ampx act as somebody else, each with the same profile.",
    remedy: "Leave one way to get credentials in the profile.",
  },
  "one-client-alone": {
    severity: "warning",
    effect: "The profile works with one of them only.",
    remedy: "Give the profile one whole way to get credentials.",
  },
} as const;

const findings = findingsOf(kinds);

/** What the clients make of each profile in the end. */
export const whoGetsWhat: Examination = { title: "who gets which credentials", kinds, examine: () => [] };

/** Notes that say already why one client gets nothing. */
const EXPLAINED: ReadonlySet<string> = new Set(["role-asks-for-code"]);

/**
 * Profiles from which the two clients get different credentials, or one of them none, for a reason that no other finding
 * gives. Files that a client refuses are told as such.
 */
export function unexplained(inspection: OpenedInspection, found: readonly DoctorFinding[]): readonly DoctorFinding[] {
  const files = {
    config: readLikeEach(inspection.config.text),
    credentials: readLikeEach(inspection.credentials.text),
    env: {},
  };
  const isRefused = [files.config, files.credentials].some(({ awsCli, jsSdk }) => !awsCli.readable || !jsSdk.readable);
  if (isRefused || !inspection.config.isUtf8 || !inspection.credentials.isUtf8) return [];
  const explained = new Set(
    found.filter(({ id, severity }) => severity !== "note" || EXPLAINED.has(id)).map(({ profile }) => profile),
  );
  const answers = credentialsIn(files);
  return [...mergedProfiles(inspection).values()].flatMap(({ name, placeOf }) => {
    if (explained.has(name)) return [];
    const { awsCli, jsSdk } = answers(name);
    const facts = { profile: name, place: placeOf() };
    if (awsCli.kind === "none" && jsSdk.kind === "none") return [];
    if (awsCli.kind === "none" || jsSdk.kind === "none") {
      const [who, none] =
        awsCli.kind === "none" ? ["the AWS CLI", awsCli] : ["the AWS SDK for JavaScript (ampx)", jsSdk];
      const reason = none.kind === "none" ? `: ${none.reason}` : "";
      return findings(
        { "one-client-alone": `From the profile ${quoted(name)} ${who} gets no credentials${reason}.` },
        facts,
      );
    }
    if (identityOf(awsCli, answers) === identityOf(jsSdk, answers)) return [];
    const message = `With the profile ${quoted(name)} the AWS CLI uses ${describeSource(awsCli)}, the AWS SDK for JavaScript ${describeSource(jsSdk)}.`;
    return findings({ "clients-differ": message }, facts);
  });
}
