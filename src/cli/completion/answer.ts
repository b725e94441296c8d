import type { CommandDefinition } from "../flags/command.ts";
import type { Io } from "../terminal/io.ts";
import { complete, type NamesWanted } from "./complete.ts";
import { answerFor, COMPLETED_SHELLS, wordsToCursor } from "./shells.ts";

/** What a shell's script is told. Names are looked up only where the cursor stands at one. */
export async function completionAnswer(
  [name, ...handed]: readonly string[],
  all: readonly CommandDefinition[],
  io: Pick<Io, "cwd" | "env">,
): Promise<string> {
  const shell = COMPLETED_SHELLS.find((one) => one === name);
  if (shell === undefined) return "";
  const { words, current } = wordsToCursor(shell, handed);
  const completion = complete({ words, current }, all);
  const { names, entries, besides } = completion;
  if (names === undefined) return answerFor(shell, handed, completion);
  const found = await entriesHere(names.of, io, teamFileIn(words));
  const named = found.map(({ value, ...more }) => ({ value: names.before + value, ...more }));
  return answerFor(shell, handed, { besides, entries: [...entries, ...named] });
}

/** Each is read by what it is read by alone: somebody waits for a key. */
async function entriesHere(of: NamesWanted, io: Pick<Io, "cwd" | "env">, teamFile: string | undefined) {
  if (of === "profiles") return (await import("./profiles-here.ts")).profilesHere(io);
  return (await import("./names-here.ts")).namesHere(of, io, teamFile);
}

/** The team file that is named on the line. */
function teamFileIn(words: readonly string[]): string | undefined {
  const index = words.lastIndexOf("--emails");
  const file = index < 0 ? words.findLast((word) => word.startsWith("--emails="))?.slice(9) : words[index + 1];
  return file === undefined || file.includes("@") ? undefined : file;
}
