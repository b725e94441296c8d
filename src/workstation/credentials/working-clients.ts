import { exportedProfile } from "../aws-config/exported-profile.ts";
import type { Client } from "../aws-config/readings.ts";
import type { SharedFiles } from "./client-view.ts";
import type { CredentialAnswer } from "./credential-source.ts";
import { credentialsIn } from "./credentials-in.ts";
import { flawOf } from "./flaw.ts";

/**
 * Whether each client gets credentials from a profile that AWS can take, as far as files and environment tell. A program that asks the
 * AWS CLI for the credentials of a profile does no better than the AWS CLI with that one.
 */
export function workingClients(files: SharedFiles): (profile: string) => Readonly<Record<Client, boolean>> {
  const of = credentialsIn(files);
  const works = (answer: CredentialAnswer, passed: ReadonlySet<string>): boolean => {
    if (flawOf(answer) !== undefined) return false;
    if (answer.kind === "role") return works(answer.source, passed);
    const exported = answer.kind === "process" ? exportedProfile(answer.command) : undefined;
    if (exported === undefined) return true;
    return !passed.has(exported) && works(of(exported, "argument").awsCli, new Set([...passed, exported]));
  };
  return (profile) => {
    const { awsCli, jsSdk } = of(profile);
    return { awsCli: works(awsCli, new Set()), jsSdk: works(jsSdk, new Set()) };
  };
}
