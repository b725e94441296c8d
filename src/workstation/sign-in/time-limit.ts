/** Runs a task under a signal that is also aborted when the time is up, with `reason` as what it rejects with. */
export async function withTimeLimit<Result>(
  { milliseconds, signal, reason }: { milliseconds: number; signal: AbortSignal; reason: () => Error },
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limited = new AbortController();
  const pass = () => limited.abort(signal.reason);
  if (signal.aborted) pass();
  signal.addEventListener("abort", pass, { once: true });
  const timer = setTimeout(() => limited.abort(reason()), milliseconds);
  try {
    return await task(limited.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", pass);
  }
}
