import { jsonArgument } from "../text/shell-words.ts";
import { type DayCommand, type DayGroup, type SignIn, signInGroup, typed } from "./day.ts";
import type { FrontendKind } from "./frontend.ts";
import { GEN1_ENDS, MIGRATION_PERMISSION_SET, MIGRATION_SINCE } from "./gen1-end.ts";
import { type Gen1Frontend, gen1Codegen } from "./gen1-frontend.ts";
import type { Gen1Environment } from "./gen1-project.ts";
import { LOCAL_AWS_INFO } from "./local-aws-info.ts";

/** A developer and their Gen 1 project. */
export interface Gen1Developer {
  /** With the profile that signs in. */
  readonly signIn: SignIn;
  /** The profile that carries the sign-in to Gen 1's CLI. */
  readonly gen1Profile: string;
  /** The developer's own environment: two to ten lower-case letters. */
  readonly environment: string;
  readonly kind: FrontendKind;
  /** For `--frontend`, as the project has it. */
  readonly frontend: Gen1Frontend;
  /** What the team's file has. */
  readonly environments: readonly Gen1Environment[];
  readonly hasTypeScript?: boolean;
  readonly hasLocalAwsInfo?: boolean;
}

/**
 * Everything that a developer types in a Gen 1 project on a day, with their own names in it.
 * https://docs.amplify.aws/gen1/react/tools/cli/teams/ and …/usage/headless/
 */
export function gen1Day(developer: Gen1Developer): readonly DayGroup[] {
  return [
    signInGroup(developer.signIn),
    environmentGroup(developer),
    codegenGroup(developer),
    mergeGroup(developer),
    pullGroup(developer),
    lookGroup(developer),
    profileGroup(developer),
    cleanUpGroup(developer),
    MIGRATION,
  ];
}

/** Makes, or on another clone takes up, the developer's own environment without a question. */
export function gen1InitWords({
  environment,
  gen1Profile,
  frontend,
}: Pick<Gen1Developer, "environment" | "gen1Profile" | "frontend">): readonly string[] {
  return [
    "amplify",
    "init",
    "--amplify",
    jsonArgument({ envName: environment }),
    "--frontend",
    jsonArgument(frontend),
    "--providers",
    jsonArgument(providers(gen1Profile)),
    "--yes",
  ];
}

/** How the CLI is told whose credentials to use: keys of its own carry no session token, so no temporary ones. */
function providers(profileName: string) {
  return { awscloudformation: awsInfo(profileName) };
}

function awsInfo(profileName: string) {
  return { configLevel: "project", useProfile: true, profileName };
}

function environmentGroup(developer: Gen1Developer): DayGroup {
  const { environment, gen1Profile } = developer;
  return {
    id: "environment",
    title: "Your own environment",
    commands: [
      {
        id: "init",
        what: "On a fresh clone, with questions",
        lines: [typed("amplify", "init")],
        note: `“Use an existing environment?” No, the first time; call it ${environment}; choose “AWS profile”, then ${gen1Profile}. Not \`amplify env add\`: that needs what a fresh clone does not have.`,
      },
      { id: "init-headless", what: "The same without a question", lines: [typed(...gen1InitWords(developer))] },
      { id: "push", what: "Deploy it", lines: [typed("amplify", "push")] },
      { id: "push-headless", what: "Deploy it without a question", lines: [typed("amplify", "push", "--yes")] },
    ],
  };
}

function codegenGroup({ kind, hasTypeScript = false }: Gen1Developer): DayGroup {
  const codegen = gen1Codegen(kind, { hasTypeScript });
  const ofApi: readonly DayCommand[] =
    codegen === undefined
      ? []
      : [
          { id: "codegen", what: "Code of the GraphQL API, as it was set up", lines: [typed("amplify", "codegen")] },
          {
            id: "push-codegen",
            what: "Deploy, and set that up without a question",
            lines: [typed("amplify", "push", "--codegen", jsonArgument(codegen), "--yes")],
          },
        ];
  return {
    id: "codegen",
    title: "Generated code, in a project with a GraphQL API",
    commands: [
      ...ofApi,
      { id: "models", what: "Models for DataStore", lines: [typed("amplify", "codegen", "models")] },
    ],
  };
}

