import type { Command } from "commander";
import type { ExitCode } from "../terminal/exit-codes.ts";
import type { Io } from "../terminal/io.ts";

/** Adds the flags and the help of one command to the program. What the command does is loaded when it runs. */
export type AddCommand = (program: Command, io: Io, finish: (code: ExitCode) => void) => void;
