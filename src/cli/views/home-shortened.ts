/** A path with the home folder as people write it: `~/.aws/config`, or `~\.aws\config` where the home is a folder of Windows. */
export function homeShortened(file: string, home: string): string {
  const isWindows = /^(?:[a-z]:|\\\\)/i.test(home);
  const folder = home.replace(isWindows ? /[\\/]+$/ : /\/+$/, "");
  const rest = file.slice(folder.length);
  if (!(isWindows ? /^[\\/]/ : /^\//).test(rest)) return file;
  const spelled = (text: string) => (isWindows ? text.toLowerCase().replaceAll("\\", "/") : text);
  return spelled(file).startsWith(spelled(folder)) ? `~${rest}` : file;
}
