/** A path with the home folder as people write it: `~/.aws/config`. */
export function homeShortened(file: string, home: string): string {
  return file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;
}
