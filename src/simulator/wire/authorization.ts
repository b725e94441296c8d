import type { Authorization } from "../call.ts";

/**
 * Reads the credential scope of an `Authorization: AWS4-HMAC-SHA256 Credential=KEY/DATE/REGION/SERVICE/aws4_request, …`
 * header, and the `X-Amz-Date` (`20261121T070809Z`) beside it; undefined when there is none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function readAuthorization(header: string | undefined, date?: string): Authorization | undefined {
  const scope = /^AWS4-HMAC-SHA256\s.*?Credential=([^,\s]+)/.exec(header ?? "")?.[1];
  const [accessKeyId, , region, signingName] = scope?.split("/") ?? [];
  if (!accessKeyId || !region || !signingName) return undefined;
  return { accessKeyId, region, signingName, signedAt: readDate(date) };
}

function readDate(date: string | undefined): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date ?? "")?.slice(1);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, ...rest] = parts.map(Number);
  return Date.UTC(year, month - 1, ...rest);
}
