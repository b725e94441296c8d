import { CommanderError } from "commander";
import { OnboardError } from "../core/trouble/onboard-error.ts";
import { EXIT, type ExitCode, exitCodeOf } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { colorsFor, show, widthOf } from "./io.ts";
import { createProgram } from "./program.ts";
import { renderError } from "./render/error.ts";

/** Runs one command line and returns its exit code. The one place where errors end. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = createProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.invalidInput;
    if (error instanceof OnboardError) return explainTrouble(error, argv, io);
    const bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr.write(`This is a bug in onboard. Please report it with these lines:\n${bug}\n`);
    return EXIT.failed;
  }
}

function explainTrouble(error: OnboardError, argv: readonly string[], io: Io): ExitCode {
  if (wantsJson(argv)) {
    const { kind, message, remedy, aws, problems } = error;
    const document = { version: 1, kind: "error", error: { trouble: kind, message, remedy, aws }, problems };
    show(io.stdout, [JSON.stringify(document, undefined, 2)]);
  }
  show(io.stderr, renderError(error, { width: widthOf(io), colors: colorsFor(io.stderr, io.env) }));
  return exitCodeOf(error.kind);
}

function wantsJson(argv: readonly string[]): boolean {
  return argv.includes("--format=json") || argv[argv.indexOf("--format") + 1] === "json";
}
