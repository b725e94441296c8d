import { OnboardError } from "../core/errors/onboard-error.ts";
import { visibleText } from "../core/text/visible-text.ts";

/**
 * What the SDK says where settings lead to no address at all, such as FIPS endpoints together with one of one's own; `undefined` for
 * every other error. https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
 */
export function explainEndpointError(error: unknown): OnboardError | undefined {
  if (!(error instanceof Error) || error.name !== "EndpointError") return undefined;
  return new OnboardError(
    {
      kind: "invalid-input",
      message: `The settings lead to no address of AWS: ${visibleText(error.message)}.`,
      remedy:
        "AWS_ENDPOINT_URL (endpoint_url) goes with neither AWS_USE_FIPS_ENDPOINT nor AWS_USE_DUALSTACK_ENDPOINT (use_fips_endpoint and use_dualstack_endpoint of the profile): leave out the one or the others, then run the same command again.",
    },
    { cause: error },
  );
}
