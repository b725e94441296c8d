import net from "node:net";

/**
 * Keeps a process on this machine: a connection to anything but loopback is refused before a packet leaves.
 * Tests load it in their own process (only-loopback.ts) and in the programs they start (`node --import`).
 */
const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

/** Hosts that were tried and refused; whoever guards a process reads and empties it. */
export const refused = [];

const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...args) {
  const host = hostOf(args);
  if (host === undefined || loopback.has(host)) return Reflect.apply(connect, this, args);
  refused.push(host);
  process.stderr.write(`LEFT THE MACHINE: ${host}\n`);
  queueMicrotask(() => this.destroy(new Error(`a test tried to reach ${host}: only loopback is allowed`)));
  return this;
};

/** Node calls `connect(options)`, `connect(port, host)` and, internally, `connect([options, callback])`. */
function hostOf([first, second]) {
  const options = Array.isArray(first) ? first[0] : first;
  if (typeof options === "object" && options !== null) return options.path ? undefined : (options.host ?? "localhost");
  return typeof second === "string" ? second : "localhost";
}
