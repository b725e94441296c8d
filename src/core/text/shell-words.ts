/** A shell that printed commands are typed into. */
export type Shell = "posix" | "powershell" | "cmd";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The shell that started this process, as far as its environment tells: on Windows Git Bash sets MSYSTEM or SHELL, and PowerShell puts
 * the user's own folder before the machine's two in PSModulePath
 * (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_psmodulepath).
 */
export function shellOf(platform: string, { MSYSTEM, SHELL, PSModulePath = "" }: Environment): Shell {
  if (platform !== "win32" || MSYSTEM !== undefined || SHELL !== undefined) return "posix";
  return PSModulePath.split(";").filter((folder) => folder !== "").length > 2 ? "powershell" : "cmd";
}

/** What no shell reads as anything but itself. PowerShell takes a comma for a list and @ for splatting, cmd = ; and , for blanks. */
const PLAIN: Readonly<Record<Shell, RegExp>> = {
  posix: /^(?!=)[\w%+=:,./@-]+$/,
  powershell: /^(?!--?$)[\w+=:./\\-]+$/,
  cmd: /^[\w+:./\\@-]+$/,
};

const QUOTED: Readonly<Record<Shell, (text: string) => string>> = {
  posix: (text) => `'${text.replaceAll("'", `'\\''`)}'`,
  // Curly quotation marks end a string there, too.
  powershell: (text) => `'${text.replace(/['‘’‚‛]/g, "$&$&")}'`,
  // The program reads \" for a quotation mark, and backslashes before one by the pair. % cannot be kept from cmd.
  cmd: (text) => `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, "$&$&")}"`,
};

/** One argument as this shell hands it on whole, whatever is in it; quoted only where it must be. */
export function quoteArgument(shell: Shell, text: string): string {
  return PLAIN[shell].test(text) ? text : QUOTED[shell](text);
}
