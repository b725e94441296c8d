import { commandForCaller } from "../../core/text/command-line.ts";
import { ConfigRefused } from "../../workstation/aws-config/config-refused.ts";
import type { AwsFiles } from "../../workstation/aws-config/file/config-location.ts";
import { openConfig } from "../../workstation/aws-config/open-config.ts";
import { planConfigRepair } from "../../workstation/doctor/repairs/plan-repairs.ts";

/** Does the work; where the config file is refused, the error names the command that repairs it, or tells all that is wrong. */
export async function namingTheRepair<Result>(files: AwsFiles, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConfigRefused)) throw error;
    const { refusal } = error;
    const remedy = (await isRepaired(files))
      ? `Run \`${commandForCaller("doctor", "--fix")}\`, which repairs it, and then the same command again. By hand: ${refusal.remedy}`
      : `${refusal.remedy} \`${commandForCaller("doctor")}\` tells everything that is wrong with it.`;
    throw new ConfigRefused({ ...refusal, remedy }, files.config);
  }
}

/** Whether the file can be edited once the doctor has repaired it. */
async function isRepaired({ config, credentials }: AwsFiles): Promise<boolean> {
  try {
    const { after } = await planConfigRepair({ config, credentials, profile: undefined });
    openConfig(after ?? "");
    return true;
  } catch (error) {
    if (error instanceof ConfigRefused) return false;
    throw error;
  }
}
