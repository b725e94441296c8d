import type { DayCommand, DayGroup, SignIn } from "../day.ts";

/** Beside signing in: the program that does it where it is needed, and goes on. */
export function withRun(group: DayGroup, { profile }: SignIn): DayGroup {
  const run: DayCommand = {
    id: "run",
    what: "Run any command as this profile, whatever keys the shell has; it signs in where that is needed",
    lines: [{ onboard: ["run", "--profile", profile, "--", "npx", "ampx", "info"] }],
    note: "The way for `ampx info`, `ampx secret` and `ampx config`, which take no --profile.",
  };
  return { ...group, commands: [...group.commands, run] };
}
