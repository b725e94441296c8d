import type { Machine } from "../asked-machine.ts";
import { both, KEYS, SESSION, SIGN_IN } from "./parts.ts";

/** How the headers of both files are spelled. */
export const HEADERS: readonly Machine[] = [
  {
    title: "a profile of the config file without its word",
    config: `${SESSION}[dev]\n${SIGN_IN}`,
    credentials: "",
    who: { dev: both("none") },
  },
  {
    title: "the word profile in the credentials file",
    config: `[profile dev]\nregion = eu-west-1\n`,
    credentials: `[profile dev]\n${KEYS}`,
    who: {
      dev: both("none"),
      "profile dev": ["keys AKIAIOSFODNN7EXAMPLE", "none"],
      "profile.dev": ["none", "keys AKIAIOSFODNN7EXAMPLE"],
    },
  },
  {
    title: "two default profiles",
    config: `${SESSION}[default]
${SIGN_IN}[profile default]
sso_session = acme
sso_account_id = 111111111111
sso_role_name = Ops
`,
    credentials: "",
    who: {
      default: both("sso Ops in 111111111111 by https://acme.awsapps.com/start eu-west-1"),
      "--profile default": both("sso Ops in 111111111111 by https://acme.awsapps.com/start eu-west-1"),
    },
  },
  {
    title: "two default profiles the other way round",
    config: `${SESSION}[profile default]
sso_session = acme
sso_account_id = 111111111111
sso_role_name = Ops
[default]
${SIGN_IN}`,
    credentials: "",
    who: {
      default: [
        "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1",
        "sso Ops in 111111111111 by https://acme.awsapps.com/start eu-west-1",
      ],
    },
  },
  {
    title: "a header in quotes",
    config: `${SESSION}[profile "dev"]\n${SIGN_IN}`,
    credentials: "",
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "a header in single quotes",
    config: `${SESSION}[profile 'dev']\n${SIGN_IN}`,
    credentials: "",
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "a profile with a blank in quotes",
    config: `${SESSION}[profile "my dev"]\n${SIGN_IN}`,
    credentials: "",
    who: { "my dev": ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"] },
  },
  {
    title: "a profile with a blank and no quotes",
    config: `${SESSION}[profile my dev]\n${SIGN_IN}`,
    credentials: "",
    who: { "my dev": both("none") },
  },
  {
    title: "a profile with a blank in the credentials file",
    config: "",
    credentials: `[my dev]\n${KEYS}`,
    who: { "my dev": ["keys AKIAIOSFODNN7EXAMPLE", "none"], "--profile my dev": ["keys AKIAIOSFODNN7EXAMPLE", "none"] },
  },
  {
    title: "two blanks in a header",
    config: `${SESSION}[profile  dev]\n${SIGN_IN}`,
    credentials: "",
    who: { dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"] },
  },
  {
    title: "a tab in a header",
    config: `${SESSION}[profile\tdev]\n${SIGN_IN}`,
    credentials: "",
    who: { dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "blanks inside the brackets",
    config: `${SESSION}[ profile dev ]\n${SIGN_IN}`,
    credentials: `[ dev ]\n${KEYS}`,
    who: { dev: both("none"), " dev ": both("keys AKIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "a comment with brackets behind a header",
    config: `${SESSION}[profile dev] # was [old]\n${SIGN_IN}`,
    credentials: "",
    who: { dev: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"] },
  },
  {
    title: "a semicolon right behind a header",
    config: `${SESSION}[profile dev]; mine\n${SIGN_IN}`,
    credentials: "",
    who: { dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"] },
  },
  {
    title: "an indented header",
    config: `${SESSION}  [profile dev]\n${SIGN_IN}`,
    credentials: "",
    who: { dev: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"] },
  },
  {
    title: "capitals in a header",
    config: `${SESSION}[Profile dev]\n${SIGN_IN}[profile Dev]\n${SIGN_IN}`,
    credentials: "",
    who: { dev: both("none"), Dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1") },
  },
  {
    title: "a plus in a name",
    config: `${SESSION}[profile dev+ops]\n${SIGN_IN}`,
    credentials: `[dev+x]\n${KEYS}`,
    who: {
      "dev+ops": both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"),
      "dev+x": both("keys AKIAIOSFODNN7EXAMPLE"),
    },
  },
  {
    title: "letters beyond ASCII in a name",
    config: `${SESSION}[profile développement]\n${SIGN_IN}`,
    credentials: `[développé]\n${KEYS}`,
    who: {
      "d\u00e9veloppement": ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"],
      "d\u00e9velopp\u00e9": both("keys AKIAIOSFODNN7EXAMPLE"),
    },
  },
  {
    title: "a backslash in a name",
    config: `${SESSION}[profile acme\\.dev]\n${SIGN_IN}`,
    credentials: "",
    who: {
      "acme.dev": ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"],
      "acme\\.dev": both("none"),
    },
  },
  {
    title: "an apostrophe in a name",
    config: `${SESSION}[profile o'brien]\n${SIGN_IN}`,
    credentials: `[o'brien]\n${KEYS}`,
    who: { "o'brien": both("keys AKIAIOSFODNN7EXAMPLE") },
  },
  {
    title: "a section of the same name twice",
    config: `[profile dev]\nregion = eu-west-1\n`,
    credentials: `[dev]\n${KEYS}[dev]\n${KEYS}`,
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"] },
  },
  {
    title: "a key twice in the credentials file",
    config: "",
    credentials: `[dev]\n${KEYS}aws_access_key_id = AKIAOTHER\n`,
    who: { dev: ["none", "keys AKIAOTHER"], default: both("none") },
  },
  {
    title: "one profile in two spellings",
    config: `${SESSION}[profile dev]\n${SIGN_IN}[profile "dev"]\nregion = eu-west-1\n`,
    credentials: "",
    who: { dev: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"] },
  },
  {
    title: "keys of [DEFAULT]",
    config: `${SESSION}[DEFAULT]
sso_account_id = 111111111111
sso_role_name = Dev
sso_session = acme
[profile dev]
region = eu-west-1
`,
    credentials: "",
    who: {
      dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"],
      default: both("none"),
    },
  },
  {
    title: "a line that is neither section nor key",
    config: `${SESSION}[profile dev]\n${SIGN_IN}TODO ask for access\n`,
    credentials: "",
    who: { dev: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"] },
  },
  {
    title: "text before the first section",
    config: `# fine\nregion = eu-west-1\n${SESSION}[profile dev]\n${SIGN_IN}`,
    credentials: "",
    who: { dev: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"] },
  },
  {
    title: "a byte order mark in the config file",
    config: `\u{FEFF}${SESSION}[profile dev]\n${SIGN_IN}`,
    credentials: "",
    who: { dev: ["none", "sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"] },
  },
  {
    title: "a byte order mark in the credentials file",
    config: `${SESSION}[profile dev]\n${SIGN_IN}`,
    credentials: `\u{FEFF}[dev]\n${KEYS}`,
    who: { dev: ["none", "keys AKIAIOSFODNN7EXAMPLE"], default: both("none") },
  },
  {
    title: "Windows line ends",
    config: `[sso-session acme]\r\nsso_start_url = https://acme.awsapps.com/start\r\nsso_region = eu-west-1\r\nsso_registration_scopes = sso:account:access\r\n[profile dev]\r\nsso_session = acme\r\nsso_account_id = 111111111111\r\nsso_role_name = Dev\r\n`,
    credentials: `[old]\r\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\r\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\r\n`,
    who: {
      dev: both("sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1"),
      old: both("keys AKIAIOSFODNN7EXAMPLE"),
    },
  },
  {
    title: "old Macintosh line ends",
    config: `[sso-session acme]\rsso_start_url = https://acme.awsapps.com/start\rsso_region = eu-west-1\rsso_registration_scopes = sso:account:access\r[profile dev]\rsso_session = acme\rsso_account_id = 111111111111\rsso_role_name = Dev\r`,
    credentials: `[old]\raws_access_key_id = AKIAIOSFODNN7EXAMPLE\raws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\r`,
    who: {
      dev: ["sso Dev in 111111111111 by https://acme.awsapps.com/start eu-west-1", "none"],
      old: ["keys AKIAIOSFODNN7EXAMPLE", "none"],
    },
  },
  {
    title: "a name that JavaScript keeps to itself",
    config: `[profile dev]\nregion = eu-west-1\n`,
    credentials: `[__proto__]\n${KEYS}[dev]\n${KEYS}`,
    who: { dev: ["keys AKIAIOSFODNN7EXAMPLE", "none"] },
  },
  {
    title: "names of methods",
    config: "",
    credentials: `[constructor]\n${KEYS}[toString]\n${KEYS}`,
    who: Object.fromEntries(
      ["constructor", "toString"].map((name) => [name, ["keys AKIAIOSFODNN7EXAMPLE", "none"] as const]),
    ),
  },
  {
    title: "sections for plugins and previews",
    config: `[plugins]
endpoint = awscli_plugin_endpoint
[preview]
cloudfront = true
[default]
region = fr-par
s3 =
  endpoint_url = https://s3.fr-par.scw.cloud
`,
    credentials: `[default]\n${KEYS}`,
    who: {
      default: both("keys AKIAIOSFODNN7EXAMPLE"),
      "--profile default": both("keys AKIAIOSFODNN7EXAMPLE"),
      plugins: both("none"),
    },
  },
];
