/** The shells that printed commands are typed into. */
export const SHELLS = ["posix", "powershell", "cmd"] as const;

export type Shell = (typeof SHELLS)[number];

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
  // Programs read "" within quotation marks for one, and backslashes before one by the pair; cmd, and a batch file that passes it on,
  // take "" for closed and opened again. A % is obeyed within them and is kept from it by a caret outside of them.
  // https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
  cmd: (text) => `"${text.replace(/(\\*)(["%]|$)/g, (_, before, end) => before + before + CMD_SPELLS[end])}"`,
};

const CMD_SPELLS: Readonly<Record<string, string>> = { '"': '""', "%": '"^%"', "": "" };

/** One argument as this shell hands it on whole, whatever is in it; quoted only where it must be. */
export function quoteArgument(shell: Shell, text: string): string {
  return PLAIN[shell].test(text) ? text : QUOTED[shell](text);
}

/**
 * A command line as this shell hands it on whole. Windows PowerShell drops quotation marks inside an argument of a program, and so does
 * every PowerShell for a `.cmd`; from 7.3 on it keeps them for an `.exe`. With `Legacy` in a block of its own all of them do the same, and
 * what was quoted by hand arrives: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_preference_variables#psnativecommandargumentpassing
 */
export function shellLine(shell: Shell, words: readonly string[]): string {
  if (shell !== "powershell" || !words.some((word) => /"|^$/.test(word))) {
    return words.map((word) => quoteArgument(shell, word)).join(" ");
  }
  const [program = "", ...rest] = words;
  const passed = [quoteArgument(shell, program), ...rest.map(legacyArgument)].join(" ");
  return `& { $PSNativeCommandArgumentPassing = 'Legacy'; ${passed} }`;
}

/** What such a PowerShell puts into the command line as it stands, in quotation marks of its own where there is a blank. */
function legacyArgument(word: string): string {
  if (word === "") return `'""'`;
  const spelled = word.replace(/(\\*)"/g, '$1$1\\"');
  return quoteArgument("powershell", /\s/.test(word) ? spelled.replace(/\\+$/, "$&$&") : spelled);
}

const SET: Readonly<Record<Shell, (name: string, value: string) => string>> = {
  posix: (name, value) => `export ${name}=${quoteArgument("posix", value)}`,
  powershell: (name, value) => `$env:${name} = ${QUOTED.powershell(value)}`,
  // Between quotation marks it is the value as it is; a " would end them, and a % is obeyed. Behind one a name must not begin.
  cmd: (name, value) =>
    /["%]/.test(value) ? `set ${name}=${value.replace(/[()%!^"<>&|]|(?<=%)./g, "^$&")}` : `set "${name}=${value}"`,
};

/** The line that gives a variable to all that is started from this shell. */
export function variableLine(shell: Shell, name: string, value: string): string {
  return SET[shell](name, value);
}

const FED: Readonly<Record<Shell, (inner: string, outer: (words: string) => string) => string>> = {
  posix: (inner, outer) => outer(`"$(${inner})"`),
  powershell: (inner, outer) => outer(`"$(${inner})"`),
  cmd: (inner, outer) => `for /f %k in ('${inner}') do ${outer("%k")}`,
};

/** A line in which the one word that a command prints is an argument of another; both are lines of this shell. */
export function lineFedBy(shell: Shell, inner: string, outer: (word: string) => string): string {
  return FED[shell](inner, outer);
}

/**
 * A value as JSON that is an argument: what a shell could take for more than a character is spelled `\u0026`, as JSON has it, so
 * that no quoting is needed within the quoting, whatever reads it on the way.
 */
export function jsonArgument(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]|[&|<>^%!'`$;]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
