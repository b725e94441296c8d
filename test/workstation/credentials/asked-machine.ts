import { readLikeEach } from "../../../src/workstation/aws-config/readings.ts";
import type { CredentialAnswer } from "../../../src/workstation/credentials/credential-source.ts";
import { credentialsIn, credentialsOfShell } from "../../../src/workstation/credentials/credentials-in.ts";

/** The shared files of a machine, and the variables of its shell. */
export interface MachineFiles {
  readonly config: string;
  readonly credentials: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A machine, and who gets what. Asked is a profile that AWS_PROFILE names (`default`: none is named), `--profile NAME`, or `shell`:
 * what clients get from the variables as they are.
 */
export interface Machine extends MachineFiles {
  readonly title: string;
  readonly who: Readonly<Record<string, readonly [botocore: string, jsSdk: string]>>;
}

/** An answer as one line, to compare with what the clients themselves resolve. */
function inOneLine(answer: CredentialAnswer): string {
  switch (answer.kind) {
    case "keys":
      return `keys ${answer.keyId}`;
    case "sso":
      return `sso ${answer.roleName} in ${answer.accountId} by ${answer.startUrl} ${answer.ssoRegion}`;
    case "role":
      return `role ${answer.roleArn} of ${inOneLine(answer.source)}`;
    case "web-identity":
      return `web-identity ${answer.roleArn}`;
    case "login":
      return `login ${answer.session}`;
    default:
      return answer.kind;
  }
}

const BY_FLAG = "--profile ";

/** What our model says to one question: botocore, then the SDK. */
export function ourAnswers(machine: MachineFiles, asked: string): readonly [string, string] {
  const [config, credentials] = [readLikeEach(machine.config), readLikeEach(machine.credentials)];
  const files = { config, credentials, env: shellOf(machine) };
  if (asked === "shell") {
    const { boto3, jsSdk } = credentialsOfShell(files);
    return [inOneLine(boto3), inOneLine(jsSdk)];
  }
  const of = credentialsIn(files);
  const { awsCli, jsSdk } = asked.startsWith(BY_FLAG) ? of(asked.slice(BY_FLAG.length), "argument") : of(asked);
  return [inOneLine(awsCli), inOneLine(jsSdk)];
}

/** The variables and the argument with which a client itself is asked. */
export function questionOf(machine: MachineFiles, asked: string) {
  const shell = shellOf(machine);
  if (asked === "shell") return { env: shell };
  const { AWS_PROFILE: _, AWS_DEFAULT_PROFILE: __, ...unnamed } = shell;
  if (asked.startsWith(BY_FLAG)) return { env: unnamed, argument: asked.slice(BY_FLAG.length) };
  return { env: asked === "default" ? unnamed : { ...unnamed, AWS_PROFILE: asked } };
}

/** No machine of ours is an instance of EC2, unless it says so. */
function shellOf({ env }: MachineFiles): Readonly<Record<string, string>> {
  return { AWS_EC2_METADATA_DISABLED: "true", ...env };
}
