import { describe } from "vitest";
import { itExplainsSettings, set } from "../settings/settings-problems.ts";

describe("policies that AWS would refuse", () => {
  itExplainsSettings([
    {
      what: "Amplify's policy without its path",
      file: set('"managedPolicies": ["arn:aws:iam::aws:policy/AmplifyBackendDeployFullAccess"]'),
      says: [
        'onboard.json:1:63: There is no policy "arn:aws:iam::aws:policy/AmplifyBackendDeployFullAccess": this one\'s path is service-role/. Write "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess".',
      ],
    },
    {
      what: "Amplify's policy by name",
      file: set('"managedPolicies": ["AmplifyBackendDeployFullAccess"]'),
      says: [
        'onboard.json:1:63: There is no policy "AmplifyBackendDeployFullAccess": this one\'s path is service-role/. Write "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess".',
      ],
    },
    {
      what: "a managed policy by name",
      file: set('"managedPolicies": ["ReadOnlyAccess"]'),
      says: [
        'onboard.json:1:63: "ReadOnlyAccess" is not the ARN of an AWS managed policy. Write it like "arn:aws:iam::aws:policy/ReadOnlyAccess".',
      ],
    },
    {
      what: "a policy for the role of a service",
      file: set('"managedPolicies": ["arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy"]'),
      says: [
        'onboard.json:1:63: "arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy" is for the role of an AWS service, and no other role can have it. Name another policy: IAM has one for people, without aws-service-role/ in its path, for most services.',
      ],
    },
    {
      what: "a customer managed policy as an AWS managed one",
      file: set('"managedPolicies": ["arn:aws:iam::111122223333:policy/developers"]'),
      says: [
        'onboard.json:1:63: "arn:aws:iam::111122223333:policy/developers" is a customer managed policy. Name it under customerManagedPolicies instead.',
      ],
    },
    {
      what: "a managed policy named twice",
      file: set(
        '"managedPolicies": ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"]',
      ),
      says: ['onboard.json:1:105: "arn:aws:iam::aws:policy/ReadOnlyAccess" is here twice. Remove one of the two.'],
    },
    {
      what: "a customer managed policy by ARN",
      file: set('"customerManagedPolicies": [{ "name": "arn:aws:iam::111122223333:policy/developers" }]'),
      says: [
        'onboard.json:1:81: "arn:aws:iam::111122223333:policy/developers" is an ARN; a customer managed policy is named, since each account has its own. Write its name, "developers", and its path if it is not /.',
      ],
    },
    {
      what: "a policy path without slashes",
      file: set('"customerManagedPolicies": [{ "name": "developers", "path": "teams" }]'),
      says: ['onboard.json:1:103: "teams" is not a policy path. Write "/", or a path such as "/teams/amplify/".'],
    },
    {
      what: "26 policies",
      file: set(
        `"managedPolicies": [${Array.from({ length: 26 }, (_, i) => `"arn:aws:iam::aws:policy/P${i}"`).join()}]`,
      ),
      says: [
        "onboard.json:1:23: Here are 26 managed policies; a permission set has at most 25. Put some of them into the inline policy.",
      ],
    },
    {
      what: "a boundary of no policy",
      file: set('"permissionsBoundary": {}'),
      says: [
        "onboard.json:1:43: A permissions boundary is one policy, and here are none. Give either managedPolicyArn or customerManagedPolicy.",
      ],
    },
    {
      what: "a boundary of two policies",
      file: set(
        '"permissionsBoundary": { "managedPolicyArn": "arn:aws:iam::aws:policy/PowerUserAccess", "customerManagedPolicy": { "name": "b" } }',
      ),
      says: [
        "onboard.json:1:43: A permissions boundary is one policy, and here are two. Give either managedPolicyArn or customerManagedPolicy.",
      ],
    },
    {
      what: "an inline policy without statements",
      file: set('"inlinePolicy": { "Version": "2012-10-17" }'),
      says: [
        'onboard.json:1:43: The inline policy has no Statement. Write { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": …, "Resource": … }] }.',
      ],
    },
    {
      what: "an inline policy with a misspelt member",
      file: set('"inlinePolicy": { "Statment": [] }'),
      says: [
        'onboard.json:1:43: An IAM policy has no member "Statment". Write { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": …, "Resource": … }] }.',
      ],
    },
    {
      what: "an inline policy of an unknown version",
      file: set('"inlinePolicy": { "Version": "2020-01-01", "Statement": [] }'),
      says: [
        'onboard.json:1:43: The inline policy has a Version that IAM does not know. Write "Version": "2012-10-17".',
      ],
    },
    {
      what: "a statement without an effect",
      file: set('"inlinePolicy": { "Statement": [{ "Action": "*", "Resource": "*" }] }'),
      says: [
        'onboard.json:1:43: A statement of the inline policy has no Effect Allow or Deny. Write { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": …, "Resource": … }] }.',
      ],
    },
    {
      what: "a statement without an action",
      file: set('"inlinePolicy": { "Statement": [{ "Effect": "Allow", "Resource": "*" }] }'),
      says: [
        'onboard.json:1:43: A statement of the inline policy needs either Action or NotAction. Write { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": …, "Resource": … }] }.',
      ],
    },
    {
      what: "a statement with a principal",
      file: set(
        '"inlinePolicy": { "Statement": { "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" } }',
      ),
      says: [
        'onboard.json:1:43: A statement of the inline policy names a Principal, which only policies on resources do. Write { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": …, "Resource": … }] }.',
      ],
    },
    {
      what: "an inline policy beyond AWS's size",
      file: set(
        `"inlinePolicy": { "Statement": { "Effect": "Allow", "Action": "*", "Resource": "${"a".repeat(10_240)}" } }`,
      ),
      says: [
        "onboard.json:1:43: The inline policy has 10299 bytes without white space; AWS takes 10240. Move a part of it into a managed policy.",
      ],
    },
  ]);
});
