import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** What became of a packed text: it is whole, its end is missing, or something in it was changed. */
export type Unpacked = { readonly text: string } | "cut" | "damaged";

/**
 * What texts to pack mostly consist of, the likeliest last: a handover for one person in one account needs a few dozen bytes beside it.
 * It is a part of the format: strings that people have been sent are read with it, so it is never changed.
 */
const KNOWN = Buffer.from(
  [
    '"externalId":"mfaSerial":"arn:aws:iam::","roles":[{"profile":"roleArn":"arn:aws:iam::role/sourceProfile":"simulated":true',
    "ap-south-1ap-northeast-1ap-northeast-2ap-southeast-1ap-southeast-2ca-central-1sa-east-1eu-north-1eu-south-1me-central-1",
    "eu-west-2eu-west-3eu-central-1us-west-1us-west-2us-east-2us-gov-west-1https://start.us-gov-home.awsapps.com/directory/",
    "PowerUserAccessReadOnlyAccessAdministratorAccess-Amplify-gen1ProductionStagingDevelopmentTestSandbox dev.co.uk.de.io.org.net",
    '{"version":1,"startUrl":"https://d-9067.awsapps.com/start","ssoRegion":"us-east-1","session":"amplify","people":[{"email":"',
    '@example.com","username":"","access":[{"accountId":"","accountName":"","permissionSet":"amplify-policy","region":"eu-west-1',
    '","profile":"amplify-"},{"accountId":"amplify"}]}]}',
  ].join(""),
);

/** Bytes before the packed ones: how many those are, and the start of their hash. */
const HEAD = 5;
const MOST = 0xffff;

/** A text as few bytes, with what tells whether all of them arrived; `undefined` when it is too long for that. */
export function packText(text: string): Buffer | undefined {
  const packed = deflateRawSync(text, { dictionary: KNOWN, level: 9 });
  if (packed.length > MOST) return undefined;
  const head = Buffer.alloc(HEAD);
  head.writeUInt16BE(packed.length);
  hashOf(packed).copy(head, 2);
  return Buffer.concat([head, packed]);
}

/** Reads such bytes as what a stranger may have made: never more than `most` bytes of UTF-8 come out of it. Never throws. */
export function unpackText(bytes: Uint8Array, most: number): Unpacked {
  const all = Buffer.from(bytes);
  const packed = all.subarray(HEAD);
  if (all.length <= HEAD || packed.length < all.readUInt16BE()) return "cut";
  if (packed.length > all.readUInt16BE() || !hashOf(packed).equals(all.subarray(2, HEAD))) return "damaged";
  try {
    const text = inflateRawSync(packed, { dictionary: KNOWN, maxOutputLength: most });
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(text) };
  } catch {
    return "damaged";
  }
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash("sha256")
    .update(bytes)
    .digest()
    .subarray(0, HEAD - 2);
}