/** The environment of others that one's own changes go to: a usual name, else the first that is not one's own. */
function sharedEnvironment({ environments, environment }: Gen1Developer): string {
  const names = environments.map(({ name }) => name).filter((name) => name !== environment);
  return ["dev", "develop", "main", "master", "staging"].find((name) => names.includes(name)) ?? names[0] ?? "dev";
}

function mergeGroup(developer: Gen1Developer): DayGroup {
  const { environment } = developer;
  const shared = sharedEnvironment(developer);
  return {
    id: "merge",
    title: "Changes from one environment to another",
    commands: [
      {
        id: "merge-from-others",
        what: "What others have pushed, into your environment",
        lines: [typed("git", "pull"), typed("amplify", "env", "checkout", environment), typed("amplify", "push")],
        note: "It makes their resources in your environment, not their environment in your account.",
      },
      {
        id: "merge-to-shared",
        what: `What you have made, into ${shared}`,
        lines: [
          typed("git", "checkout", shared),
          typed("amplify", "env", "checkout", shared),
          typed("git", "merge", "YOUR_BRANCH"),
          typed("amplify", "push"),
          typed("git", "push"),
        ],
        note: `Branch and environment go by the same name where the team keeps to it. It needs a profile for the account that ${shared} is in.`,
      },
    ],
  };
}

function pullGroup(developer: Gen1Developer): DayGroup {
  const { environment, environments, frontend, gen1Profile } = developer;
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
        lines: [
          typed(
            "amplify",
            "pull",
            "--amplify",
            jsonArgument({ appId: appId ?? "APP_ID", envName: environment }),
            "--frontend",
            jsonArgument(frontend),
            "--providers",
            jsonArgument(providers(gen1Profile)),
            "--yes",
          ),
        ],
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
            jsonArgument(awsInfo(gen1Profile)),
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

function lookGroup({ environment }: Gen1Developer): DayGroup {
  const env = (...words: readonly string[]) => typed("amplify", "env", ...words);
  return {
    id: "look",
    title: "Where things stand",
    commands: [
      { id: "status", what: "What a push would change", lines: [typed("amplify", "status")] },
      {
        id: "env-list",
        what: "All environments",
        lines: [env("list", "--details"), env("get", "--name", environment)],
        note: "Both take --json.",
      },
      { id: "env-checkout", what: "Go to another one", lines: [env("checkout", "NAME")] },
    ],
  };
}

function profileGroup({ gen1Profile, environment, hasLocalAwsInfo }: Gen1Developer): DayGroup {
  return {
    id: "profile",
    title: "The profile that Amplify deploys with",
    commands: [
      {
        id: "point",
        what: `Have the environments of your account use ${gen1Profile}; it is shown first, and a backup is kept`,
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
        note: `They are in ~/.amplify/awscloudformation/cache.json. ${gen1Profile} has none there: the AWS CLI gives it new ones each time. Do not run \`amplify configure\`: it makes an IAM user, and rewrites ~/.aws/config without its comments.`,
      },
    ],
  };
}

function cleanUpGroup(developer: Gen1Developer): DayGroup {
  const { environment } = developer;
  return {
    id: "clean-up",
    title: "Clean up",
    commands: [
      {
        id: "env-remove",
        what: "Delete your own environment, with what it has in AWS; it asks first",
        lines: [
          typed("amplify", "env", "checkout", sharedEnvironment(developer)),
          typed("amplify", "env", "remove", environment),
        ],
        note: "The one that you are in cannot be removed.",
      },
    ],
  };
}

const migration = (...words: readonly string[]) => typed("amplify", "gen2-migration", ...words);

const MIGRATION: DayGroup = {
  id: "migration",
  title: `To Gen 2, before Gen 1 ends on ${GEN1_ENDS}`,
  commands: [
    { id: "migration-assess", what: "See what can be moved", lines: [migration("assess")] },
    {
      id: "migration",
      what: "Move it",
      lines: [migration("lock"), migration("generate"), migration("refactor", "--to", "STACK")],
      note: `A developer preview, in Amplify CLI ${MIGRATION_SINCE} and later. It needs the CDK bootstrap, and rights beyond AdministratorAccess-Amplify: ask your administrator for the permission set ${MIGRATION_PERMISSION_SET}. STACK is the Gen 2 stack.`,
    },
    {
      id: "migration-rollback",
      what: "Take a step back",
      lines: [migration("refactor", "--to", "STACK", "--rollback"), migration("lock", "--rollback")],
    },
  ],
};
