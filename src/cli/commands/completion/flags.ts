import { COMPLETED_SHELLS } from "../../completion/shells.ts";
import type { CommandDefinition } from "../../flags/command.ts";

/** `onboard completion`. */
export const COMPLETION_COMMAND = {
  name: "completion",
  summary: "print what makes a shell complete commands, flags, files, people, accounts and profiles",
  brief: "print what makes a shell complete this program's words",
  users: "everybody",
  argument: { name: "shell", takes: COMPLETED_SHELLS, help: COMPLETED_SHELLS.join(", ") },
  flags: {},
  examples: [
    { args: ["completion", "bash"], rest: "> ~/.local/share/bash-completion/completions/onboard" },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: zsh reads it
    { args: ["completion", "zsh"], rest: '> "${fpath[1]}/_onboard"' },
    { args: ["completion", "fish"], rest: "> ~/.config/fish/completions/onboard.fish" },
    { args: ["completion", "powershell"], rest: ">> $PROFILE" },
  ],
  notes: `They are read by shells that are started from then on, where the program is on the search path. Names come from team.csv, onboard.json and onboard.handover.json in the folder that one is in, and from ~/.aws: AWS is never asked, and nothing in the folder is run.`,
} as const satisfies CommandDefinition;
