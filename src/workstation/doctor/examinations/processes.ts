import { commandForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { exportedProfile } from "../../aws-config/exported-profile.ts";
import { credentialsIn } from "../../credentials/credentials-in.ts";
import { judgeProcess, needsShell } from "../../credentials/judge-process.ts";
import type { NamedFiles } from "../../credentials/mended-files.ts";
import { mendedFiles } from "../../credentials/mended-files.ts";
import type { NamedSection, OpenedInspection } from "../../inspection/opened-inspection.ts";
import { soleSetting } from "../../inspection/outline.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";
import { type MergedProfile, mergedProfiles } from "./merged-profiles.ts";

const kinds = {
  "process-prints-no-credentials": {
    severity: "error",
    effect:
      "The AWS SDK for JavaScript (ampx) and Amplify Gen 1 run it and get nothing; so do the AWS CLI and boto3 where the profile has no sign-in.",
    remedy: `Remove credential_process, or run ${commandForCaller("doctor", "--fix")}, which puts # before it where the profile signs in.`,
  },
  "process-asks-itself": {
    severity: "error",
    effect: "The program asks for the credentials of the profile that runs it, without end: no client gets any.",
    remedy: "Name another profile in it, one that signs in.",
  },
  "process-needs-shell": {
    severity: "warning",
    effect:
      "The AWS SDK for JavaScript (ampx) runs the line in a shell; the AWS CLI and boto3 run the program without one: to them ~, $NAME and pipes are plain text.",
    remedy: "Write whole paths, and put what needs a shell into a script.",
  },
} as const;

const findings = findingsOf(kinds);

/** The programs of `credential_process`, judged by their words: none of them is run. */
export const processes: Examination = {
  title: "programs that hand out credentials",
  kinds,
  examine: (inspection) => {
    const profiles = mergedProfiles(inspection);
    const fixable = new Set(uselessProcesses(inspection).map(({ name }) => name));
    const answers = credentialsIn(mendedFiles(inspection));
    return [...profiles.values()].flatMap((profile) => {
      const line = profile.values.get("credential_process");
      if (line === undefined || line === "") return [];
      const isRun = answers(profile.name).awsCli.kind === "process";
      const isCircle = isRun && asksItself(profile.name, profiles, (name) => answers(name).awsCli.kind === "process");
      return ofProcess(inspection, profile, { line, isCircle, isFixable: fixable.has(profile.name) });
    });
  },
};

/** Profiles of the config file whose program prints no credentials, and that sign in everywhere without it. */
export function uselessProcesses(files: NamedFiles): readonly NamedSection[] {
  return [...files.profiles.values()].filter((profile) => {
    const { name, values, section } = profile;
    const line = values.get("credential_process");
    if (line === undefined || judgeProcess(line).prints !== "nothing") return false;
    if (soleSetting(section, "credential_process") === undefined) return false;
    const without = new Map([...values].filter(([key]) => key !== "credential_process"));
    const profiles = new Map([...files.profiles, [name, { ...profile, values: without }]]);
    const { awsCli, jsSdk } = credentialsIn(mendedFiles({ ...files, profiles }))(name);
    return awsCli.kind === "sso" && jsSdk.kind === "sso";
  });
}

function ofProcess(
  { config }: OpenedInspection,
  { name, placeOf }: MergedProfile,
  { line, isCircle, isFixable }: { readonly line: string; readonly isCircle: boolean; readonly isFixable: boolean },
): readonly DoctorFinding[] {
  const { prints, command, instead } = judgeProcess(line);
  const place = placeOf("credential_process");
  const who = `The credential_process of the profile ${quoted(name)}`;
  const remedy = instead === undefined ? {} : { remedy: `Remove it, or write credential_process = ${instead}` };
  const fixable = isFixable && place.file === config.file;
  return [
    ...findings(
      {
        "process-prints-no-credentials":
          prints === "nothing" && `${who} is ${quoted(command)}, which prints no credentials for clients to read.`,
      },
      { profile: name, place, fixable, ...(fixable ? {} : remedy) },
    ),
    ...findings(
      {
        "process-asks-itself": isCircle && `${who} asks the AWS CLI for this very profile.`,
        "process-needs-shell": needsShell(line) && `${who} has something in it that only a shell understands.`,
      },
      { profile: name, place },
    ),
  ];
}

/** Follows `aws configure export-credentials --profile` from profile to profile, as long as the AWS CLI would. */
function asksItself(
  start: string,
  profiles: ReadonlyMap<string, MergedProfile>,
  isRun: (name: string) => boolean,
): boolean {
  const visited = new Set<string>();
  for (let at = start; isRun(at) && !visited.has(at); ) {
    visited.add(at);
    const next = exportedProfile(profiles.get(at)?.values.get("credential_process") ?? "");
    if (next === undefined) return false;
    if (next === start) return true;
    at = next;
  }
  return false;
}
