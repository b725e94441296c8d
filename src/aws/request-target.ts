/** Where the SDK would send a request. */
interface RequestTarget {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
}

interface Preparable {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: each command's stack is typed over its own inputs and outputs
    add(middleware: any, options: object): void;
  };
}

/**
 * Where a command of the SDK goes that `send` gives to a client, with every setting considered (environment, profile, FIPS,
 * dual-stack). It is prepared, and stopped before it is signed and sent.
 */
export async function requestTargetOf(
  command: Preparable,
  send: () => Promise<unknown>,
): Promise<RequestTarget | undefined> {
  const seen: RequestTarget[] = [];
  command.middlewareStack.add(
    () => async (args: { readonly request: RequestTarget }) => {
      seen.push(args.request);
      return { output: { $metadata: {} }, response: {} };
    },
    { step: "finalizeRequest", priority: "high" },
  );
  await send();
  return seen[0];
}
