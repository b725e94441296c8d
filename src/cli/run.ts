import { CommanderError } from "commander";
import { OnboardError } from "../core/errors/onboard-error.ts";
import { VERSION } from "../core/text/version.ts";
import { COMMANDS } from "./command-table.ts";
import { RUN_COMMAND } from "./commands/run/flags.ts";
import { usageError } from "./input/usage-error.ts";
import { createProgram } from "./program.ts";
import { EXIT, type ExitCode, exitCodeOf } from "./terminal/exit-codes.ts";
import { chooseFormat, FORMATS, type Format } from "./terminal/format.ts";
import type { Io } from "./terminal/io.ts";

/**
 * Runs one command line and returns its exit code, which is another program's where that was run. The one place where errors end. An `obstacle` stands before everything
 * that a command does; help and version are printed all the same.
 */
export async function run(argv: readonly string[], io: Io, obstacle?: OnboardError): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram({ ...io, argv }, (result) => {
    code = result;
  });
  program.hook("preAction", () => {
    if (obstacle !== undefined) throw obstacle;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      // The help was shown: because it was asked for, or because nothing was.
      if (error.code.startsWith("commander.help")) return error.exitCode === 0 ? EXIT.done : EXIT.invalidInput;
      if (error.exitCode === 0) return EXIT.done;
      return await explainError(usageError(error, argv, COMMANDS), argv, io);
    }
    if (error instanceof OnboardError) return await explainError(error, argv, io);
    const { explainEndpointError } = await import("../aws/endpoint-error.ts");
    const known = explainEndpointError(error);
    if (known !== undefined) return await explainError(known, argv, io);
    const bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr.write(
      `This is a bug in onboard. Please report it with these lines:\n${bug}\n    in ${VERSION}, Node.js ${process.version}, ${process.platform}\n`,
    );
    return EXIT.failed;
  }
}

/** What was typed in the wrong place may be an address, and nobody is known by then. */
async function withoutAddresses(error: OnboardError, argv: readonly string[], io: Io): Promise<OnboardError> {
  const [{ showsPeople }, { redactError }, { createRedactor }] = await Promise.all([
    import("./terminal/redacted-io.ts"),
    import("../core/redaction/redact-error.ts"),
    import("../core/redaction/redactor.ts"),
  ]);
  if (showsPeople(argv.includes("--show-people") && !runsAnother(argv), io.env)) return error;
  return redactError(error, createRedactor([])) as OnboardError;
}

/** In the format that was asked for on stdout, and in words on stderr. */
async function explainError(error: OnboardError, argv: readonly string[], io: Io): Promise<ExitCode> {
  const format = formatOf(argv, io);
  const [{ printerFor }, { errorDocument, errorView }] = await Promise.all([
    import("./views/printer.ts"),
    import("./views/error/view.ts"),
  ]);
  const isAboutTyping = error.problems.length > 0 && error.problems.every(({ place }) => place.kind === "flag");
  const told = isAboutTyping ? await withoutAddresses(error, argv, io) : error;
  printerFor(format, io).print(errorView(io), errorDocument(told));
  return exitCodeOf(error.kind);
}

/** `onboard run` prints on stderr alone, and has no format: what stands behind it is for the program that it runs. */
function runsAnother(argv: readonly string[]): boolean {
  return argv.find((word) => !word.startsWith("-")) === RUN_COMMAND.name;
}

/** Read again here, since the command line may be what is wrong. */
function formatOf(argv: readonly string[], io: Io): Format {
  if (runsAnother(argv)) return "text";
  const last = argv.lastIndexOf("--format");
  const asked = last < 0 ? argv.findLast((word) => word.startsWith("--format="))?.slice(9) : argv[last + 1];
  return chooseFormat(
    FORMATS.find((format) => format === asked),
    io.env,
  );
}
