import { OnboardError } from "../../core/errors/onboard-error.ts";
import { readable } from "../aws-config/readings.ts";
import type { ClientVariables, SharedFiles } from "../credentials/client-view.ts";
import { type CredentialSource, describeSource } from "../credentials/credential-source.ts";
import { credentialsIn } from "../credentials/credentials-in.ts";
import { claimOn, type Wish } from "../credentials/profile-claim.ts";

const DEFAULT = "default";

/**
 * Refuses to make our profile the default one where commands that name none get credentials already, from either file or from what
 * this runs in: they would act as somebody else from then on. Keys of the shell win over any default, and are told of by themselves.
 */
export function guardDefault(
  wish: Wish & { readonly profile: string },
  files: SharedFiles,
  shell: ClientVariables,
): void {
  const claim = claimOn(DEFAULT, wish, files);
  if (claim === "ours") return;
  const working = Object.values(credentialsIn({ ...files, env: shell })(DEFAULT)).find(
    (answer): answer is CredentialSource =>
      answer.kind !== "none" && !(answer.kind === "keys" && answer.from === "environment"),
  );
  if (working === undefined && claim !== "other-credentials") return;
  const uses = working === undefined ? "" : `: what names no profile uses ${describeSource(working)}`;
  const isInFiles = [...readable(files.config), ...readable(files.credentials)].some(
    ({ profiles, sections }) => profiles.has(DEFAULT) || sections.has(DEFAULT),
  );
  const rename =
    "Give it a name of its own ([profile NAME] in the config file, [NAME] in the credentials file) and run this again, or leave";
  throw new OnboardError({
    kind: "failed",
    message: `The default profile gets its credentials in another way${uses}. Nothing was changed.`,
    remedy: `${isInFiles ? rename : "Leave"} out --default and name ours: --profile ${wish.profile}, or AWS_PROFILE.`,
  });
}
