import { type DayGroup, typed } from "../day.ts";
import { gen1Profile } from "../gen1-profile.ts";
import { LOCAL_AWS_INFO } from "../local-aws-info.ts";
import type { Gen1Developer } from "./gen1-developer.ts";

/** Whose credentials Amplify takes, and what the roles that it makes may do. */
export function deployingProfile({ signIn, environment, hasLocalAwsInfo }: Gen1Developer): DayGroup {
  const profile = gen1Profile(signIn.profile);
  return {
    id: "profile",
    title: "The profile that Amplify deploys with",
    commands: [
      {
        id: "point",
        what: `Have the environments of your account use ${profile}; it is shown first, and a backup is kept`,
        lines: [{ onboard: ["day", "--point"] }],
        note: `They stand in ${LOCAL_AWS_INFO}, ${hasLocalAwsInfo ? "and win over AWS_PROFILE" : "which the first init writes"}. \`amplify configure project --yes\` changes nothing there.`,
      },
      {
        id: "permissions-boundary",
        what: "Set the boundary of the roles that it makes",
        lines: [typed("amplify", "env", "update", "--permissions-boundary", "POLICY_ARN")],
        note: `Of the environment that you are in, such as ${environment}.`,
      },
      {
        id: "reset-cache",
        what: "Forget the credentials of a role that Amplify has cached",
        lines: [typed("amplify", "aws", "reset-cache")],
        note: `They are in ~/.amplify/awscloudformation/cache.json. ${profile} has none there: the AWS CLI gives it new ones each time. Do not run \`amplify configure\`: it makes an IAM user, and rewrites ~/.aws/config without its comments.`,
      },
    ],
  };
}
