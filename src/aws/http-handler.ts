import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { TimeLimits } from "./time-limits.ts";

type Handle = NodeHttpHandler["handle"];

/** The SDK's own handler, which limits the time until an answer begins, with a limit for the whole of the answer. */
export class HttpHandler extends NodeHttpHandler {
  readonly #total: number;

  constructor({ connection, firstByte, total }: TimeLimits) {
    // Without the last member the SDK only warns about an answer that never comes, and waits for it for ever.
    super({ connectionTimeout: connection, requestTimeout: firstByte, throwOnRequestTimeout: true });
    this.#total = total;
  }

  override async handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    const start = performance.now();
    const elapsed = () => performance.now() - start;
    try {
      const answer = await super.handle(request, options);
      const { body } = answer.response;
      const timer = setTimeout(() => body.destroy(timedOut(elapsed())), this.#total - elapsed());
      body.once("close", () => clearTimeout(timer));
      return answer;
    } catch (error) {
      throw (error as Error).name === "TimeoutError" ? timedOut(elapsed()) : error;
    }
  }
}

/** With metadata the SDK takes it for an error of the way, and adds no hints for its own developers. */
function timedOut(milliseconds: number): Error {
  const message = `no complete answer within ${Math.round(milliseconds / 100) / 10} s`;
  return Object.assign(new Error(message), { name: "TimeoutError", code: "ETIMEDOUT", $metadata: {} });
}
