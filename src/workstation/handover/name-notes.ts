import { quoted } from "../../core/text/visible-text.ts";
import type { SharedFiles } from "../credentials/client-view.ts";
import { describeSource, firstSource } from "../credentials/credential-source.ts";
import { credentialsIn, type ProfileCredentials } from "../credentials/credentials-in.ts";
import type { ProfileBlocks } from "./profile-blocks.ts";

/** Of each profile that did not get the name that it was to have: what that name stands for on this machine. */
export function nameNotes({ profiles }: ProfileBlocks, files: SharedFiles): readonly string[] {
  const answers = credentialsIn(files);
  const renamed = profiles.filter(({ name, access }) => name !== access.profile);
  return renamed.map(({ name, access }) => takenNote(access.profile, name, answers(access.profile)));
}

function takenNote(wanted: string, name: string, { awsCli, jsSdk }: ProfileCredentials): string {
  const uses = firstSource([awsCli, jsSdk]);
  const why = uses === undefined ? "" : `: it stands for ${describeSource(uses)}`;
  return `The profile ${quoted(wanted)} is in use already${why}. It stays as it is, and yours is ${quoted(name)}.`;
}
