import { OnboardError } from "../../core/errors/onboard-error.ts";

/** Why a config file is not edited; `line` counts from 1. */
export interface Refusal {
  readonly line?: number;
  readonly message: string;
  readonly remedy: string;
}

/** A config file, or an edit of it, that we keep our hands off: it was not touched, and the remedy says what to do. */
export class ConfigRefused extends OnboardError {
  readonly line: number | undefined;
  readonly refusal: Refusal;

  /** With `file` the message begins as editors and terminals make clickable, `file:line:`. */
  constructor(refusal: Refusal, file?: string) {
    const { line, message, remedy } = refusal;
    const place =
      file === undefined ? line && `Line ${line}` : [file, line].filter((part) => part !== undefined).join(":");
    super({ kind: "invalid-input", message: place === undefined ? message : `${place}: ${message}`, remedy });
    this.name = "ConfigRefused";
    this.line = line;
    this.refusal = refusal;
  }
}
