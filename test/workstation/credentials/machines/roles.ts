import type { Machine } from "../asked-machine.ts";
import { both, IDENTITY, KEYS, PROGRAM, ROLE, SESSION, SIGN_IN } from "./parts.ts";

/** Roles, and what assumes them. */
export const ROLES: readonly Machine[] = [
  {
    title: "a role behind a program",
    config: `[profile base]\n${PROGRAM}[profile dev]\n${ROLE}source_profile = base\n`,
    credentials: "",
    who: { dev: both("role arn:aws:iam::222222222222:role/Ops of process") },
  },
  {
    title: "three roles behind each other",
    config: `[profile one]
${ROLE}source_profile = base
[profile two]
role_arn = arn:aws:iam::333333333333:role/Mid
source_profile = one
[profile three]
role_arn = arn:aws:iam::444444444444:role/Far
source_profile = two
`,
    credentials: `[base]\n${KEYS}`,
    who: {
      one: both("role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE"),
      two: both(
        "role arn:aws:iam::333333333333:role/Mid of role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE",
      ),
      three: both(
        "role arn:aws:iam::444444444444:role/Far of role arn:aws:iam::333333333333:role/Mid of role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE",
      ),
    },
  },
  {
    title: "a role behind itself without keys",
    config: `[profile dev]\n${ROLE}source_profile = dev\n`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "a role behind itself with a sign-in",
    config: `${SESSION}[profile dev]\n${SIGN_IN}${ROLE}source_profile = dev\n`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "a role behind a source that is not there",
    config: `[profile dev]\n${ROLE}source_profile = gone\n`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "a role behind a source that is empty",
    config: `[profile base]\n[profile dev]\n${ROLE}source_profile = base\n`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "a role behind a source that has a Region alone",
    config: `[profile base]\nregion = eu-west-1\n[profile dev]\n${ROLE}source_profile = base\n`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "a role behind a source that the credentials file calls a profile",
    config: `[profile dev]\n${ROLE}source_profile = base\n`,
    credentials: `[profile base]\n${KEYS}`,
    who: { dev: both("none") },
  },
  {
    title: "a role behind a source in quotes",
    config: `[profile dev]\n${ROLE}source_profile = "base"\n`,
    credentials: `[base]\n${KEYS}`,
    who: { dev: both("none") },
  },
  {
    title: "a role behind a source with a comment",
    config: `[profile dev]\n${ROLE}source_profile = base # keys\n`,
    credentials: `[base]\n${KEYS}`,
    who: { dev: ["none", "role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a role behind a source with half a pair",
    config: `[profile dev]\n${ROLE}source_profile = base\n`,
    credentials: `[base]\naws_access_key_id = AKIAHALF\n`,
    who: { dev: both("none") },
  },
  {
    title: "a role behind a source whose keys are in capitals",
    config: `[profile dev]\n${ROLE}source_profile = base\n`,
    credentials: `[base]\nAWS_ACCESS_KEY_ID = AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY = secret\n`,
    who: { dev: ["role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE", "none"] },
  },
  {
    title: "a role behind the default profile",
    config: `[profile dev]\n${ROLE}source_profile = default\n`,
    credentials: `[default]\n${KEYS}`,
    who: { dev: both("role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "a role behind a default profile that is not there",
    config: `[profile dev]\n${ROLE}source_profile = default\n`,
    credentials: "",
    env: { AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "secret" },
    who: { dev: ["keys AKIASHELL", "none"] },
  },
  {
    title: "a role that has keys of its own, too",
    config: `[profile dev]
${ROLE}source_profile = base
aws_access_key_id = AKIAOWN
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`,
    credentials: `[base]\n${KEYS}`,
    who: { dev: both("role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "a role with keys and no source",
    config: `[profile dev]\n${ROLE}`,
    credentials: `[dev]\n${KEYS}`,
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a role in the credentials file",
    config: "",
    credentials: `[base]\n${KEYS}[dev]\n${ROLE}source_profile = base\n`,
    who: { dev: both("role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "a role behind a role that has keys, too",
    config: `[profile mid]
${ROLE}source_profile = base
aws_access_key_id = AKIAMID
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
[profile dev]
role_arn = arn:aws:iam::333333333333:role/Far
source_profile = mid
`,
    credentials: `[base]\n${KEYS}`,
    who: { dev: both("role arn:aws:iam::333333333333:role/Far of keys AKIAMID") },
  },
  {
    title: "a source without a role",
    config: `${SESSION}[profile base]
${SIGN_IN}[profile dev]
source_profile = base
region = eu-west-1
`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "a role behind a sign-in that keys shadow",
    config: `${SESSION}[profile base]\n${SIGN_IN}[profile dev]\n${ROLE}source_profile = base\n`,
    credentials: `[base]\n${KEYS}`,
    who: {
      base: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "keys AKIAIOSFODNN7EXAMPLE"],
      dev: [
        "role arn:aws:iam::222222222222:role/Ops of sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1",
        "role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE",
      ],
    },
  },
  {
    title: "a circle of three",
    config: `[profile a]
${ROLE}source_profile = b
[profile b]
${ROLE}source_profile = c
[profile c]
${ROLE}source_profile = a
`,
    credentials: "",
    who: { a: both("none"), b: both("none"), c: both("none") },
  },
  {
    title: "a circle behind a role",
    config: `[profile dev]
${ROLE}source_profile = a
[profile a]
${ROLE}source_profile = b
[profile b]
${ROLE}source_profile = a
`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "a circle with keys in it",
    config: `[profile a]\n${ROLE}source_profile = b\n[profile b]\n${ROLE}source_profile = a\n`,
    credentials: `[b]\n${KEYS}`,
    who: {
      a: both("role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE"),
      b: [
        "none",
        "role arn:aws:iam::222222222222:role/Ops of role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE",
      ],
    },
  },
  {
    title: "a misspelled credential_source",
    config: `[profile dev]\n${ROLE}credential_source = environment\n`,
    credentials: "",
    env: { AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "secret" },
    who: { dev: ["keys AKIASHELL", "none"] },
  },
  {
    title: "the shell's keys as source",
    config: `[profile dev]\n${ROLE}credential_source = Environment\n`,
    credentials: "",
    env: { AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "secret" },
    who: {
      dev: ["keys AKIASHELL", "role arn:aws:iam::222222222222:role/Ops of keys AKIASHELL"],
      "--profile dev": both("role arn:aws:iam::222222222222:role/Ops of keys AKIASHELL"),
    },
  },
  {
    title: "a container's role as source",
    config: `[profile dev]\n${ROLE}credential_source = EcsContainer\n`,
    credentials: "",
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1/" },
    who: {
      dev: both("role arn:aws:iam::222222222222:role/Ops of container"),
      "--profile dev": both("role arn:aws:iam::222222222222:role/Ops of container"),
    },
  },
  {
    title: "a container's role as source outside of one",
    config: `[profile dev]\n${ROLE}credential_source = EcsContainer\n`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "an instance's role as source",
    config: `[profile dev]\n${ROLE}credential_source = Ec2InstanceMetadata\n`,
    credentials: "",
    env: { AWS_EC2_METADATA_DISABLED: "false" },
    who: { dev: both("role arn:aws:iam::222222222222:role/Ops of instance") },
  },
  {
    title: "an instance's role as source where it is switched off",
    config: `[profile dev]\n${ROLE}credential_source = Ec2InstanceMetadata\n`,
    credentials: "",
    who: { dev: ["none", "role arn:aws:iam::222222222222:role/Ops of instance"] },
  },
  {
    title: "a source named twice, and keys",
    config: `[profile dev]\n${ROLE}credential_source = Environment\nsource_profile = base\n${KEYS}`,
    credentials: `[base]\n${KEYS}`,
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a source without a role's ARN",
    config: `[profile base]
credential_source = Environment
[profile dev]
${ROLE}source_profile = base
`,
    credentials: "",
    env: { AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "secret" },
    who: {
      base: ["keys AKIASHELL", "none"],
      dev: ["keys AKIASHELL", "role arn:aws:iam::222222222222:role/Ops of keys AKIASHELL"],
    },
  },
  {
    title: "a device's code behind a session",
    config: `${SESSION}[profile base]
${SIGN_IN}[profile dev]
${ROLE}source_profile = base
mfa_serial = arn:aws:iam::111111111111:mfa/ana
`,
    credentials: "",
    who: {
      dev: [
        "role arn:aws:iam::222222222222:role/Ops of sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1",
        "none",
      ],
    },
  },
  {
    title: "a web identity",
    config: `[profile dev]\n${ROLE}${IDENTITY}`,
    credentials: "",
    who: { dev: both("web-identity arn:aws:iam::222222222222:role/Ops") },
  },
  {
    title: "a web identity and a source",
    config: `[profile dev]\n${ROLE}${IDENTITY}source_profile = base\n`,
    credentials: `[base]\n${KEYS}`,
    who: {
      dev: [
        "web-identity arn:aws:iam::222222222222:role/Ops",
        "role arn:aws:iam::222222222222:role/Ops of keys AKIAIOSFODNN7EXAMPLE",
      ],
    },
  },
  {
    title: "a web identity without a role",
    config: `[profile dev]\n${IDENTITY}${KEYS}`,
    credentials: "",
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a web identity and keys",
    config: `[profile dev]\n${ROLE}${IDENTITY}`,
    credentials: `[dev]\n${KEYS}`,
    who: { dev: ["web-identity arn:aws:iam::222222222222:role/Ops", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a role behind a web identity",
    config: `[profile pod]
${ROLE}${IDENTITY}[profile dev]
role_arn = arn:aws:iam::333333333333:role/Far
source_profile = pod
`,
    credentials: "",
    who: { dev: both("role arn:aws:iam::333333333333:role/Far of web-identity arn:aws:iam::222222222222:role/Ops") },
  },
];
