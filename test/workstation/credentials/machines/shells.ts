import type { Machine } from "../asked-machine.ts";
import { both, IDENTITY, KEYS, PROGRAM, ROLE, SESSION, SIGN_IN } from "./parts.ts";

/** Variables of the shell, and what stands in two files. */
export const SHELLS: readonly Machine[] = [
  {
    title: "the shell's web identity",
    config: `[profile dev]\nregion = eu-west-1\n[profile signed]\n${SIGN_IN}${SESSION}`,
    credentials: `[keys]\n${KEYS}`,
    env: { AWS_WEB_IDENTITY_TOKEN_FILE: "/token", AWS_ROLE_ARN: "arn:aws:iam::444444444444:role/Pod" },
    who: {
      default: both("web-identity arn:aws:iam::444444444444:role/Pod"),
      dev: both("web-identity arn:aws:iam::444444444444:role/Pod"),
      signed: [
        "web-identity arn:aws:iam::444444444444:role/Pod",
        "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1",
      ],
      keys: ["web-identity arn:aws:iam::444444444444:role/Pod", "keys AKIAIOSFODNN7EXAMPLE"],
      "--profile dev": ["none", "web-identity arn:aws:iam::444444444444:role/Pod"],
      "--profile keys": both("keys AKIAIOSFODNN7EXAMPLE"),
    },
  },
  {
    title: "a token of the shell without a role",
    config: `[profile dev]\n${KEYS}`,
    credentials: "",
    env: { AWS_WEB_IDENTITY_TOKEN_FILE: "/token" },
    who: {
      default: both("none"),
      dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"],
      "--profile dev": both("keys AKIAIOSFODNN7EXAMPLE"),
    },
  },
  {
    title: "a role of the shell without a token",
    config: `[profile dev]\n${ROLE}${IDENTITY}`,
    credentials: `[keys]\n${KEYS}`,
    env: { AWS_ROLE_ARN: "arn:aws:iam::444444444444:role/Pod" },
    who: {
      default: both("none"),
      dev: ["web-identity arn:aws:iam::444444444444:role/Pod", "web-identity arn:aws:iam::222222222222:role/Ops"],
      keys: both("keys AKIAIOSFODNN7EXAMPLE"),
      "--profile dev": both("web-identity arn:aws:iam::222222222222:role/Ops"),
    },
  },
  {
    title: "keys of the shell and a profile",
    config: `[profile dev]\nregion = eu-west-1\n`,
    credentials: `[dev]\n${KEYS}`,
    env: { AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "secret", AWS_PROFILE: "dev" },
    who: {
      shell: ["keys AKIASHELL", "keys AKIAIOSFODNN7EXAMPLE"],
      dev: ["keys AKIASHELL", "keys AKIAIOSFODNN7EXAMPLE"],
      "--profile dev": both("keys AKIAIOSFODNN7EXAMPLE"),
      default: both("keys AKIASHELL"),
    },
  },
  {
    title: "half a pair of keys in the shell",
    config: `${SESSION}[profile dev]\n${SIGN_IN}`,
    credentials: `[default]\n${KEYS}`,
    env: { AWS_ACCESS_KEY_ID: "AKIASHELL" },
    who: {
      default: ["none", "keys AKIAIOSFODNN7EXAMPLE"],
      dev: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"],
      "--profile dev": both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"),
    },
  },
  {
    title: "a secret alone in the shell",
    config: "",
    credentials: `[default]\n${KEYS}`,
    env: { AWS_SECRET_ACCESS_KEY: "secret" },
    who: { default: both("keys AKIAIOSFODNN7EXAMPLE"), "--profile default": both("keys AKIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "empty keys in the shell",
    config: "",
    credentials: `[default]\n${KEYS}`,
    env: { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_SESSION_TOKEN: "" },
    who: { default: both("keys AKIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "AWS_DEFAULT_PROFILE alone",
    config: "",
    credentials: `[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
[dev]
${KEYS}`,
    env: { AWS_DEFAULT_PROFILE: "dev" },
    who: { shell: ["keys AKIAIOSFODNN7EXAMPLE", "keys AKIADEFAULT"] },
  },
  {
    title: "two profiles in the shell",
    config: "",
    credentials: `[ops]
aws_access_key_id = AKIAOPS
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
[dev]
${KEYS}`,
    env: { AWS_DEFAULT_PROFILE: "ops", AWS_PROFILE: "dev" },
    who: { shell: ["keys AKIAOPS", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "an empty AWS_PROFILE",
    config: "",
    credentials: `[default]\n${KEYS}`,
    env: { AWS_PROFILE: "" },
    who: { shell: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "an empty AWS_PROFILE and keys of the shell",
    config: "",
    credentials: `[default]\n${KEYS}`,
    env: { AWS_PROFILE: "", AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "secret" },
    who: { shell: ["none", "keys AKIASHELL"] },
  },
  {
    title: "AWS_PROFILE that names a default profile which is not there",
    config: `[profile dev]\nregion = eu-west-1\n`,
    credentials: "",
    env: { AWS_PROFILE: "default", AWS_ACCESS_KEY_ID: "AKIASHELL", AWS_SECRET_ACCESS_KEY: "secret" },
    who: { shell: both("none") },
  },
  {
    title: "AWS_PROFILE that names nothing",
    config: "",
    credentials: `[default]\n${KEYS}`,
    env: { AWS_PROFILE: "gone" },
    who: { shell: both("none") },
  },
  {
    title: "AWS_PROFILE with a blank behind it",
    config: "",
    credentials: `[dev]\n${KEYS}`,
    env: { AWS_PROFILE: "dev " },
    who: { shell: both("none") },
  },
  {
    title: "a container, and profiles beside it",
    config: `[profile dev]\nregion = eu-west-1\n${SESSION}[profile signed]\n${SIGN_IN}`,
    credentials: `[keys]\n${KEYS}`,
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1/" },
    who: {
      default: both("container"),
      dev: both("container"),
      signed: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"),
      keys: both("keys AKIAIOSFODNN7EXAMPLE"),
    },
  },
  {
    title: "no files at all",
    config: "",
    credentials: "",
    who: { default: both("none"), dev: both("none"), "--profile dev": both("none") },
  },
  {
    title: "the id in one file and the secret in the other",
    config: `[profile dev]\naws_secret_access_key = secret\n`,
    credentials: `[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n`,
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "the secret in the credentials file and the id in the other",
    config: `[profile dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n`,
    credentials: `[dev]\naws_secret_access_key = secret\n`,
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "keys in both files",
    config: `[profile dev]
aws_access_key_id = AKIACONFIG
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`,
    credentials: `[dev]\n${KEYS}`,
    who: { dev: both("keys AKIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "a whole pair in the config file and half of one in the other",
    config: `[profile dev]
aws_access_key_id = AKIACONFIG
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`,
    credentials: `[dev]\naws_access_key_id = AKIAHALF\n`,
    who: { dev: ["none", "keys AKIAHALF"] },
  },
  { title: "a token alone", config: "", credentials: `[dev]\naws_session_token = token\n`, who: { dev: both("none") } },
  {
    title: "both files the same",
    config: `[default]\n${KEYS}[profile dev]\n${SIGN_IN}${SESSION}`,
    credentials: `[default]\n${KEYS}[profile dev]\n${SIGN_IN}${SESSION}`,
    who: {
      default: both("keys AKIAIOSFODNN7EXAMPLE"),
      dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"),
    },
  },
  {
    title: "what saml2aws leaves",
    config: `[profile saml]\nregion = eu-west-1\n`,
    credentials: `[saml]
aws_access_key_id        = ASIAIOSFODNN7EXAMPLE
aws_secret_access_key    = secret
aws_session_token        = token
aws_security_token       = token
x_principal_arn          = arn:aws:sts::111111111111:assumed-role/Admin/ana
x_security_token_expires = 2024-05-01T10:00:00+02:00
`,
    who: { saml: both("keys ASIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "what granted writes",
    config: `[profile dev]
granted_sso_start_url = https://acme.awsapps.com/start
granted_sso_region = eu-west-1
granted_sso_account_id = 111111111111
granted_sso_role_name = Dev
${PROGRAM}`,
    credentials: "",
    who: { dev: both("process") },
  },
];
