import type { Authorization } from "../call.ts";

/**
 * Reads the credential scope of an `Authorization: AWS4-HMAC-SHA256 Credential=KEY/DATE/REGION/SERVICE/aws4_request, …`
 * header; undefined when there is none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function readAuthorization(header: string | undefined): Authorization | undefined {
  const scope = /^AWS4-HMAC-SHA256\s.*?Credential=([^,\s]+)/.exec(header ?? "")?.[1];
  const [accessKeyId, , region, signingName] = scope?.split("/") ?? [];
  if (!accessKeyId || !region || !signingName) return undefined;
  return { accessKeyId, region, signingName };
}
