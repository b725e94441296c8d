import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { emptyFolder, onboard } from "../onboard.ts";
import { type Printed, printed } from "./printed.ts";

const SOUND = `[profile dev]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = amplify-policy
region = eu-west-1

[sso-session corp]
sso_start_url = https://d-1234567890.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
`;
const FAULTY = SOUND.replace("= corp", "= corp # the company").replace("sso_registration_scopes", "# scopes");
/** One line too many to say which of the two shall stay. */
const UNDECIDED = `${SOUND}[profile a]
sso_start_url = https://other.awsapps.com/start ; why
sso_start_url = https://d-1234567890.awsapps.com/start
sso_start_url = https://other.awsapps.com/start ; why
`;
const KEYS = "[dev]\naws_access_key_id = AKIAEXAMPLEEXAMPLE22\naws_secret_access_key = SECRET\n";

/** What the doctor says of machines in every state, and with `--fix` what it did to them. */
export async function printedFindings(): Promise<readonly Printed[]> {
  const doctor = async (state: string, cwd: string, ...flags: readonly string[]) =>
    printed(state, await onboard(["doctor", "--format", "json", ...flags], { cwd, env: { PATH: NO_AWS } }));
  const [sound, faulty] = [await home(SOUND), await home(FAULTY, KEYS)];
  const hostile = await home(`${SOUND}[profile a\u001b[31m]\nregion = x\u0007\n[profile b\u009b]\nnonsense\u202e\n`);
  return [
    await doctor("nothing is wrong", sound),
    await doctor("nothing to repair", sound, "--fix", "--yes"),
    await doctor("much is wrong", faulty),
    await doctor("a profile that is not there", faulty, "--profile", "nobody"),
    await doctor("repaired", faulty, "--fix", "--yes"),
    await doctor("a repair is left to a person", await home(UNDECIDED), "--fix", "--yes"),
    await doctor("names are hostile", hostile),
  ];
}

/** Where nothing is: what else is installed on the computer makes no difference. */
const NO_AWS = "/nonexistent";

async function home(config: string, credentials?: string): Promise<string> {
  const cwd = await emptyFolder();
  const folder = path.join(cwd, ".aws");
  await mkdir(folder, { mode: 0o700 });
  await writeFile(path.join(folder, "config"), config, { mode: 0o600 });
  if (credentials === undefined) return cwd;
  await writeFile(path.join(folder, "credentials"), credentials);
  await chmod(path.join(folder, "credentials"), 0o644);
  return cwd;
}
