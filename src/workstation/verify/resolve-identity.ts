/**
 * Runs in a process of its own: the SDK remembers what files held when it first read them. Prints, as one line of JSON,
 * who the ambient profile is, the bootstrap version, and whether an Amplify call is allowed. It prints no credential.
 */
import { AmplifyClient, ListAppsCommand } from "@aws-sdk/client-amplify";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { clientSettings } from "../../aws/client-settings.ts";
import { BOOTSTRAP_VERSION } from "../../core/aws/cdk-bootstrap.ts";
import { isWithoutAmplify } from "../../core/aws/partitions.ts";

/** What a call gave: a value, or the name and text of AWS's error. */
export type Answer = { readonly value: string } | { readonly error: string; readonly message: string };

export interface Identity {
  readonly arn: Answer;
  readonly bootstrap?: Answer;
  readonly amplify?: Answer;
}

async function answer(call: () => Promise<string | undefined>): Promise<Answer> {
  try {
    return { value: (await call()) ?? "" };
  } catch (error) {
    const { name = "Error", message = String(error) } = error as Partial<Error>;
    return { error: name, message };
  }
}

async function resolveIdentity(): Promise<Identity> {
  const settings = await clientSettings({ tries: 2 });
  const arn = await answer(async () => (await new STSClient(settings).send(new GetCallerIdentityCommand({}))).Arn);
  if ("error" in arn) return { arn };
  const [bootstrap, amplify] = await Promise.all([
    answer(
      async () =>
        (await new SSMClient(settings).send(new GetParameterCommand({ Name: BOOTSTRAP_VERSION }))).Parameter?.Value,
    ),
    answer(async () => {
      const client = new AmplifyClient(settings);
      const region = await client.config.region();
      if (isWithoutAmplify(region)) throw new Error(`AWS lists no Amplify in ${region}.`);
      await client.send(new ListAppsCommand({ maxResults: 1 }));
      return "allowed";
    }),
  ]);
  return { arn, bootstrap, amplify };
}

process.stdout.write(JSON.stringify(await resolveIdentity()));
