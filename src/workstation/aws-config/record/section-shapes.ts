import type { OpenConfig } from "../open-config.ts";
import { meaningToAwsCli } from "../read-like-aws-cli.ts";
import type { SectionName } from "../reading.ts";

/** The keys of the sections that onboard makes, in alphabetical order. None of the doctor's repairs makes such a section. */
const SHAPES: readonly string[] = [
  "sso_region sso_registration_scopes sso_start_url",
  "output region sso_account_id sso_role_name sso_session",
  "credential_process output region",
  "output region role_arn source_profile",
];

const MAY_BE_THERE: readonly string[] = ["external_id", "mfa_serial"];

/** The sections that have just the keys that ours have. `aws configure sso` makes such ones, too, and so does whoever follows AWS's pages. */
export function sectionsLikeOurs({ sections }: OpenConfig): readonly SectionName[] {
  return sections.flatMap(({ header, options }) => {
    const keys = options.map(({ key }) => key).filter((key) => !MAY_BE_THERE.includes(key));
    const meaning = meaningToAwsCli(header);
    return meaning !== undefined && SHAPES.includes(keys.sort().join(" ")) ? [meaning] : [];
  });
}
