/** Why a test says nothing on Windows, or cannot be run there. */
const REASONS = {
  modes: "Windows tells no modes and no owners",
  links: "symbolic links are for administrators there, and wine makes none",
  pipes: "there is no FIFO and no /dev",
  paths: "it spells paths as POSIX does",
  shell: "it is about what sh or bash does, or puts a script of theirs in a program's place",
  signals: "a signal ends a process at once there: nothing is heard of it",
  load: "it starts processes by the dozen, and waits as long for them as they take elsewhere",
  tools: "it asks git, tar or openssl, which wine has not",
} as const;

export type Reason = keyof typeof REASONS;

/** Below test/: what a file, or the tests that begin so there (behind the names of their groups), are set aside for. */
export interface SetAside {
  readonly file: string;
  readonly because: Reason;
  readonly tests?: readonly string[];
}

export const SET_ASIDE: readonly SetAside[] = [
  { file: "aws/test-way.test.ts", because: "tools" },
  { file: "aws/way-out.test.ts", because: "tools" },
  { file: "workstation/project/private-place.test.ts", because: "tools" },
  { file: "files/packed-program.test.ts", because: "tools" },
  {
    file: "workstation/handover/git-email.test.ts",
    because: "tools",
    tests: ["is the repository's", "is the user's where", "is not asked of a program called git"],
  },
  { file: "workstation/doctor/findings.test.ts", because: "links", tests: ["dangling-link"] },
  { file: "files/inside.test.ts", because: "links", tests: ["but not behind a link that leads out"] },
  {
    file: "workstation/aws-config/file/config-file.test.ts",
    because: "links",
    tests: [
      "stay, and the file behind",
      "that lead to a file that is not there",
      "that lead into a folder",
      "that lead in a circle",
    ],
  },
  { file: "workstation/aws-config/file/config-record.test.ts", because: "links", tests: ["is found behind a link"] },
  {
    file: "workstation/doctor/repairs/plan-repairs.test.ts",
    because: "links",
    tests: ["goes through a symbolic link"],
  },
  {
    file: "workstation/handover/find-handover.test.ts",
    because: "links",
    tests: ["is refused when it leads in a circle", "is found when the home directory is a link", "is not a folder"],
  },
  { file: "workstation/sign-in/token-cache.test.ts", because: "links", tests: ["whose folder is a dangling link"] },
  {
    file: "files/plain-files.test.ts",
    because: "modes",
    tests: ["is read as far as it is wanted", "is replaced as a whole"],
  },
  {
    file: "workstation/doctor/findings.test.ts",
    because: "modes",
    tests: ["credentials-mode", "config-mode", "cache-folder-mode", "cache-file-mode"],
  },
  { file: "cli/commands/access.test.ts", because: "modes", tests: ["writes what the ending of a file says"] },
  { file: "cli/apply/first-sign-in-files.test.ts", because: "modes", tests: ["have everybody with their page"] },
  { file: "cli/apply/messages.test.ts", because: "modes", tests: ["are in a folder and files that nobody else reads"] },
  { file: "simulator/state/state-file.test.ts", because: "modes", tests: ["is its owner's alone"] },
  { file: "simulator/wire/request-log.test.ts", because: "modes", tests: ["has one JSON line", "must be a file"] },
  {
    file: "workstation/sign-in/sign-in-with-browser.test.ts",
    because: "modes",
    tests: ["registers as the AWS CLI does"],
  },
  {
    file: "workstation/sign-in/token-cache.test.ts",
    because: "modes",
    tests: ["is its owner's alone", "leaves the mode of folders"],
  },
  {
    file: "workstation/aws-config/file/config-file.test.ts",
    because: "modes",
    tests: ["creates ~/.aws for its owner only", "keeps the mode"],
  },
  {
    file: "workstation/aws-config/file/config-record.test.ts",
    because: "modes",
    tests: ["lies beside the backup", "counts for nothing when it cannot be ours"],
  },
  {
    file: "workstation/doctor/repairs/plan-repairs.test.ts",
    because: "modes",
    tests: ["takes from others what they may do"],
  },
  { file: "workstation/handover/find-handover.test.ts", because: "modes", tests: ["is refused when it is not for us"] },
  { file: "workstation/aws-config/file/config-file.test.ts", because: "pipes", tests: ["a device"] },
  { file: "files/plain-files.test.ts", because: "pipes", tests: ["that is not there is no error"] },
  { file: "cli/apply/messages.test.ts", because: "pipes", tests: ["never take the place of a file"] },
  { file: "cli/completion/names-here.test.ts", because: "pipes", tests: ["what is no file"] },
  {
    file: "workstation/handover/find-handover.test.ts",
    because: "pipes",
    tests: ['is refused when it is "/dev/zero"'],
  },
  { file: "cli/completion/shells.test.ts", because: "shell", tests: ["is that value for bash itself"] },
  {
    file: "core/text/shell-words.test.ts",
    because: "shell",
    tests: ["reaches a program whole through a POSIX shell", "reaches it through a POSIX shell"],
  },
  { file: "identity-center/cdk/find-toolkit.test.ts", because: "shell" },
  {
    file: "workstation/sign-in/open-browser.test.ts",
    because: "shell",
    tests: ["gives the program the address", "starts nothing for an address"],
  },
  {
    file: "workstation/sign-in/sign-ins-at-once.test.ts",
    because: "signals",
    tests: ["go on with the next when the first is interrupted"],
  },
  { file: "workstation/sign-in/cache-files.test.ts", because: "paths" },
  { file: "files/lock.test.ts", because: "load", tests: ["lets one process in at a time"] },
  { file: "workstation/aws-config/file/config-record.test.ts", because: "load", tests: ["at any step loses nothing"] },
  { file: "workstation/aws-config/file/config-file-interrupted.test.ts", because: "load", tests: ["lands "] },
];

/** What is set aside whole, as patterns of vitest. */
export const FILES_SET_ASIDE: readonly string[] =
  process.platform === "win32"
    ? SET_ASIDE.filter(({ tests }) => tests === undefined).map(({ file }) => `test/${file}`)
    : [];

/** Why this test is not run on Windows; `undefined` for one that is. */
export function reasonAside(file: string, test: string): string | undefined {
  const place = file.replaceAll("\\", "/");
  const found = SET_ASIDE.find(
    (each) => place.endsWith(`/test/${each.file}`) && each.tests?.some((start) => test.startsWith(start)),
  );
  return found && REASONS[found.because];
}
