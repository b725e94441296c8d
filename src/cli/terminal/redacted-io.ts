import type { Writable } from "node:stream";
import { redactError } from "../../core/redaction/redact-error.ts";
import type { TeamRedactor } from "../../core/redaction/redactor.ts";
import type { Io } from "./io.ts";

/** Whether people may be named in what is printed: on somebody's own machine yes, in a log of CI only when asked for. */
export function showsPeople(asked: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  return asked === true || env.CI === undefined;
}

/** Runs a command whose streams and errors name nobody. Without a redactor they name everybody. */
export async function withoutPeople<Result>(
  redactor: TeamRedactor | undefined,
  io: Io,
  format: string,
  command: (io: Io) => Promise<Result>,
): Promise<Result> {
  if (redactor === undefined) return command(io);
  try {
    return await command(redactedIo(io, redactor, format));
  } catch (error) {
    throw redactError(error, redactor);
  }
}

/** The same streams, through which nobody is named. JSON is asked for explicitly, and stays as it is on stdout. */
function redactedIo(io: Io, redactor: TeamRedactor, format: string): Io {
  return {
    ...io,
    stdout: format === "json" ? io.stdout : redacted(io.stdout, redactor),
    stderr: redacted(io.stderr, redactor),
  };
}

function redacted<Stream extends Writable>(stream: Stream, { screen }: TeamRedactor): Stream {
  const write = (chunk: unknown, ...rest: unknown[]) =>
    Reflect.apply(stream.write, stream, [typeof chunk === "string" ? screen(chunk) : chunk, ...rest]);
  return new Proxy(stream, {
    get(target, name) {
      if (name === "write") return write;
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
