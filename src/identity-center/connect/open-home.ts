import type { Aws, AwsFactory } from "../calls/aws.ts";
import { explainUnknownCaller } from "./explain-unknown-caller.ts";
import { type Caller, findCaller } from "./find-organization.ts";

/** Where the first calls go, and who makes them. */
interface Home {
  readonly aws: Aws;
  readonly caller: Caller;
}

/** In the Region that is named, else in that of the environment. Throws where AWS does not tell there who calls. */
export async function openHome(factory: AwsFactory, ssoRegion: string | undefined): Promise<Home> {
  const named = ssoRegion ?? (await factory.ambientRegion());
  const region = named ?? "us-east-1";
  const aws = await factory.in(region);
  const caller = await findCaller(aws).catch((error: unknown) => {
    throw explainUnknownCaller(error, region, { isNamed: named !== undefined });
  });
  return { aws, caller };
}
