import { jsonArgument } from "../../text/shell-words.ts";
import { type DayGroup, typed } from "../day.ts";
import { type Gen1Developer, sharedEnvironment } from "./gen1-developer.ts";
import { awsInfo, gen1PullWords } from "./headless.ts";

/** What is in the cloud already, and nowhere here. */
export function pulledEnvironment(developer: Gen1Developer): DayGroup {
  const { environment, environments, signIn } = developer;
  const appId =
    environments.find(({ name }) => name === environment)?.appId ?? environments.find((one) => one.appId)?.appId;
  const known = environments.find((one) => one.provider !== undefined && one.name !== environment);
  return {
    id: "pull",
    title: "What is in the cloud, to your machine",
    commands: [
      { id: "pull", what: "Of the environment that you are in", lines: [typed("amplify", "pull")] },
      {
        id: "pull-restore",
        what: "The same, over what you have changed",
        lines: [typed("amplify", "pull", "--restore")],
        note: "What was not pushed is lost.",
      },
      {
        id: "pull-headless",
        what: "Into a folder that has no backend yet, without a question",
        lines: [typed(...gen1PullWords(developer, appId ?? "APP_ID"))],
        ...(appId === undefined ? { note: "The app's id is on its page in the Amplify console." } : {}),
      },
      {
        id: "env-import",
        what: "An environment that the project's files do not name",
        lines: [
          typed(
            "amplify",
            "env",
            "import",
            "--name",
            known?.name ?? sharedEnvironment(developer),
            "--config",
            jsonArgument({ awscloudformation: known?.provider ?? UNKNOWN_PROVIDER }),
            "--awsInfo",
            jsonArgument(awsInfo(signIn)),
            "--yes",
          ),
        ],
        note: "The values are those of amplify/team-provider-info.json where the environment was made.",
      },
    ],
  };
}

/** All that `env import` must be told of an environment that is not known here. */
const UNKNOWN_PROVIDER = {
  AuthRoleName: "AUTH_ROLE",
  UnauthRoleArn: "UNAUTH_ROLE_ARN",
  AuthRoleArn: "AUTH_ROLE_ARN",
  Region: "REGION",
  DeploymentBucketName: "BUCKET",
  UnauthRoleName: "UNAUTH_ROLE",
  StackName: "STACK",
  StackId: "STACK_ARN",
};
