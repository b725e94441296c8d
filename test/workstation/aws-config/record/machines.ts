/** `~/.aws/config` of machines as people have them, after public bug reports and dotfiles. */
export const MACHINES: Readonly<Record<string, string>> = {
  "nothing at all": "",
  "keys in the credentials file only": "[profile dev]\nregion = eu-central-1\noutput = json\ncli_pager =\n",
  "a default with a portal and no account":
    "[default]\nsso_start_url = https://d-1111111111.awsapps.com/start\nsso_region = us-west-2\nregion = us-west-2\n",
  "a default of plain settings": "[default]\nregion=ap-southeast-2\noutput=text\n",
  "a default with a session": `[sso-session user]
sso_start_url = https://acme.awsapps.com/start/#
sso_region = eu-west-2
sso_registration_scopes = sso:account:access

[default]
sso_session = user
region = eu-west-2
`,
  "an Amplify Gen 1 machine": "[profile amplify]\nregion=us-east-1\n",
  "plugins and nested endpoints": `
[plugins]
endpoint = awscli_plugin_endpoint
[default]
region = fr-par
s3 =
  endpoint_url = https://s3.fr-par.scw.cloud
s3api =
  endpoint_url = https://s3.fr-par.scw.cloud
`,
  "a chain of roles": `[default]
region = us-east-1

[sso-session acme]
sso_start_url = https://acme.awsapps.com/start/#
sso_region = us-east-1
sso_registration_scopes = sso:account:access

[profile root]
region = us-east-1
sso_session = acme
sso_account_id = 111111111111
sso_role_name = AdministratorAccess

# the session stands here so that a sign-in command finds it; credentials come from the role
[profile nonprod]
sso_session = acme
source_profile = root
role_arn = arn:aws:iam::222222222222:role/OrganizationAccountAccessRole
region = us-east-1

[profile quality]
source_profile = root
role_arn = arn:aws:iam::333333333333:role/OrganizationAccountAccessRole
region = us-east-1
`,
  "the same as ours, by hand": `# my own, typed by hand long ago
[profile amplify]
sso_session = amplify
sso_account_id = 210987654321
sso_role_name = amplify-policy
region = us-east-1
output = json

[sso-session amplify]
sso_start_url = https://d-9067a1b2c3.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access
`,
  "a session with spaces": `[profile my-org-dev]
sso_session = Admin in My Org
sso_account_id = 111111111111
sso_role_name = AdministratorAccess
region = eu-north-1
output = json
[sso-session Admin in My Org]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-north-1
sso_registration_scopes = sso:account:access
`,
  "a profile of the old form, with notes": `# asked for by Jo
[profile amplify]   ; ours
sso_start_url=https://d-9067a1b2c3.awsapps.com/start/   # the portal
sso_region=us-east-1
  # who
sso_account_id = 210987654321
sso_role_name = amplify-policy
region = eu-west-1 # near
cli_pager =
`,
  "Windows line ends and no end": "[default]\r\nregion = eu-west-1\r\n\r\n[profile work]\r\nregion = us-east-1",
};
