import { partitionNamed } from "../../core/aws/partitions.ts";

/**
 * A statement for the policy of Identity Center's customer managed key: administrators of the account may use the key, through
 * Identity Center and its directory only.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/baseline-KMS-key-policy.html
 */
export function keyPolicyStatement(partition = "aws", account = "ACCOUNT", action = "kms:Decrypt"): string {
  const domain = partitionNamed(partition)?.dnsSuffix ?? "amazonaws.com";
  return JSON.stringify({
    Sid: "AdministratorsOfIdentityCenter",
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: [...new Set(["kms:Decrypt", action])],
    Resource: "*",
    Condition: { StringLike: { "kms:ViaService": [`sso.*.${domain}`, `identitystore.*.${domain}`] } },
  });
}
