import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

/** What is told of each request: never a body, a header or a key. */
export interface RequestRecord {
  /** ISO 8601, when the request arrived. */
  readonly time: string;
  readonly service: string;
  readonly operation: string;
  /** HTTP status; 0 when the connection was reset instead. */
  readonly status: number;
  /** The error's name, also when the answer was lost on its way. */
  readonly error?: string;
  readonly region?: string;
  /** ARN of the caller. */
  readonly caller?: string;
  readonly requestId: string;
  readonly durationMs: number;
}

/** Appends one JSON line for each request to a file. */
export interface RequestLog {
  write(record: RequestRecord): void;
  /** Resolves when every line is on its way to the disk. */
  close(): Promise<void>;
}

/**
 * Opens the log for appending, readable by its owner only; rejects when the file cannot be opened. What is written after
 * the log was closed is dropped. A disk that fails later is told by `close`.
 */
export async function openRequestLog(path: string): Promise<RequestLog> {
  const stream = createWriteStream(path, { flags: "a", mode: 0o600 });
  await once(stream, "open");
  // Without a listener a full disk would end the process; finished() below still rejects with it.
  stream.on("error", () => undefined);
  return {
    write: (record) => {
      if (stream.writable) stream.write(`${JSON.stringify(record)}\n`);
    },
    close: async () => {
      stream.end();
      await finished(stream);
    },
  };
}
