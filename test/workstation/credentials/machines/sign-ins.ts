import type { Machine } from "../asked-machine.ts";
import { both, KEYS, LOGIN, PROGRAM, ROLE, SESSION, SIGN_IN } from "./parts.ts";

/** Sign-ins at a portal or the console, and programs. */
export const SIGN_INS: readonly Machine[] = [
  {
    title: "a session with blanks in quotes",
    config: `[sso-session "Admin in My Org"]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
[profile dev]
sso_session = Admin in My Org
sso_account_id = 111111111111
sso_role_name = Dev
`,
    credentials: "",
    who: { dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"] },
  },
  {
    title: "a session with blanks in single quotes, and keys",
    config: `[sso-session 'my org']
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
[profile dev]
sso_session = my org
sso_account_id = 111111111111
sso_role_name = Dev
`,
    credentials: `[dev]\n${KEYS}`,
    who: { dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a session named in quotes",
    config: `${SESSION}[profile dev]
sso_session = "acme"
sso_account_id = 111111111111
sso_role_name = Dev
`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "a session that is not there, and keys",
    config: `[profile dev]\n${SIGN_IN}`,
    credentials: `[dev]\n${KEYS}`,
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a session without a Region",
    config: `[sso-session acme]
sso_start_url = https://acme.awsapps.com/start
[profile dev]
${SIGN_IN}`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "a session without a Region beside a profile that has it",
    config: `[sso-session acme]
sso_start_url = https://acme.awsapps.com/start
[profile dev]
sso_region = eu-west-1
${SIGN_IN}`,
    credentials: "",
    who: { dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"] },
  },
  {
    title: "a session in the credentials file",
    config: `[profile dev]\n${SIGN_IN}`,
    credentials: `${SESSION}`,
    who: { dev: both("none") },
  },
  {
    title: "a portal that the profile names itself",
    config: `[profile dev]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111111111111
sso_role_name = Dev
region = eu-west-1
`,
    credentials: "",
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "a portal that profile and session name alike",
    config: `${SESSION}[profile dev]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
${SIGN_IN}`,
    credentials: "",
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "a portal that the session spells differently",
    config: `${SESSION}[profile dev]\nsso_start_url = https://acme.awsapps.com/start#/\n${SIGN_IN}`,
    credentials: "",
    who: { dev: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"] },
  },
  {
    title: "a sign-in in the credentials file",
    config: `${SESSION}`,
    credentials: `[dev]\n${SIGN_IN}`,
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "a sign-in in two halves",
    config: `${SESSION}[profile dev]\nsso_session = acme\n`,
    credentials: `[dev]\nsso_account_id = 111111111111\nsso_role_name = Dev\n`,
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "a sign-in without a role",
    config: `${SESSION}[profile dev]\nsso_session = acme\nsso_account_id = 111111111111\n`,
    credentials: `[dev]\n${KEYS}`,
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a session that has account and role",
    config: `${SESSION}sso_account_id = 111111111111
sso_role_name = Dev
[profile dev]
sso_session = acme
sso_role_name = Dev
[profile bare]
sso_session = acme
`,
    credentials: "",
    who: { dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"], bare: both("none") },
  },
  {
    title: "the console's sign-in",
    config: `[profile dev]\n${LOGIN}region = eu-west-1\n`,
    credentials: "",
    who: {
      dev: both("login arn:aws:iam::111111111111:user/ana"),
      "--profile dev": both("login arn:aws:iam::111111111111:user/ana"),
      default: both("none"),
    },
  },
  {
    title: "the console's sign-in as default",
    config: `[default]\n${LOGIN}`,
    credentials: "",
    who: {
      default: both("login arn:aws:iam::111111111111:user/ana"),
      "--profile default": both("login arn:aws:iam::111111111111:user/ana"),
    },
  },
  {
    title: "the console's sign-in and a program",
    config: `[profile dev]\n${LOGIN}${PROGRAM}`,
    credentials: "",
    who: { dev: ["login arn:aws:iam::111111111111:user/ana", "process"] },
  },
  {
    title: "the console's sign-in and keys in the credentials file",
    config: `[profile dev]\n${LOGIN}`,
    credentials: `[dev]\n${KEYS}`,
    who: { dev: both("keys AKIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "the console's sign-in and keys in the config file",
    config: `[profile dev]\n${LOGIN}${KEYS}`,
    credentials: "",
    who: { dev: ["login arn:aws:iam::111111111111:user/ana", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "the console's sign-in and that of a portal",
    config: `${SESSION}[profile dev]\n${LOGIN}${SIGN_IN}`,
    credentials: "",
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "the console's sign-in and a portal that names no role",
    config: `[profile dev]
${LOGIN}sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
`,
    credentials: "",
    who: { dev: ["login arn:aws:iam::111111111111:user/ana", "none"] },
  },
  {
    title: "the console's sign-in in the credentials file",
    config: "",
    credentials: `[dev]\n${LOGIN}`,
    who: { dev: both("login arn:aws:iam::111111111111:user/ana") },
  },
  {
    title: "a role behind the console's sign-in",
    config: `[profile ana]\n${LOGIN}[profile dev]\n${ROLE}source_profile = ana\n`,
    credentials: "",
    who: { dev: both("role arn:aws:iam::222222222222:role/Ops of login arn:aws:iam::111111111111:user/ana") },
  },
  {
    title: "a role behind a sign-in and a program",
    config: `[profile ana]\n${LOGIN}${PROGRAM}[profile dev]\n${ROLE}source_profile = ana\n`,
    credentials: "",
    who: {
      dev: [
        "role arn:aws:iam::222222222222:role/Ops of login arn:aws:iam::111111111111:user/ana",
        "role arn:aws:iam::222222222222:role/Ops of process",
      ],
    },
  },
  { title: "a program", config: `[profile dev]\n${PROGRAM}`, credentials: "", who: { dev: both("process") } },
  {
    title: "a program and keys in the config file",
    config: `[profile dev]\n${PROGRAM}${KEYS}`,
    credentials: "",
    who: { dev: ["process", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a program and keys in the credentials file",
    config: `[profile dev]\n${PROGRAM}`,
    credentials: `[dev]\n${KEYS}`,
    who: { dev: both("keys AKIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "a program and half a pair of keys",
    config: `[profile dev]\n${PROGRAM}`,
    credentials: `[dev]\naws_access_key_id = AKIAHALF\n`,
    who: { dev: ["none", "process"] },
  },
  {
    title: "a program and a sign-in",
    config: `${SESSION}[profile dev]\n${SIGN_IN}${PROGRAM}`,
    credentials: "",
    who: { dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "process"] },
  },
  {
    title: "a program in the credentials file",
    config: "",
    credentials: `[dev]\n${PROGRAM}`,
    who: { dev: both("process") },
  },
  {
    title: "a program where nothing is named",
    config: `[default]\n${PROGRAM}`,
    credentials: "",
    who: { default: both("process"), dev: both("none") },
  },
];
