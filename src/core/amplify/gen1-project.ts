import * as z from "zod";
import type { Gen1Frontend } from "./gen1-frontend.ts";

/** What Gen 1 keeps of an environment in `amplify/team-provider-info.json`, as far as it is needed here. */
export interface Gen1Environment {
  readonly name: string;
  /** The account that its stack is in. */
  readonly accountId?: string;
  readonly appId?: string;
  /** All that `amplify env import` wants. Absent where something of it is missing. */
  readonly provider?: Readonly<Record<string, string>>;
}

/** What `env import --config` must have, or it throws. */
const NEEDED = [
  "Region",
  "DeploymentBucketName",
  "UnauthRoleName",
  "StackName",
  "StackId",
  "AuthRoleName",
  "UnauthRoleArn",
  "AuthRoleArn",
] as const;

/** What environments are called: https://docs.amplify.aws/gen1/react/tools/cli/teams/ */
const ENVIRONMENT_NAME = /^[a-z]{2,10}$/;

/** The environments that a project's `team-provider-info.json` has. Whoever wrote it: what is not as it should be is not there. */
export function gen1Environments(json: unknown): readonly Gen1Environment[] {
  return membersIn(json).flatMap(([name, entry]): readonly Gen1Environment[] => {
    if (!ENVIRONMENT_NAME.test(name)) return [];
    const found = z.object({ awscloudformation: z.record(z.string(), z.unknown()) }).safeParse(entry).data;
    const texts = Object.entries(found?.awscloudformation ?? {}).filter(
      (member): member is [string, string] => typeof member[1] === "string" && member[1] !== "",
    );
    const provider: Readonly<Record<string, string>> = Object.fromEntries(texts);
    const accountId = accountOf(provider.StackId) ?? accountOf(provider.AuthRoleArn);
    const { AmplifyAppId: appId } = provider;
    return [
      {
        name,
        ...(accountId === undefined ? {} : { accountId }),
        ...(appId === undefined ? {} : { appId }),
        ...(NEEDED.every((key) => provider[key] !== undefined) ? { provider } : {}),
      },
    ];
  });
}

/** What `amplify/.config/project-config.json` says of the frontend; `undefined` where it says nothing that the CLI would take. */
export function gen1FrontendIn(json: unknown): Gen1Frontend | undefined {
  const frontend = z.object({ frontend: z.enum(["javascript", "android", "ios", "flutter"]) }).safeParse(json)
    .data?.frontend;
  if (frontend === undefined) return undefined;
  const own = membersIn(json).find(([name]) => name === frontend)?.[1];
  const { framework, config } =
    z.object({ framework: z.string().optional().catch(undefined), config: z.unknown() }).safeParse(own).data ?? {};
  const texts = membersIn(config).filter((member): member is [string, string] => typeof member[1] === "string");
  return {
    frontend,
    ...(framework === undefined ? {} : { framework }),
    ...(texts.length === 0 ? {} : { config: Object.fromEntries(texts) }),
  };
}

function accountOf(arn: string | undefined): string | undefined {
  return /^arn:[a-z-]+:[a-z]+:[a-z0-9-]*:(\d{12}):/.exec(arn ?? "")?.[1];
}

function membersIn(json: unknown): readonly (readonly [string, unknown])[] {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? Object.entries(json) : [];
}
