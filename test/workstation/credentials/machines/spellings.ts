import type { Machine } from "../asked-machine.ts";
import { both, KEYS, SESSION, SIGN_IN } from "./parts.ts";

/** How keys and values are spelled. */
export const SPELLINGS: readonly Machine[] = [
  {
    title: "everything indented",
    config: `${SESSION}[profile dev]
  sso_session = acme
  sso_account_id = 111111111111
  sso_role_name = Dev
`,
    credentials: "",
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "a second key indented",
    config: `${SESSION}[profile dev]
sso_session = acme
  sso_account_id = 111111111111
sso_role_name = Dev
`,
    credentials: "",
    who: { dev: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"] },
  },
  {
    title: "keys below a nested block",
    config: `${SESSION}[profile dev]\ns3 =\n  addressing_style = path\n${SIGN_IN}`,
    credentials: "",
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "keys that look like part of a nested block",
    config: `${SESSION}[profile dev]\ns3 =\n  addressing_style = path\n  ${SIGN_IN}`,
    credentials: `[dev]\n${KEYS}`,
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "colons in the credentials file",
    config: "",
    credentials: `[dev]\naws_access_key_id: AKIAIOSFODNN7EXAMPLE\naws_secret_access_key: secret\n`,
    who: { dev: ["keys AKIAIOSFODNN7EXAMPLE", "none"] },
  },
  {
    title: "colons in the config file",
    config: `${SESSION}[profile dev]
sso_session: acme
sso_account_id: 111111111111
sso_role_name: Dev
`,
    credentials: "",
    who: { dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"] },
  },
  {
    title: "a sign-in in capitals",
    config: `${SESSION}[profile dev]
SSO_session = acme
SSO_account_id = 111111111111
SSO_role_name = Dev
`,
    credentials: "",
    who: { dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"] },
  },
  {
    title: "a capital in one of two keys",
    config: "",
    credentials: `[dev]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
Aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`,
    who: { dev: ["keys AKIAIOSFODNN7EXAMPLE", "none"] },
  },
  {
    title: "a comment behind an account's id",
    config: `${SESSION}[profile dev]
sso_session = acme
sso_account_id = 111111111111 # dev
sso_role_name = Dev
`,
    credentials: "",
    who: {
      dev: [
        "sso Dev in 111111111111 # dev by https://acme.awsapps.com/start eu-west-1",
        "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1",
      ],
    },
  },
  {
    title: "a comment behind a secret",
    config: "",
    credentials: `[dev]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE ; mine
aws_secret_access_key = secret # 2024
`,
    who: { dev: ["keys AKIAIOSFODNN7EXAMPLE ; mine", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a comment behind a session's name",
    config: `${SESSION}[profile dev]
sso_session = acme # ours
sso_account_id = 111111111111
sso_role_name = Dev
`,
    credentials: "",
    who: { dev: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"] },
  },
  {
    title: "a comment behind a Region of a session",
    config: `[sso-session acme]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1 # Ireland
sso_registration_scopes = sso:account:access
[profile dev]
${SIGN_IN}`,
    credentials: "",
    who: {
      dev: [
        "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1 # Ireland",
        "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1",
      ],
    },
  },
  {
    title: "a number sign without a blank before it",
    config: `[sso-session acme]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1#Ireland
sso_registration_scopes = sso:account:access
[profile dev]
${SIGN_IN}`,
    credentials: "",
    who: { dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1#Ireland", "none"] },
  },
  {
    title: "values in quotes",
    config: `${SESSION}[profile dev]
sso_session = acme
sso_account_id = "111111111111"
sso_role_name = "Dev"
`,
    credentials: `[old]\naws_access_key_id = "AKIAIOSFODNN7EXAMPLE"\naws_secret_access_key = "secret"\n`,
    who: {
      dev: both('sso "Dev" in "111111111111" by https://acme.awsapps.com/start eu-west-1'),
      old: both('keys "AKIAIOSFODNN7EXAMPLE"'),
    },
  },
  {
    title: "keys with nothing in them",
    config: `${SESSION}[profile dev]\n${SIGN_IN}`,
    credentials: `[dev]\naws_access_key_id =\naws_secret_access_key =\n`,
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "no blanks around the sign",
    config: `[sso-session acme]
sso_start_url=https://acme.awsapps.com/start
sso_region=eu-west-1
sso_registration_scopes=sso:account:access
[profile dev]
sso_session=acme
sso_account_id=111111111111
sso_role_name=Dev
`,
    credentials: "",
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "keys that are comments",
    config: `${SESSION}[profile dev]\n# sso_session = other\n${SIGN_IN};aws_access_key_id = AKIAOLD\n`,
    credentials: "",
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
];
