import { splitShellWords } from "./python-text.ts";

/**
 * The profile whose credentials a `credential_process` has the AWS CLI export, as Amplify Gen 1's bridge does; `undefined` for any
 * other program. https://docs.aws.amazon.com/cli/latest/reference/configure/export-credentials.html
 */
export function exportedProfile(command: string): string | undefined {
  const words = splitShellWords(command) ?? [];
  if (!/(^|[\\/])aws(\.exe|\.cmd)?$/i.test(words[0] ?? "") || !words.includes("export-credentials")) return undefined;
  const at = words.findIndex((word) => word === "--profile" || word.startsWith("--profile="));
  return words[at] === "--profile" ? words[at + 1] : words[at]?.slice("--profile=".length);
}
