import type { Writable } from "node:stream";

/**
 * Makes a stream of this process outlive whoever reads it. A closed pipe (`| head`) or a full disk takes the words and
 * nothing else: what runs goes on, and ends with its own exit code. Returns what became of the stream: the first error, if any.
 */
export function endureFailures(stream: Writable): () => NodeJS.ErrnoException | undefined {
  let failure: NodeJS.ErrnoException | undefined;
  const fail = (error: NodeJS.ErrnoException) => {
    failure ??= error;
  };
  stream.on("error", fail);
  const write = stream.write.bind(stream) as (...args: readonly unknown[]) => boolean;
  const enduring = (...args: readonly unknown[]): boolean => {
    const done = args.at(-1);
    if (failure === undefined) {
      try {
        return write(...args);
      } catch (error) {
        fail(error as NodeJS.ErrnoException);
      }
    }
    if (typeof done === "function") queueMicrotask(() => done());
    return true;
  };
  stream.write = enduring as typeof stream.write;
  return () => failure;
}
